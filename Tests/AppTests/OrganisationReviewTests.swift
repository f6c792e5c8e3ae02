import App
import Community
import Core
import Services
import Storage
import Testing
import Web

private typealias Name = OrganisationForm.Name

struct OrganisationDirectoryTests {
    @Test func theListIsPagedByNameAndFilters() async throws {
        let site = try await TestSite()
        try await site.write { [now = site.clock.now] db in
            for index in 0..<30 {
                let id = UUIDv7.make(at: now)
                let name = "Club \(index < 10 ? "0" : "")\(index)"
                try db.run(
                    """
                    INSERT INTO organisation (id, number, name, sort_key, kind, sector, description, email, contact,
                        municipality_code, neighbourhood_id, test_nonprofit, test_social, test_no_displacement,
                        test_insured, state, created_at, updated_at)
                    VALUES (\(id), \(10 + index), \(name), \(name.lowercased()), \(OrganisationKind.mutualSupport),
                        \(index % 2 == 0 ? Sector.sport : Sector.zorg), 'Wij doen mee.', 'club@test.example', 'Kim',
                        'GM9999', 'n2', \(true), \(true), \(true), \(true), \(Organisation.State.approved), \(now), \(now))
                    """)
            }
        }
        let first = await site.get("/organisaties")
        #expect(first.body.contains("Club 00"))
        #expect(!first.body.contains("Club 29"))
        let next = try #require(first.link("/organisaties?na="))
        let second = await site.get(next)
        #expect(second.body.contains("Club 29"))
        #expect(second.body.contains("Voetbalclub Zuid"))
        #expect(!second.body.contains("Club 00"))
        let sport = await site.get("/organisaties?sector=sport&gebied=n2&naam=club+0")
        #expect(sport.body.contains("Club 08"))
        #expect(!sport.body.contains("Club 07"))
        #expect(!sport.body.contains("Voetbalclub"))
        let unknown = await site.get("/organisaties?sector=onzin&na=x&gebied=%27")
        #expect(unknown.status == 200)
        #expect(unknown.body.contains("overgeslagen"))
        #expect(await site.get("/organisaties?naam=%25_").status == 200)
    }

    @Test func onlyApprovedOrganisationsHaveAPage() async throws {
        let site = try await TestSite()
        let page = await site.get("/organisaties/1-taalhuis-de-brug")
        #expect(page.status == 200)
        #expect(page.body.contains("Anna de Boer"))
        #expect(page.body.contains("/vacatures?organisatie=1"))
        #expect(!page.body.contains("info@test.example"), "Addresses stay off the page.")
        for state in [Organisation.State.submitted, .returned, .stopped] {
            try await site.write { db in try db.run("UPDATE organisation SET state = \(state) WHERE number = 1") }
            #expect(await site.get("/organisaties/1").status == 404)
            #expect(!(await site.get("/organisaties")).body.contains("Taalhuis De Brug"))
        }
        #expect(await site.get("/organisaties/999999999999999999999").status == 404)
    }
}

struct OrganisationReviewTests {
    @Test func theCentreApprovesOnce() async throws {
        let site = try await TestSite()
        let house = site.town.house
        let made = try await site.register()
        let waiting = try await site.read { db in try OrganisationQueue.list(municipalities: ["GM9999"], in: db) }
        #expect(waiting.items.map(\.number) == [3])
        let elsewhere = try await site.read { db in try OrganisationQueue.count(municipalities: ["GM9998"], in: db) }
        #expect(elsewhere == 0)
        await #expect(throws: WebError.notFound) {
            try await ApproveOrganisation.perform(made.id, by: site.visit(as: .otherBroker), house: house)
        }
        await #expect(throws: WebError.notFound) {
            try await ApproveOrganisation.perform(made.id, by: site.visit(as: .manager), house: house)
        }
        await #expect(throws: WebError.self, "What changed since the page was opened is not approved unseen.") {
            try await ApproveOrganisation.perform(
                made.id, seen: made.updatedAt - .minutes(1), by: site.visit(as: .broker), house: house)
        }
        let outcome = try await ApproveOrganisation.perform(
            made.id, seen: made.updatedAt, by: site.visit(as: .broker), house: house)
        #expect(outcome == .approved)
        #expect(await site.get(made.path).status == 200)
        #expect(try await site.mails(to: "piet@noot.example").contains { $0.kind == "organisatie-goedgekeurd" })
        await #expect(throws: WebError.self) {
            try await ApproveOrganisation.perform(made.id, by: site.visit(as: .centreManager), house: house)
        }
    }

    @Test func whatIsSentBackComesBack() async throws {
        let site = try await TestSite()
        let house = site.town.house
        let id = Organisation.Identity(TestSite.organisation.id)
        try await site.write { db in
            try db.run("UPDATE organisation SET state = \(Organisation.State.submitted) WHERE id = \(id)")
        }
        await #expect(throws: WebError.self) {
            try await ReturnOrganisation.perform(id, feedback: "  ", by: site.visit(as: .broker), house: house)
        }
        try await ReturnOrganisation.perform(
            id, feedback: "Schrijf <b>op</b> wat jullie doen.", by: site.visit(as: .broker), house: house)
        let home = await site.get("/organisatie/1", as: .manager)
        #expect(home.body.contains("Schrijf &lt;b&gt;op&lt;/b&gt; wat jullie doen."))
        #expect(home.body.contains("/organisatie/1/gegevens"))
        #expect(try await site.mails(to: Role.manager.email).last?.text.contains("wat jullie doen") == true)
        #expect(try await site.mails(to: Role.member.email).isEmpty)

        site.clock.move(by: .hours(1))
        let form = try await site.details(1, [Name.description: "Wij geven taalles."])
        #expect(await site.post("/organisatie/1/gegevens", form: form, as: .manager).status == 303)
        let again = try #require(try await site.organisation(1))
        #expect(again.state == .submitted)
        #expect(again.feedback == nil)
        #expect(again.submittedAt == site.clock.now)
        #expect(try await site.mails(to: Role.broker.email).contains { $0.kind == "organisatie-opnieuw" })
    }

    @Test func changesAfterApprovalAreShownToTheCentre() async throws {
        let site = try await TestSite()
        let house = site.town.house
        func flagged() async throws -> [Int] {
            try await site.read { db in
                try OrganisationQueue.changed(municipalities: ["GM9999"], in: db).items.map(\.number)
            }
        }
        site.clock.move(by: .hours(1))
        let phone = try await site.details(1, [Name.phone: "0123 111 222"])
        #expect(await site.post("/organisatie/1/gegevens", form: phone, as: .manager).status == 303)
        #expect(try await flagged() == [], "A phone number is nothing to look at.")

        let renamed = try await site.details(1, [Name.name: "Taalhuis Nieuw", Name.sector: Sector.zorg.rawValue])
        #expect(await site.post("/organisatie/1/gegevens", form: renamed, as: .manager).status == 303)
        #expect(try await flagged() == [1])
        let changed = try #require(try await site.organisation(1))
        #expect(changed.state == .approved, "It stays on the site meanwhile.")
        #expect(changed.changesSinceApproval(t: .dutch).map(\.before) == ["Taalhuis De Brug", "Leren en lezen"])
        #expect(changed.changesSinceApproval(t: .dutch).map(\.after) == ["Taalhuis Nieuw", "Zorg"])

        let back = try await site.details(1, [Name.name: "Taalhuis De Brug", Name.sector: Sector.onderwijs.rawValue])
        #expect(await site.post("/organisatie/1/gegevens", form: back, as: .manager).status == 303)
        #expect(try await flagged() == [])

        #expect(await site.post("/organisatie/1/gegevens", form: renamed, as: .manager).status == 303)
        site.clock.move(by: .hours(1))
        let outcome = try await ApproveOrganisation.perform(changed.id, by: site.visit(as: .broker), house: house)
        #expect(outcome == .changesSeen)
        #expect(try await flagged() == [])
        #expect(try await site.organisation(1)?.changesSinceApproval(t: .dutch).isEmpty == true)
    }

    @Test func stoppingTakesTheOrganisationOffTheSite() async throws {
        let site = try await TestSite()
        #expect(await site.post("/organisatie/1/stoppen", as: .member).status == 404)
        #expect(await site.post("/organisatie/1/stoppen", as: .manager).status == 400, "Not by accident.")
        #expect(await site.post("/organisatie/1/stoppen", form: [("zeker", "ja")], as: .manager).status == 303)
        #expect(try await site.organisation(1)?.state == .stopped)
        #expect(await site.get("/organisatie/1", as: .manager).status == 404)
        #expect(try await site.mails(to: Role.broker.email).contains { $0.kind == "organisatie-gestopt" })
        let other = Organisation.Identity(TestSite.otherOrganisation.id)
        await #expect(throws: WebError.notFound) {
            try await StopOrganisation.perform(other, by: site.visit(as: .broker), house: site.town.house)
        }
    }
}
