/// The nearest rank: a percentile that is always one of the values.
package enum Percentile {
    /// The smallest value that at least so many per cent of all do not exceed.
    ///
    /// - Parameters:
    ///   - sorted: rising.
    ///   - percent: 0 to 100; anything outside counts as the nearest of these.
    /// - Returns: `nil` of nothing.
    package static func of(_ sorted: [Int], _ percent: Int) -> Int? {
        guard !sorted.isEmpty else { return nil }
        let rank = (sorted.count * max(0, min(100, percent)) + 99) / 100
        return sorted[max(1, rank) - 1]
    }
}
