import App
import Community
import Core
import Services
import Storage
import Testing
import Web

private typealias Name = OrganisationForm.Name

/// What someone fills in to register an organisation.
private func registration(_ changes: [String: String] = [:]) -> [(String, String)] {
    var fields: [String: String] = [
        Name.name: "Koor De Lijsters", Name.kvk: "87654321", Name.kind: OrganisationKind.mutualSupport.rawValue,
        Name.sector: Sector.cultuur.rawValue, Name.description: "Wij zingen samen.", Name.website: "lijsters.example",
        Name.street: "Plein 2", Name.postcode: "9902 AB", Name.area: "", Name.contact: "Els Zanger",
        Name.email: "koor@lijsters.example", Name.phone: "0123 456 789", Name.nonprofit: "ja", Name.social: "ja",
        Name.noDisplacement: "ja", Name.insured: "ja", Name.ownName: "Piet Noot", Name.ownEmail: "piet@noot.example",
    ]
    fields.merge(changes) { $1 }
    return fields.map { ($0.key, $0.value) }
}

extension TestSite {
    /// A visit as the actions of the centre get it.
    fileprivate func visit(as role: Role) -> Visit {
        var visit = Visit(
            method: .post, path: "/", now: clock.now, requestID: "test", address: "192.0.2.9",
            site: Site(place: "Waterveen", contact: "", origin: Self.origin), csrf: CSRFToken(key: [1], binding: "test")
        )
        visit.actor = Actor(
            person: id(role), name: role.name, email: role.email,
            municipal: role.municipal.map { [$0.code: [$0.role]] } ?? [:])
        return visit
    }

    fileprivate func organisation(_ number: Int) async throws -> Organisation? {
        try await read { db in try Organisation.find(number: number, in: db) }
    }

    fileprivate func register(_ changes: [String: String] = [:]) async throws -> Organisation {
        _ = await post("/organisaties/aanmelden", form: registration(changes))
        let mail = try #require(try await mails(to: changes[Name.ownEmail] ?? "piet@noot.example").last)
        _ = await post(try #require(mail.path("/organisaties/aanmelden/")))
        return try #require(try await organisation(3))
    }

    fileprivate func details(_ number: Int, _ changes: [String: String]) async throws -> [(String, String)] {
        var fields = try #require(try await organisation(number)).fields
        fields.merge(changes) { $1 }
        return fields.map { ($0.key, $0.value) }
    }
}

@Suite struct OrganisationRegistrationTests {
    @Test func aRegistrationWaitsForItsMailLinkAndThenForTheCentre() async throws {
        let site = try await TestSite()
        let form = await site.get("/organisaties/aanmelden")
        #expect(form.status == 200)
        let sent = await site.post("/organisaties/aanmelden", form: registration())
        #expect(sent.status == 200)
        #expect(sent.body.contains("piet@noot.example"))
        #expect(try await site.organisation(3) == nil)

        let mail = try #require(try await site.mails(to: "piet@noot.example").last)
        let link = try #require(mail.path("/organisaties/aanmelden/"))
        for _ in 0..<2 {
            let look = await site.get(link)
            #expect(look.status == 200)
            #expect(look.body.contains("Koor De Lijsters"))
        }
        #expect(try await site.organisation(3) == nil, "Looking makes nothing: mail scanners follow links.")

        #expect(await site.post(link).status == 200)
        let made = try #require(try await site.organisation(3))
        #expect(made.state == .submitted)
        #expect(made.municipality == "GM9999")
        #expect(made.neighbourhood == "n2")
        #expect(made.spot == Spot(x: 152_000, y: 451_000))
        #expect(made.website == "https://lijsters.example")
        let members = try await site.read { db in try Member.all(of: made.id, in: db) }
        #expect(members.map(\.person.email) == ["piet@noot.example"])
        #expect(members.map(\.role) == [.manager])
        #expect(await site.get(made.path).status == 404, "Nobody sees it before the centre said yes.")
        #expect(await site.post(link).status == 404, "A link works once.")
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM organisation") } == 3)

        for (role, expected) in [(Role.broker, 1), (.centreManager, 1), (.otherBroker, 0), (.policyOfficer, 0)] {
            let news = try await site.mails(to: role.email).filter { $0.kind == "organisatie-nieuw" }
            #expect(news.count == expected, "\(role)")
        }
    }

    @Test func aLinkGrowsOld() async throws {
        let site = try await TestSite()
        _ = await site.post("/organisaties/aanmelden", form: registration())
        let link = try #require(try await site.mails(to: "piet@noot.example").last?.path("/organisaties/aanmelden/"))
        site.clock.move(by: .days(8))
        #expect(await site.get(link).status == 404)
        #expect(await site.post(link).status == 404)
        #expect(try await site.organisation(3) == nil)
    }

    @Test func sendingTheFormTwiceMakesOneOrganisation() async throws {
        let site = try await TestSite()
        for _ in 0..<2 { _ = await site.post("/organisaties/aanmelden", form: registration()) }
        let links = try await site.mails(to: "piet@noot.example").compactMap { $0.path("/organisaties/aanmelden/") }
        #expect(links.count == 2)
        for link in links { #expect(await site.post(link).status == 200) }
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM organisation") } == 3)
    }

    @Test(arguments: Name.test)
    func whoDoesNotPassTheTestHearsWhyAndWhomToCall(statement: String) async throws {
        let site = try await TestSite()
        let reply = await site.post("/organisaties/aanmelden", form: registration([statement: "nee"]))
        #expect(reply.status == 400)
        #expect(reply.body.contains("#veld-\(statement)"))
        #expect(reply.body.contains("Aanmelden lukt zo nog niet."))
        #expect(reply.body.contains("Koor De Lijsters"), "Nothing typed is lost.")
        #expect(try await site.mails(to: "piet@noot.example").isEmpty)
    }

    @Test(arguments: [
        (Name.postcode, "9999 ZZ"), (Name.postcode, "12"), (Name.kvk, "123"), (Name.ownEmail, "piet"), (Name.name, ""),
        (Name.sector, "onzin"), (Name.website, "geen adres"), (Name.description, "123456782 is een nummer"),
    ])
    func badInputIsToldAtTheField(field: String, value: String) async throws {
        let site = try await TestSite()
        let reply = await site.post("/organisaties/aanmelden", form: registration([field: value]))
        #expect(reply.status == 400)
        #expect(reply.body.contains("#veld-\(field)"))
        #expect(reply.body.contains("Wij zingen samen.") || field == Name.description)
    }

    @Test func anAreaCanTakeThePlaceOfAPostcode() async throws {
        let site = try await TestSite()
        let made = try await site.register([Name.postcode: "", Name.area: "n1"])
        #expect(made.neighbourhood == "n1")
        #expect(made.spot == Spot(x: 150_000, y: 450_000))
    }

    @Test func aDoubleIsPointedAtAndCanStillGoOn() async throws {
        let site = try await TestSite()
        let double = registration([Name.kvk: "12345678"])
        let warned = await site.post("/organisaties/aanmelden", form: double)
        #expect(warned.status == 400)
        #expect(warned.body.contains("/organisaties/1-taalhuis-de-brug"))
        #expect(try await site.mails(to: "piet@noot.example").isEmpty)
        let sameName = registration([Name.name: "taalhuis de brug", Name.kvk: ""])
        #expect(await site.post("/organisaties/aanmelden", form: sameName).status == 400)
        #expect(await site.post("/organisaties/aanmelden", form: double + [(Name.anyway, "ja")]).status == 200)
        #expect(try await site.mails(to: "piet@noot.example").count == 1)
    }

    @Test func oneAddressGetsFewMails() async throws {
        let site = try await TestSite()
        for index in 0..<8 {
            _ = await site.post("/organisaties/aanmelden", form: registration([Name.name: "Koor \(index)"]))
        }
        #expect(try await site.mails(to: "piet@noot.example").count == 5)
    }

    @Test func noTextFieldBecomesMarkup() async throws {
        let site = try await TestSite()
        let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
        let fields = [
            Name.name: evil, Name.description: evil, Name.street: evil, Name.contact: evil, Name.ownName: evil,
        ]
        let made = try await site.register(fields)
        try await ApproveOrganisation.perform(made.id, by: site.visit(as: .broker), house: site.town.house)
        try await site.write { [id = site.id(.resident), now = site.clock.now] db in
            try Member.join(Person.Identity(id), made.id, as: .manager, now: now, in: db)
            try db.run("UPDATE person SET name = \(evil) WHERE id = \(id)")
        }
        for (path, role) in [
            ("/organisaties", Role.anonymous), (made.path, .anonymous), ("/organisatie/3", .resident),
            ("/organisatie/3/gegevens", .resident), ("/organisatie/3/mensen", .resident), ("/mijn", .resident),
            ("/mijn/gegevens", .resident), ("/mijn/wissen", .resident), ("/organisatie/3/stoppen", .resident),
        ] {
            let page = await site.get(path, as: role)
            #expect(page.status == 200, "\(path)")
            #expect(!page.body.contains("<script>alert"), "\(path)")
            #expect(!page.body.contains("<img src=x"), "\(path)")
        }
        for mail in try await site.mails() {
            #expect(!mail.html.contains("<script>alert"))
            #expect(!mail.subject.contains("\n"))
        }
    }
}

@Suite struct OrganisationDirectoryTests {
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

@Suite struct OrganisationReviewTests {
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

@Suite struct OrganisationPeopleTests {
    @Test func organisationsAreClosedToEachOther() async throws {
        let site = try await TestSite()
        for page in ["", "/gegevens", "/mensen", "/stoppen"] {
            #expect(await site.get("/organisatie/1" + page, as: .stranger).status == 404, "\(page)")
            #expect(await site.get("/organisatie/1" + page, as: .resident).status == 404, "\(page)")
            #expect(await site.get("/organisatie/1" + page).status != 200, "\(page)")
        }
        let member = site.id(.member)
        for action in [
            "/gegevens", "/stoppen", "/mensen/uitnodigen", "/mensen/uitnodigen/intrekken", "/mensen/vertrekken",
            "/mensen/\(member)/rol", "/mensen/\(member)/weg",
        ] {
            let form = [("rol", "beheerder"), ("zeker", "ja"), ("email", "x@y.example")]
            #expect(await site.post("/organisatie/1" + action, form: form, as: .stranger).status == 404, "\(action)")
            if action != "/mensen/vertrekken" {
                #expect(await site.post("/organisatie/1" + action, form: form, as: .member).status == 404, "\(action)")
            }
        }
        // Through their own organisation a stranger does not reach people of another.
        #expect(await site.post("/organisatie/2/mensen/\(member)/weg", as: .stranger).status == 404)
        #expect(
            await site.post("/organisatie/2/mensen/\(member)/rol", form: [("rol", "beheerder")], as: .stranger).status
                == 404)
        let roles = try await site.read { db in
            try Member.all(of: Organisation.Identity(TestSite.organisation.id), in: db).map(\.role)
        }
        #expect(roles == [.manager, .member])
    }

    @Test func membersReadAndManagersWrite() async throws {
        let site = try await TestSite()
        let read = await site.get("/organisatie/1/gegevens", as: .member)
        #expect(read.status == 200)
        #expect(!read.body.contains("name=\"naam\""))
        let people = await site.get("/organisatie/1/mensen", as: .member)
        #expect(people.body.contains("Test Manager"))
        #expect(!people.body.contains(Role.manager.email), "Members see names; addresses are for managers.")
        #expect(await site.get("/organisatie/1/gegevens", as: .manager).body.contains("name=\"naam\""))
        #expect(await site.get("/organisatie/1/mensen", as: .manager).body.contains(Role.member.email))
    }

    @Test func oneManagerAlwaysStays() async throws {
        let site = try await TestSite()
        let manager = site.id(.manager)
        let member = site.id(.member)
        func managers() async throws -> Int {
            try await site.read { db in
                try db.count(
                    "SELECT COUNT(*) FROM membership WHERE organisation_id = \(TestSite.organisation.id) AND role = 'beheerder'"
                )
            }
        }
        _ = await site.post("/organisatie/1/mensen/vertrekken", as: .manager)
        _ = await site.post("/organisatie/1/mensen/\(manager)/rol", form: [("rol", "lid")], as: .manager)
        _ = await site.post("/organisatie/1/mensen/\(manager)/weg", as: .manager)
        #expect(try await managers() == 1)
        _ = await site.post("/organisatie/1/mensen/\(member)/rol", form: [("rol", "beheerder")], as: .manager)
        #expect(try await managers() == 2)
        _ = await site.post("/organisatie/1/mensen/vertrekken", as: .manager)
        #expect(try await managers() == 1)
        #expect(await site.get("/organisatie/1", as: .manager).status == 404)
        #expect(await site.get("/organisatie/1", as: .member).status == 200)
    }

    @Test func anInvitationIsForOneAddressAndOneTime() async throws {
        let site = try await TestSite()
        let form = [("email", "Nieuw@Mens.example"), ("rol", "lid")]
        #expect(await site.post("/organisatie/1/mensen/uitnodigen", form: form, as: .manager).status == 303)
        let mail = try #require(try await site.mails(to: "nieuw@mens.example").last)
        let link = try #require(mail.path("/uitnodiging/"))
        for _ in 0..<2 { #expect(await site.get(link).status == 200) }
        #expect(await site.get(link, as: .resident).status == 403)
        #expect(await site.post(link, form: [("naam", "Kaper")], as: .resident).status == 403)
        #expect(await site.post(link).status == 400, "A name is asked.")
        let accepted = await site.post(link, form: [("naam", "Nieuw Mens")])
        #expect(accepted.status == 303)
        #expect(accepted.location.hasPrefix("/inloggen"))
        let members = try await site.read { db in
            try Member.all(of: Organisation.Identity(TestSite.organisation.id), in: db)
        }
        #expect(members.count == 3)
        #expect(members.first { $0.person.email == "nieuw@mens.example" }?.role == .member)
        #expect(await site.post(link, form: [("naam", "Nog eens")]).status == 404)
        #expect(await site.get(link).status == 404)
        let twice = await site.post("/organisatie/1/mensen/uitnodigen", form: form, as: .manager)
        #expect(twice.status == 400, "Whoever is there already needs no invitation.")
    }

    @Test func invitationsEndWithTimeAndWhenTakenBack() async throws {
        let site = try await TestSite()
        let form = [("email", "nieuw@mens.example"), ("rol", "beheerder")]
        _ = await site.post("/organisatie/1/mensen/uitnodigen", form: form, as: .manager)
        site.clock.move(by: .days(8))
        let home = await site.get("/organisatie/1", as: .manager)
        #expect(home.body.contains("1 uitnodiging is nog niet aangenomen"))
        site.clock.move(by: .days(7))
        let old = try #require(try await site.mails(to: "nieuw@mens.example").last?.path("/uitnodiging/"))
        #expect(await site.post(old, form: [("naam", "Laat")]).status == 404)

        _ = await site.post("/organisatie/1/mensen/uitnodigen", form: form, as: .manager)
        let fresh = try #require(try await site.mails(to: "nieuw@mens.example").last?.path("/uitnodiging/"))
        let page = await site.get("/organisatie/1/mensen", as: .manager)
        let mark = try #require(page.body.firstRange(of: "name=\"uitnodiging\" value=\""))
        let key = String(page.body[mark.upperBound...].prefix { $0 != "\"" })
        let foreign = await site.post(
            "/organisatie/2/mensen/uitnodigen/intrekken", form: [("uitnodiging", key)], as: .stranger)
        #expect(foreign.status == 303)
        #expect(await site.get(fresh).status == 200, "Another organisation cannot take it back.")
        _ = await site.post("/organisatie/1/mensen/uitnodigen/intrekken", form: [("uitnodiging", key)], as: .manager)
        #expect(await site.get(fresh).status == 404)
    }

    @Test func nothingIsJoinedAfterTheOrganisationStopped() async throws {
        let site = try await TestSite()
        _ = await site.post(
            "/organisatie/1/mensen/uitnodigen", form: [("email", "nieuw@mens.example"), ("rol", "lid")], as: .manager)
        let link = try #require(try await site.mails(to: "nieuw@mens.example").last?.path("/uitnodiging/"))
        _ = await site.post("/organisatie/1/stoppen", form: [("zeker", "ja")], as: .manager)
        #expect(await site.post(link, form: [("naam", "Nieuw")]).status == 404)
    }
}
