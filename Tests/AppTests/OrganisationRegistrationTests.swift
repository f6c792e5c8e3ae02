import App
import Community
import Core
import Services
import Storage
import Testing
import Web

private typealias Name = OrganisationForm.Name

struct OrganisationRegistrationTests {
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
