import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

struct PartyTests {
    static let base = "/beleid/1/partijen"

    static func added(_ more: [(String, String)] = []) async throws -> TestSite {
        let site = try await WorkbookTests.site()
        let reply = await site.post(
            base + "/nieuw", form: [("naam", "Ondernemerskring"), ("soort", "companies")] + more, as: .policyOfficer)
        #expect(reply.location == base + "/1")
        return site
    }

    @Test func `organisations of the register become parties with one click and stay linked`() async throws {
        let site = try await WorkbookTests.site()
        #expect(await site.get(Self.base, as: .policyOfficer).body.contains("1 organisaties staan er al"))
        let register = await site.get(Self.base + "/register", as: .policyOfficer)
        #expect(register.body.contains("Taalhuis De Brug"))
        let form = [("organisatie", "1"), ("soort-1", "governed-by-volunteers")]
        #expect(await site.post(Self.base + "/register", form: form, as: .policyOfficer).location == Self.base)
        _ = await site.post(Self.base + "/register", form: form, as: .policyOfficer)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM policy_party") } == 1)
        #expect(
            await site.get(Self.base + "/register", as: .policyOfficer).body.contains("Alle organisaties staan er al"))
        try await site.write { db in
            try db.run("UPDATE organisation SET name = 'Taalhuis Nieuw', sort_key = 'taalhuis nieuw' WHERE number = 1")
        }
        #expect(await site.get(Self.base, as: .councilMember).body.contains("Taalhuis Nieuw"))
        // An organisation of another municipality is none of theirs.
        let other = [("organisatie", "2"), ("soort-2", "governed-by-volunteers")]
        #expect(await site.post(Self.base + "/register", form: other, as: .policyOfficer).status == 404)
    }

    @Test func `a talk sets when they were last spoken to and what comes next`() async throws {
        let site = try await Self.added()
        let talk = [
            ("dag", "2026-11-20"), ("met", "Piet Proef"), ("verslag", "Wil een doedag."), ("stap", "Bel over mei"),
            ("wanneer", "2026-11-22"),
        ]
        #expect(await site.post(Self.base + "/1/gesprek", form: talk, as: .policyOfficer).status == 303)
        let page = await site.get(Self.base + "/1", as: .policyOfficer)
        #expect(page.body.contains("20 november 2026") && page.body.contains("Wil een doedag."))
        #expect(page.body.contains("Piet Proef"))
        #expect(await site.get("/vandaag", as: .policyOfficer).body.contains("Ondernemerskring: Bel over mei"))
        let future = await site.post(
            Self.base + "/1/gesprek", form: [("dag", "2026-12-01"), ("verslag", "x")], as: .policyOfficer)
        #expect(future.status == 400 && future.body.contains("Deze dag is nog niet geweest."))
        let id = try await site.read { db in try db.value("SELECT id FROM policy_party_talk", as: String.self) }
        _ = await site.post(Self.base + "/1/gesprek/weg", form: [("gesprek", id ?? "")], as: .policyOfficer)
        #expect(await site.get(Self.base + "/1", as: .policyOfficer).body.contains("Er is nog geen gesprek genoteerd."))
        let spoken = try await site.read { db in try db.value("SELECT last_spoken FROM policy_party", as: String.self) }
        #expect(spoken == nil)
        _ = await site.post(
            Self.base + "/1/gesprek/weg", form: [("gesprek", id ?? ""), ("besluit", "terug")], as: .policyOfficer)
        #expect(await site.get(Self.base + "/1", as: .policyOfficer).body.contains("Wil een doedag."))
    }

    @Test func `contact persons are for officers only`() async throws {
        let site = try await Self.added([("contact", "Truus Test"), ("mail", "truus@voorbeeld.nl")])
        #expect(await site.get(Self.base + "/1", as: .policyOfficer).body.contains("Truus Test"))
        for role in [Role.councilMember, .broker, .centreManager, .researcher] {
            let page = await site.get(Self.base + "/1", as: role)
            #expect(page.status == 200)
            #expect(!page.body.contains("Truus Test") && !page.body.contains("truus@"))
        }
    }

    @Test func `an erased person leaves no contact and no name`() async throws {
        let site = try await Self.added([("contact", "Test Resident"), ("mail", Role.resident.email)])
        let house = site.town.house
        let data = PartyData.personalData[0]
        let person = site.id(.resident)
        let export = try await site.read { db in try data.export(person, db) }
        #expect(export["contact"]?.array?.count == 1)
        try await house.database.write { [now = site.clock.now] db in try data.erase(person, now, db) }
        #expect(!(await site.get(Self.base + "/1", as: .policyOfficer).body.contains("Test Resident")))
    }

    @Test func `old contacts and names go by themselves`() async throws {
        let site = try await Self.added([("contact", "Truus Test")])
        try await site.write { db in
            try db.run("UPDATE policy_cycle SET phase = 'gesloten', closed_at = '2024-01-01T00:00:00.000Z'")
            let id = try db.value("SELECT id FROM policy_party", as: String.self) ?? ""
            try Party.addTalk(
                Party.Identity(id), day: try #require(Day(iso: "2023-05-01")), withWhom: "Truus Test", note: "x",
                person: nil, now: Moment(seconds: 0), in: db)
        }
        let now = site.clock.now
        for rule in PartyData.retention where rule.id != "partij-gesprek-verwijderd" {
            let count = try await site.write { db in try rule.apply(now - rule.keep, now, db) }
            #expect(count == 1, "\(rule.id)")
        }
        let left = try await site.read { db in
            try db.count(
                "SELECT COUNT(*) FROM policy_party p JOIN policy_party_talk t ON t.party_id = p.id WHERE p.contact <> '' OR t.with_whom <> ''"
            )
        }
        #expect(left == 0)
    }

    @Test func `who was later is told and keeps the text`() async throws {
        let site = try await Self.added()
        let first = [("versie", "1"), ("naam", "Kring"), ("soort", "companies"), ("kan", "Kennis")]
        #expect(await site.post(Self.base + "/1/wijzigen", form: first, as: .policyOfficer).status == 303)
        let second = [("versie", "1"), ("naam", "Kring"), ("soort", "companies"), ("kan", "Spullen")]
        let late = await site.post(Self.base + "/1/wijzigen", form: second, as: .policyOfficer)
        #expect(late.status == 409 && late.body.contains("Spullen") && late.body.contains("value=\"2\""))
        let lonely = await site.post(
            Self.base + "/1/wijzigen",
            form: [("versie", "2"), ("naam", "Kring"), ("soort", "companies"), ("wanneer", "2027-01-01")],
            as: .policyOfficer)
        #expect(lonely.status == 400 && lonely.body.contains("#veld-stap"))
    }

    @Test func `the share that was spoken to is an indicator`() async throws {
        let site = try await Self.added()
        _ = await site.post(
            Self.base + "/nieuw", form: [("naam", "Fonds"), ("soort", "funds")], as: .policyOfficer)
        _ = await site.post(
            Self.base + "/1/gesprek", form: [("dag", "2026-11-20"), ("verslag", "x")], as: .policyOfficer)
        let indicator = try #require(
            site.town.modules.flatMap(\.indicators).first { $0.id == "parties-spoken-12-months" })
        let today = site.clock.now.day
        let value = try await site.read { db in try indicator.measured("GM9999", on: today, in: db) }
        #expect(value == .init(50, base: 2))
        #expect(try await site.read { db in try indicator.measured("GM9998", on: today, in: db) } == nil)
    }

    @Test func `the list goes on by key`() async throws {
        let site = try await WorkbookTests.site()
        try await site.write { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            for number in 1...60 {
                _ = try Party.insert(
                    PartyDraft(kind: "companies", name: "Bedrijf \(number % 7) \(number)"), of: cycle.id,
                    now: Moment(seconds: Int64(number)), in: db)
            }
        }
        var path: String? = Self.base
        var seen: [String] = []
        while let page = path {
            let body = await site.get(page, as: .researcher).body
            seen += body.split(separator: "<h3><a href=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
            path =
                body.contains("rel=\"next\"")
                ? body.split(separator: "rel=\"next\" href=\"").last.map { String($0.prefix { $0 != "\"" }) } : nil
            if seen.count > 200 { break }
        }
        #expect(seen.count == 60 && Set(seen).count == 60)
    }
}
