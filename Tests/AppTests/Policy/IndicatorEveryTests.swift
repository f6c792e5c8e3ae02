import Brokerage
import Community
import Core
import Storage
import Testing

@testable import Policy

/// No figure is left out of the counts by hand.
struct IndicatorEveryTests {
    /// Tested beside the rule that says when a wait ends.
    private static let elsewhere: Set = ["buddy-wait-days", "buddy-wait-days-p90"]

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `every declared figure equals an independent count on filled rows`(seed: UInt64) async throws {
        let site = try await TestSite()
        let now = site.clock.now
        let bank = IndicatorFixture(now: now, seed: seed)
        let policy = IndicatorPolicyRows(now: now, seed: seed)
        let field = IndicatorFieldRows(now: now, seed: seed, bank: bank)
        try await bank.write(to: site)
        try await policy.write(to: site)
        try await field.write(to: site)
        var measured: Set<String> = []
        let all = site.town.modules.flatMap(\.indicators).filter { !Self.elsewhere.contains($0.id) }
        for place in IndicatorPolicyRows.places {
            let counts = [
                IndicatorCount(fixture: bank, place: place, day: now.day).value,
                IndicatorPolicyCount(rows: policy, place: place, day: now.day).value,
                IndicatorFieldCount(rows: field, bank: bank, place: place, day: now.day).value,
            ]
            for indicator in all {
                let expected = try #require(
                    counts.compactMap { $0(indicator.id) }.first, "\(indicator.id) is counted by nobody")
                let found = try await site.read { db in
                    try indicator.measured(place, on: now.day, in: db)?.value
                }
                #expect(found == expected, "\(indicator.id) in \(place)")
                if found != nil { measured.insert(indicator.id) }
            }
        }
        // A count of nothing proves nothing.
        let empty = all.map(\.id).filter { !measured.contains($0) }
        #expect(empty.allSatisfy { $0 == "vacancies-small-with-applicant" }, "\(empty)")
    }
}
