import Community
import Core
import Storage
import Web

/// What the house counts by itself beside a question: evidence that nobody has to look up.
enum ScanCounts {
    /// Sentences by question; for questions about which no module counts anything there are none.
    static func lines(
        _ section: ScanSection, _ cycle: PolicyCycle, house: House, visit: Visit, in db: any SQLConnection
    ) throws -> [String: [String]] {
        let wanted = Set(section.questions.flatMap(\.seenBy))
        let t = visit.t
        var known: [String: String] = [:]
        for indicator in try house.indicators(of: cycle.municipality, in: db)
        where wanted.contains(indicator.id) {
            guard let measured = try indicator.measured(cycle.municipality, on: visit.today, in: db),
                let value = number(measured.value, decimals: indicator.decimals, t)
            else { continue }
            known[indicator.id] = t("Inzet telt zelf: \(t(indicator.name)): \(value) \(t(indicator.unit)).")
        }
        return Dictionary(section.questions.map { ($0.id, $0.seenBy.compactMap { known[$0] }) }) { first, _ in first }
    }

    /// With at most one decimal, and none for a whole number; nothing when it is no number to show.
    private static func number(_ value: Double, decimals: Int, _ t: Texts) -> String? {
        guard value.isFinite, abs(value) < 1_000_000_000 else { return nil }
        let tenths = Int((value * 10).rounded())
        if decimals == 0 || tenths % 10 == 0 { return t.number(Int(value.rounded())) }
        return t.number(tenths / 10) + (t.language == .dutch ? "," : ".") + String(abs(tenths % 10))
    }
}
