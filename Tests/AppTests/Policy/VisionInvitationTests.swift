import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// Links of who is invited, and what is left of those people.
extension VisionTests {
    // MARK: The secret link

    @Test func `a link works until its day, until a new one, and until the choice`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        let first = try await Self.link(site, "anna@veld.example")
        #expect(await site.get("/visie-voorstel/verzonnen").status == 404)
        #expect(await site.post("/visie-voorstel/verzonnen", form: Self.proposal(1, 1, "Ja.")).status == 404)
        site.clock.move(by: .minutes(1))
        #expect(await site.post(Self.root + "/voorstellen/1/opnieuw", as: .policyOfficer).status == 303)
        let second = try await Self.link(site, "anna@veld.example")
        #expect(first != second)
        #expect(await site.get(first).status == 404)
        #expect(await site.get(second).status == 200)
        site.clock.move(by: .days(22))
        #expect(await site.get(second).status == 404)
        #expect(await site.post(second, form: Self.proposal(1, 1, "Te laat.")).status == 404)
    }

    @Test func `a link stops when the vision is chosen`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        let path = try await Self.link(site, "anna@veld.example")
        site.clock.move(by: .minutes(5))
        _ = await site.post(Self.root + "/vaststellen", form: Self.adoption("Samen.", after: 0), as: .policyOfficer)
        #expect(await site.get(path).status == 404)
    }

    @Test func `an invitation is taken back, and one address is asked once`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        let path = try await Self.link(site, "anna@veld.example")
        let twice = await Self.invite(site, "Anna", "Anna@veld.example")
        #expect(twice.status == 400 && twice.body.contains("Dit adres kreeg al een uitnodiging"))
        #expect(await site.post(Self.root + "/voorstellen/1/intrekken", as: .policyOfficer).status == 303)
        #expect(await site.get(path).status == 404)
        let left = try await site.read { try $0.count("SELECT COUNT(*) FROM policy_vision_choice") }
        #expect(left == 0)
        site.clock.move(by: .minutes(1))
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        _ = await site.post(try await Self.link(site, "anna@veld.example"), form: Self.proposal(1, 1, "Ja."))
        #expect(await site.post(Self.root + "/voorstellen/1/intrekken", as: .policyOfficer).status == 400)
    }

    @Test func `whoever is erased leaves the proposal without the name and the link`() async throws {
        let site = try await Self.site()
        let email = Role.resident.email
        _ = await Self.invite(site, "Test Resident", email, role: "inwoner")
        let path = try await Self.link(site, email)
        _ = await site.post(path, form: Self.proposal(1, 2, "Geef ons een sleutel."))
        let resident = site.id(.resident)
        let export = try await site.read { try VisionData.personal.export(resident, $0).text }
        #expect(export.contains("Geef ons een sleutel.") && export.contains(email))
        try await PersonFile.erase(Person.Identity(resident), by: .program("test"), house: site.town.house)
        #expect(await site.get(path).status == 404)
        let row = try #require(try await site.read { try $0.first("SELECT * FROM policy_vision_proposal") })
        #expect(try row("name", as: String.self) == "" && row("email", as: String?.self) == nil)
        #expect(try row("role", as: String.self) == "anders")
        #expect(await !site.get(Self.root, as: .policyOfficer).body.contains("Test Resident"))
    }

    @Test func `addresses and names go when their time is up`() async throws {
        let site = try await Self.site()
        _ = await Self.invite(site, "Anna", "anna@veld.example")
        let rules = VisionData.retention
        let addresses = try #require(rules.first { $0.id == "visie-adressen" })
        let names = try #require(rules.first { $0.id == "visie-namen" })
        let start = TestSite.start
        let counts = try await site.write { db in
            let soon = start + .days(21 + 182)
            let later = start + .days(21 + 185)
            let years = start + .days(1827)
            return [
                try addresses.apply(soon - addresses.keep, soon, db),
                try addresses.apply(later - addresses.keep, later, db),
                try addresses.apply(later - addresses.keep, later, db), try names.apply(later - names.keep, later, db),
                try names.apply(years - names.keep, years, db), try names.apply(years - names.keep, years, db),
            ]
        }
        #expect(counts == [0, 1, 0, 0, 1, 0])
    }
}
