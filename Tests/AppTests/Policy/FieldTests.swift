import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

struct FieldTests {
    static let base = "/beleid/1/velden"

    @Test func `the level follows from the counts`() {
        for organisations in 0...3 {
            for vacancies in 0...2 {
                for grants in 0...2 {
                    let level = FieldLevel(organisations: organisations, vacancies: vacancies, grants: grants)
                    let expected: FieldLevel =
                        organisations == 0 && vacancies == 0
                        ? .none
                        : organisations < 2 ? .thin : vacancies > 0 && grants > 0 ? .known : .some
                    #expect(level == expected)
                }
            }
        }
    }

    @Test func `a cell counts by its sector or by one of its marks`() {
        let rule = WorkField.Rule(sectors: [.zorg], marks: ["doelgroep:ouderen"])
        func cell(_ sector: Sector, _ marks: Set<String>) -> Supply.Cell {
            Supply.Cell(sector: sector, marks: marks, neighbourhood: nil, count: 1)
        }
        #expect(rule.counts(cell(.zorg, [])))
        #expect(rule.counts(cell(.sport, ["doelgroep:ouderen", "doelgroep:jongeren"])))
        #expect(!rule.counts(cell(.sport, ["doelgroep:jongeren"])))
    }

    @Test func `each field counts every cell once`() throws {
        let fields = [
            WorkField(
                key: "a", name: "A", content: nil, rule: .init(sectors: [.zorg], marks: ["x"]), isChanged: false,
                archivedAt: nil),
            WorkField(
                key: "b", name: "B", content: nil, rule: .init(sectors: [.zorg, .sport], marks: []), isChanged: false,
                archivedAt: nil),
        ]
        let cells = [
            Supply.Cell(sector: .zorg, marks: ["x"], neighbourhood: "n1", count: 2),
            Supply.Cell(sector: .sport, marks: [], neighbourhood: "n2", count: 3),
            Supply.Cell(sector: .sport, marks: ["x"], neighbourhood: nil, count: 5),
        ]
        let coverage = Coverage(fields, ["organisations": cells], day: Day(number: 0))
        #expect(coverage.count("a", "organisations") == 7)
        #expect(coverage.count("a", "organisations", in: "n1") == 2)
        #expect(coverage.count("b", "organisations") == 10)
        #expect(coverage.count("b", "organisations", in: Coverage.everywhere) == 5)
        #expect(coverage.whiteSpots(fields, in: "n2").map(\.key) == ["a"])
        #expect(coverage.whiteSpots(fields, in: "n3").count == 2)
    }

    /// The overview shows the same as a count of its own over the tables.
    @Test func `live counts are those of the register`() async throws {
        let site = try await WorkbookTests.site()
        try await site.write { db in
            for (number, sector, neighbourhood) in [(11, "zorg", "n1"), (12, "zorg", "n2"), (13, "sport", "n2")] {
                try db.run(
                    """
                    INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email, contact,
                        municipality_code, neighbourhood_id, test_nonprofit, test_social, test_no_displacement,
                        test_insured, state, created_at, updated_at)
                    SELECT \("o\(number)"), \(number), \("Club \(number)"), \("club \(number)"), kvk, kind, \(sector),
                        description, email, contact, municipality_code, \(neighbourhood), test_nonprofit, test_social,
                        test_no_displacement, test_insured, state, created_at, updated_at FROM organisation WHERE number = 1
                    """)
            }
        }
        let content: FieldsContent = try ContentShelf.standard.get().file()
        let supplies = site.town.modules.flatMap(\.supply)
        #expect(Set(supplies.map(\.id)).isSuperset(of: ["organisations", "vacancies", "placements"]))
        let today = site.clock.now.day
        let view = try await site.read { db in
            try FieldView.load(
                #require(try PolicyCycle.find(number: 1, in: db)), content, supplies: supplies, t: .dutch, today: today,
                in: db)
        }
        for field in view.fields {
            let expected = try await site.read { db in
                try db.count(
                    """
                    SELECT COUNT(*) FROM organisation WHERE municipality_code = 'GM9999' AND state = 'goedgekeurd'
                    AND sector IN (\(list: field.rule.sectors))
                    """)
            }
            #expect(view.coverage.count(field.key, "organisations") == expected, "\(field.key)")
        }
        #expect(view.coverage.count("shelter", "organisations") == 0)
        let page = await site.get(Self.base, as: .councilMember)
        #expect(page.status == 200)
        #expect(page.body.contains("Witte plekken per wijk"))
        let one = await site.get(Self.base + "/taking-part?wijk=n2", as: .councilMember)
        #expect(one.body.contains("Club 12") && !one.body.contains("Club 11") && !one.body.contains("Club 13"))
    }

    @Test func `an officer changes what counts, adds a field and puts one away`() async throws {
        let site = try await WorkbookTests.site()
        #expect(await site.post(Self.base + "/addiction", form: [], as: .policyOfficer).status == 400)
        let saved = await site.post(
            Self.base + "/addiction", form: [("sectoren", "sport"), ("kenmerken", "doelgroep:ouderen")],
            as: .policyOfficer)
        #expect(saved.location == Self.base + "/addiction")
        #expect(
            await site.get(Self.base + "/addiction", as: .councilMember).body.contains("Jullie hebben dit veranderd."))
        let example = await site.get(Self.base + "/nieuw?voorbeeld=own-culture", as: .policyOfficer)
        #expect(example.body.contains("value=\"Kunst, cultuur en erfgoed\""))
        let bad = await site.post(Self.base + "/nieuw", form: [("naam", "Kade")], as: .policyOfficer)
        #expect(bad.status == 400 && bad.body.contains("value=\"Kade\""))
        _ = await site.post(
            Self.base + "/nieuw", form: [("naam", "De kade"), ("sectoren", "buurt")], as: .policyOfficer)
        #expect(await site.get(Self.base, as: .researcher).body.contains("De kade"))
        _ = await site.post(
            Self.base + "/eigen-1", form: [("naam", "Het water"), ("sectoren", "buurt")], as: .policyOfficer)
        #expect(await site.get(Self.base + "/eigen-1", as: .researcher).body.contains("Het water"))
        _ = await site.post(Self.base + "/eigen-1/archief", form: [("besluit", "weg")], as: .policyOfficer)
        #expect(await site.get(Self.base, as: .policyOfficer).body.contains("Terreinen die je hebt weggezet"))
        _ = await site.post(Self.base + "/eigen-1/archief", form: [("besluit", "terug")], as: .policyOfficer)
        #expect(!(await site.get(Self.base, as: .policyOfficer).body.contains("Terreinen die je hebt weggezet")))
        #expect(await site.get(Self.base + "/onzin", as: .policyOfficer).status == 404)
        #expect(await site.post(Self.base + "/addiction", form: [("sectoren", "sport")], as: .broker).status == 404)
    }

    @Test func `kept counts show what moved, and a closed round does not change`() async throws {
        let site = try await WorkbookTests.site()
        #expect(await site.post(Self.base + "/tel", as: .policyOfficer).status == 303)
        #expect(await site.get("/beleid/1", as: .policyOfficer).body.contains("stand vastgelegd op 23 november 2026"))
        try await site.write { db in
            try db.run("UPDATE organisation SET state = 'gestopt' WHERE number = 1")
            try db.run("UPDATE policy_field_count SET counted_on = '2026-11-01'")
        }
        #expect(await site.get(Self.base, as: .policyOfficer).body.contains("was 1"))
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        let closed = await site.get(Self.base, as: .policyOfficer)
        #expect(closed.body.contains("Dit is de stand van 1 november 2026."))
        #expect(await site.post(Self.base + "/tel", as: .policyOfficer).status == 400)
    }
}
