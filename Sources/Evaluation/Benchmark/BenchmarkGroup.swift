/// What is told of the figures of a group of municipalities: nothing at all of fewer than five, and never so exactly that
/// a municipality that comes or goes could be worked out.
struct BenchmarkGroup: Sendable, Equatable {
    /// The fewest municipalities in a group.
    static let least = 5

    /// Where one figure stands among the others.
    enum Position: Sendable, Equatable { case below, within, above }

    /// How many municipalities there are in it.
    let count: Int
    /// Half has less; rounded.
    let middle: Double
    /// A quarter has less, a quarter has more; rounded.
    let low: Double
    let high: Double
    let position: Position?

    /// - Parameters:
    ///   - values: of each municipality, the own one among them.
    ///   - own: `nil` when it has none.
    ///   - step: to which everything is rounded: 0.05 for shares.
    /// - Returns: `nil` for a group that is too small.
    init?(_ values: [Double], own: Double?, step: Double) {
        let order = values.filter(\.isFinite).sorted()
        guard order.count >= Self.least, step > 0 else { return nil }
        count = order.count
        middle = Self.rounded(Self.quantile(0.5, order), step)
        low = Self.rounded(Self.quantile(0.25, order), step)
        high = Self.rounded(Self.quantile(0.75, order), step)
        // By the rounded bounds: the position tells no more than the figures do.
        position = own.map { [low, high] own in own < low ? .below : own > high ? .above : .within }
    }

    /// Type 7 of Hyndman and Fan (1996).
    private static func quantile(_ share: Double, _ order: [Double]) -> Double {
        guard let last = order.last else { return .nan }
        let place = Double(order.count - 1) * share
        let below = Int(place.rounded(.down))
        guard order.indices.contains(below + 1) else { return last }
        return order[below] + (place - Double(below)) * (order[below + 1] - order[below])
    }

    private static func rounded(_ value: Double, _ step: Double) -> Double { (value / step).rounded() * step }
}
