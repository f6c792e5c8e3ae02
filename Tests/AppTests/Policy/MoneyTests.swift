import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

/// Amounts in euros.
struct EuroTests {
    @Test(arguments: [
        ("0", 0), ("7", 700), ("1250", 125_000), ("1.250", 125_000), ("1250,5", 125_050), ("1.250,50", 125_050),
        ("€ 1.250,50", 125_050), ("€1250", 125_000), ("eur 12", 1200), ("12.345.678,90", 1_234_567_890),
        ("1250,-", 125_000), ("1250,--", 125_000), (" 8 000 ", 800_000), ("1\u{A0}000,05", 100_005), ("0,05", 5),
        ("10.000.000.000", 1_000_000_000_000), ("007", 700),
    ])
    func `what people type is read`(_ text: String, _ cents: Int) {
        #expect(Euro.cents(text) == .success(cents), "\(text)")
    }

    @Test(arguments: [
        ("", Euro.Problem.empty), ("  ", .empty), ("€", .empty), ("-5", .negative), ("1250.50", .decimalPoint),
        ("12.5", .decimalPoint), ("1,250", .tooManyDecimals), ("1.250,505", .tooManyDecimals), ("12.50,00", .badGroups),
        ("1.2500", .badGroups), ("1234.567", .badGroups), ("1..000", .badGroups), (".500", .badGroups),
        ("duizend", .notANumber), ("12,", .notANumber), (",50", .notANumber), ("1,2,3", .notANumber),
        ("12e3", .notANumber), ("٣", .notANumber), ("10.000.000.000,01", .tooMuch), ("99999999999999999999", .tooMuch),
        ("--5", .notANumber), ("5-", .notANumber), ("-", .notANumber),
    ])
    func `what is wrong is named`(_ text: String, _ problem: Euro.Problem) {
        #expect(Euro.cents(text) == .failure(problem), "\(text)")
    }

    @Test func `money that comes back is below zero only where that is allowed`() {
        #expect(Euro.cents("-12,50", negative: true) == .success(-1250))
        #expect(Euro.cents("€ -12,50", negative: true) == .success(-1250))
        #expect(Euro.cents("-12,50") == .failure(.negative))
    }

    @Test func `every amount that is written is read back`() {
        var random = Seeded(seed: 4)
        for _ in 0..<20_000 {
            let cents = random.int(-1_000_000_000_000...1_000_000_000_000)
            #expect(Euro.cents(Texts.dutch.euros(cents), negative: true) == .success(cents))
            #expect(Euro.cents(Texts.dutch.typedEuros(cents), negative: true) == .success(cents))
        }
    }

    @Test func `no text brings the reader down, and what it reads stays in bounds`() {
        var random = Seeded(seed: 5)
        let signs = Array("0123456789.,-€ \u{A0}eEuUrR–x٣\u{301}−")
        for _ in 0..<50_000 {
            let text = String((0..<random.int(0...16)).compactMap { _ in random.pick(signs) })
            if case .success(let cents) = Euro.cents(text, negative: true) {
                #expect(abs(cents) <= Euro.most, "\(text)")
            }
        }
    }
}

/// A round with a budget, for tests.
enum MoneyFixture {
    static let path = "/beleid/1/geld"

    static func line(_ changes: [String: String?] = [:]) -> [(String, String)] {
        var values: [String: String?] = [
            "naam": "Subsidie centrale", "functie": "verbinden", "afdeling": "Samenleving", "bedrag-2026": "1.250,50",
            "bedrag-2027": "", "bedrag-2028": "", "bedrag-2029": "", "opmerking": "",
        ]
        for (name, value) in changes { values[name] = value }
        return values.compactMap { name, value in value.map { (name, $0) } }.sorted { $0.0 < $1.0 }
    }

    static func budget(_ site: TestSite) async throws -> Budget {
        let part = MoneyPart(house: site.town.house)
        return try await site.read { db in
            let cycle = try PolicyCycle.find(number: 1, in: db)
            guard let cycle else { throw WebError.notFound }
            return try part.budget(of: cycle, in: db)
        }
    }
}

/// Money of a round.
struct MoneyTests {
    typealias Fixture = MoneyFixture

    func site() async throws -> TestSite {
        let site = try await TestSite()
        try await GoalFixture.cycle(site, .running)
        return site
    }

    @Test func `a beginner adds a line and sees it counted by function and department`() async throws {
        let site = try await site()
        let empty = await site.get(Fixture.path, as: .policyOfficer)
        #expect(empty.body.contains("Er staat nog geen geld"))
        #expect(await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer).status == 303)
        _ = await site.post(
            Fixture.path + "/nieuw",
            form: Fixture.line([
                "naam": "Training", "functie": "versterken", "bedrag-2026": "749,50", "afdeling": "Sport",
            ]),
            as: .policyOfficer)
        let budget = try await Fixture.budget(site)
        #expect(budget.total(year: 2026).planned == 200_000)
        #expect(budget.byFunction(year: 2026).map(\.sums.planned) == [0, 125_050, 74_950, 0, 0])
        #expect(budget.byDepartment(year: 2026).map(\.department) == ["Samenleving", "Sport"])
        let page = await site.get(Fixture.path, as: .councilMember)
        #expect(page.body.contains("€\u{A0}2.000") && page.body.contains("63%"))
        #expect(page.body.contains("<svg class=\"chart money-chart\""))
    }

    @Test func `what is wrong is said at the field and nothing typed is lost`() async throws {
        let site = try await site()
        let reply = await site.post(
            Fixture.path + "/nieuw", form: Fixture.line(["bedrag-2026": "1,250", "naam": "Mijn regel"]),
            as: .policyOfficer)
        #expect(reply.status == 400)
        #expect(reply.body.contains("hoogstens twee cijfers") && reply.body.contains("value=\"1,250\""))
        #expect(reply.body.contains("value=\"Mijn regel\""))
        #expect(try await Fixture.budget(site).lines.isEmpty)
    }

    @Test func `a corrected amount needs a reason, and what was there stays in the log`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        let change = Fixture.path + "/regels/1/wijzigen"
        let without = await site.post(
            change, form: Fixture.line(["bedrag-2026": "2.000", "versie": "1"]), as: .policyOfficer)
        #expect(without.status == 400)
        #expect(without.body.contains("Schrijf op waarom"))
        // An amount for a year that had none is no correction.
        let first = await site.post(
            change, form: Fixture.line(["bedrag-2027": "1.300", "versie": "1"]), as: .policyOfficer)
        #expect(first.status == 303)
        let form = Fixture.line([
            "bedrag-2026": "2.000", "bedrag-2027": "1.300", "reden": "Voorjaarsnota", "versie": "2",
        ])
        #expect(await site.post(change, form: form, as: .policyOfficer).status == 303)
        let budget = try await Fixture.budget(site)
        #expect(budget.total(year: 2026).planned == 200_000 && budget.total(year: 2027).planned == 130_000)
        let log = try await site.read { db in
            try BudgetAmount.history(of: budget.lines[0].id, in: db).filter { $0.year == 2026 }.map(\.cents)
        }
        #expect(Set(log) == [125_050, 200_000])
        #expect(await site.get(Fixture.path + "/regels/1", as: .researcher).body.contains("Voorjaarsnota"))
    }

    @Test func `two officers change one line: the second is told and keeps what was typed`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        let change = Fixture.path + "/regels/1/wijzigen"
        let one = await site.post(change, form: Fixture.line(["naam": "Een", "versie": "1"]), as: .policyOfficer)
        let two = await site.post(change, form: Fixture.line(["naam": "Twee", "versie": "1"]), as: .policyOfficer)
        #expect(one.status == 303 && two.status == 400)
        #expect(two.body.contains("Iemand anders veranderde") && two.body.contains("value=\"Twee\""))
        #expect(try await Fixture.budget(site).lines[0].name == "Een")
    }

    @Test func `last year's amounts are copied to lines that have none, and only to those`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        _ = await site.post(
            Fixture.path + "/nieuw", form: Fixture.line(["naam": "Dag", "bedrag-2026": "500", "bedrag-2027": "600"]),
            as: .policyOfficer)
        let page = await site.get(Fixture.path + "?jaar=2027", as: .policyOfficer)
        #expect(page.body.contains("1 regel heeft nog geen bedrag voor 2027."))
        _ = await site.post(Fixture.path + "/overnemen", form: [("jaar", "2027")], as: .policyOfficer)
        let budget = try await Fixture.budget(site)
        #expect(budget.lines.map { budget.planned($0, 2027) } == [125_050, 60_000])
        #expect(
            await site.post(Fixture.path + "/overnemen", form: [("jaar", "2040")], as: .policyOfficer).status == 404)
    }

    @Test func `bookings count until they are taken back with a reason`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        func book(_ kind: String, _ amount: String) async -> TestReply {
            await site.post(
                Fixture.path + "/regels/1/boekingen",
                form: [
                    ("soort", kind), ("bedrag", amount), ("jaar", "2026"), ("dag", "2026-03-01"), ("wat", "De Brug"),
                ],
                as: .policyOfficer)
        }
        #expect(await book("toegezegd", "1.000").status == 303)
        #expect(await book("uitgegeven", "400").status == 303)
        #expect(await book("uitgegeven", "-50").status == 303)
        #expect(await book("uitgegeven", "niets").status == 400)
        #expect(
            try await Fixture.budget(site).total(year: 2026)
                == MoneySums(planned: 125_050, committed: 100_000, spent: 35_000))
        #expect(try await Fixture.budget(site).total(year: 2026).free == 25_050)
        let page = await site.get(Fixture.path + "/regels/1", as: .policyOfficer)
        let back = try #require(page.link(Fixture.path + "/boekingen/"))
        #expect(await site.post(back, form: [("reden", "")], as: .policyOfficer).status == 400)
        #expect(await site.post(back, form: [("reden", "Dubbel")], as: .policyOfficer).status == 303)
        #expect(await site.post(Fixture.path + "/regels/1/weghalen", as: .policyOfficer).status == 400)
        #expect(await site.get(Fixture.path + "/regels/1", as: .policyOfficer).body.contains("Teruggedraaid: Dubbel"))
    }

    @Test func `a line is put away and comes back`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        #expect(await site.post(Fixture.path + "/regels/1/weghalen", as: .policyOfficer).status == 303)
        #expect(try await Fixture.budget(site).total().planned == 0)
        #expect(await site.post(Fixture.path + "/regels/1/terugzetten", as: .policyOfficer).status == 303)
        #expect(try await Fixture.budget(site).total().planned == 125_050)
    }

    @Test func `an agreement with money is counted at its line`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            try db.run(
                """
                INSERT INTO policy_agreement (id, number, cycle_id, municipality_code, kind, title, activity, first_day,
                    last_day, rhythm, budget_line, budget_cents, is_public, state, created_at)
                VALUES ('a1', 1, \(cycle.id), 'GM9999', \(Agreement.Kind.agreement), 'Taalles', 'Elke week les',
                    '2026-01-01', '2026-12-31', \(ReportRhythm.allCases[0]), 'subsidie centrale', 40000, \(false),
                    \(Agreement.State.agreed), \(site.clock.now))
                """)
        }
        let budget = try await Fixture.budget(site)
        #expect(budget.sums(of: budget.lines[0], year: 2026).committed == 40_000)
        #expect(budget.loose(year: nil).isEmpty)
    }

    @Test func `only officers write, strangers find nothing, and a closed round stays as it is`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        for role in [Role.councilMember, .centreManager, .broker] {
            #expect(await site.get(Fixture.path, as: role).status == 200)
            #expect(await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: role).status == 404)
            #expect(await site.post(Fixture.path + "/regels/1/weghalen", as: role).status == 404)
        }
        #expect(await site.get(Fixture.path, as: .otherBroker).status == 404)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        #expect(await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer).status == 400)
        #expect(await site.get(Fixture.path, as: .policyOfficer).status == 200)
    }

    @Test func `the file opens in a spreadsheet and holds every line and year`() async throws {
        let site = try await site()
        _ = await site.post(
            Fixture.path + "/nieuw", form: Fixture.line(["naam": "=SOM(A1)"]), as: .policyOfficer)
        let file = await site.get(Fixture.path + "/bestand", as: .policyOfficer)
        #expect(file.header("content-type")?.hasPrefix("text/csv") == true)
        #expect(file.body.split(separator: "\r\n").count == 5)
        #expect(file.body.contains("1250,50") && !file.body.contains("\r\n=SOM"))
    }

    @Test func `who entered an amount is forgotten, the amount stays`() async throws {
        let site = try await site()
        _ = await site.post(Fixture.path + "/nieuw", form: Fixture.line(), as: .policyOfficer)
        let person = site.id(.policyOfficer)
        let part = MoneyPart(house: site.town.house)
        try await site.write { [now = site.clock.now] db in
            for data in part.personalData {
                #expect(try data.export(person, db).text.contains("Subsidie centrale"))
                try data.erase(person, now, db)
                #expect(try !data.export(person, db).text.contains("Subsidie centrale"))
            }
        }
        #expect(try await Fixture.budget(site).total().planned == 125_050)
    }
}
