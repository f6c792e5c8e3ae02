import Community
import Core
import Testing

@testable import Policy

/// What is promised, spent and free, counted without a site.
extension MoneyTests {
    @Test func `what other parts promise counts, with its line or as loose money`() {
        let line = Commitment(id: "a", title: "Ruimte", year: 2026, line: " subsidie CENTRALE ", committed: 30_000)
        let loose = Commitment(
            id: "b", title: "Feest", year: 2026, line: "onbekend", function: .verbreiden, committed: 10_000,
            spent: 4_000)
        let other = Commitment(id: "c", title: "Later", year: 2031, committed: 99)
        let amounts: [BudgetAmount] = []
        let budget = Budget(
            years: [2026, 2027], lines: [], amounts: amounts, bookings: [], commitments: [line, loose, other])
        #expect(budget.total(year: 2026) == MoneySums(committed: 40_000, spent: 4_000))
        #expect(budget.loose(year: nil).map(\.id) == ["a", "b"])
        #expect(budget.byFunction(year: 2026).first { $0.function == .verbreiden }?.sums.committed == 10_000)
    }

    @Test func `what is free is counted per line, so that one cannot pay for another`() async throws {
        let site = try await site()
        for name in ["Ruimte", "Dag"] {
            _ = await site.post(
                Fixture.path + "/nieuw", form: Fixture.line(["naam": name, "bedrag-2026": "10.000"]),
                as: .policyOfficer)
        }
        for (line, kind) in [(1, "toegezegd"), (2, "uitgegeven")] {
            _ = await site.post(
                Fixture.path + "/regels/\(line)/boekingen",
                form: [
                    ("soort", kind), ("bedrag", "10.000"), ("jaar", "2026"), ("dag", "2026-03-01"), ("wat", "De Brug"),
                ], as: .policyOfficer)
        }
        let budget = try await Fixture.budget(site)
        let total = budget.total(year: 2026)
        #expect(total.planned == 2_000_000 && total.committed == 1_000_000 && total.spent == 1_000_000)
        #expect(total.used == 2_000_000 && total.free == 0)
        #expect(budget.lines.allSatisfy { budget.sums(of: $0, year: 2026).free == 0 })
    }
}
