import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing

struct PublicFigureTests {
    /// Applications in the last whole month: so many in Centrum, so many in Oud-Veen.
    private static func site(_ centre: Int, _ old: Int) async throws -> TestSite {
        let site = try await TestSite()
        _ = try await VacancyFixture(places: 100).add(to: site)
        _ = try await VacancyFixture(title: "Oud-Veen helpt", sector: .natuur, places: 100, neighbourhood: "n2").add(
            to: site)
        for number in 0..<(centre + old) {
            let at = site.clock.now - .days(35)
            _ = try await ApplicationFixture(
                vacancy: number < centre ? 1 : 2, name: "Geheim Persoon", confirmed: at, answered: at + .days(2)
            ).add(to: site)
        }
        return site
    }

    @Test func `a small group is not shown, nor the number it follows from`() async throws {
        let site = try await Self.site(20, 3)
        let page = await site.get("/cijfers")
        #expect(page.status == 200)
        #expect(page.body.contains("minder dan 5"))
        #expect(page.body.contains("niet getoond"))
        #expect(page.body.contains("<dd>23"))
        #expect(!page.body.contains(">20<"))
        #expect(!page.body.contains(">3<"))
        #expect(!page.body.contains("Geheim"))
        let file = await site.get("/cijfers/export")
        #expect(file.body.contains("Oud-Veen;1;minder dan 5"))
        #expect(!file.body.contains(";20;"))
    }

    @Test func `large groups are shown and one municipality at a time`() async throws {
        let site = try await Self.site(20, 7)
        let page = await site.get("/cijfers?gemeente=GM9999")
        #expect(page.body.contains("<td class=\"n\">20</td>"))
        #expect(page.body.contains("<td class=\"n\">7</td>"))
        #expect(!page.body.contains(">niet getoond<"))
        let other = await site.get("/cijfers?gemeente=GM9998")
        #expect(other.body.contains("Zuiderhout, "))
        #expect(!other.body.contains("<td class=\"n\">20</td>"))
        #expect(await site.get("/cijfers?gemeente=onzin").body.contains("Deze gemeente kennen we niet."))
    }

    @Test func `the figures are remembered for ten minutes`() async throws {
        let site = try await Self.site(20, 7)
        _ = await site.get("/cijfers")
        let at = site.clock.now - .days(35)
        for _ in 0..<5 { _ = try await ApplicationFixture(confirmed: at, answered: at + .days(1)).add(to: site) }
        #expect(await site.get("/cijfers").body.contains("<td class=\"n\">20</td>"))
        site.clock.move(by: .minutes(11))
        #expect(await site.get("/cijfers").body.contains("<td class=\"n\">25</td>"))
    }
}

struct SmallCellTests {
    @Test func `no small group shows or follows from the total`() {
        var random = Seeded(seed: 7)
        for _ in 0..<2000 {
            let values = (0..<random.int(1...9)).map { _ in random.int(0...11) }
            let shown = SmallCells.protect(values)
            #expect(shown.count == values.count)
            var hidden: [Int] = []
            for (value, cell) in zip(values, shown) {
                switch cell {
                case .number(let number):
                    #expect(number == value)
                    #expect(value == 0 || value >= SmallCells.fewest)
                case .few:
                    #expect((1..<SmallCells.fewest).contains(value))
                    hidden.append(value)
                case .withheld:
                    #expect(value >= SmallCells.fewest)
                    hidden.append(value)
                }
            }
            // Alone, or together few, only when nothing else is left to hide.
            let others = zip(values, shown).contains { value, cell in value > 0 && cell == .number(value) }
            let isSafe = hidden.isEmpty || (hidden.count > 1 && hidden.reduce(0, +) >= SmallCells.fewest)
            #expect(isSafe || !others, "\(values) \(shown)")
        }
    }
}
