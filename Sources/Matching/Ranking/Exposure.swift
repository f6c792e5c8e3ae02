/// Fair exposure: what many apply for yields a little to what nobody applies for, and figures that show whether it
/// works.
///
/// A vacancy that already gets its people loses points as applications come in (penalties per connection: Rios and
/// others for online volunteering, SSRN 4497747). It moves attention, it cannot make an unpopular place filled: with
/// fixed wishes every stable placement fills the same places (rural hospitals, Roth 1986).
package enum Exposure {
    /// From how many recent applications a free place on the pressure is at its highest.
    package static let fullAt = 3

    /// - Returns: 0 for nobody, 15 for `fullAt` or more recent applications for each open place.
    package static func pressure(applications: Int, openPlaces: Int) -> Int {
        let most = Int(RankRow.mostPressure)
        let enough = max(1, min(openPlaces, 1_000_000)) * fullAt
        return min(most, max(0, min(applications, enough)) * most / enough)
    }

    /// How unequally something is spread, in thousandths: 0 everybody the same, towards 1000 all to one (Gini 1912).
    /// `nil` for nobody or nothing.
    package static func gini(_ counts: [Int]) -> Int? {
        let sorted = counts.map { max(0, $0) }.sorted()
        let total = sorted.reduce(0.0) { $0 + Double($1) }
        guard total > 0 else { return nil }
        let weighted = sorted.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * Double($1.element) }
        let count = Double(sorted.count)
        return Int((1000 * (2 * weighted / (count * total) - (count + 1) / count)).rounded())
    }

    /// The part with at least one, in thousandths; `nil` for nobody.
    package static func shareWithAny(_ counts: [Int]) -> Int? {
        counts.isEmpty ? nil : 1000 * counts.count { $0 > 0 } / counts.count
    }
}
