import App
import Community
import Core
import Services
import Storage
import Testing
import Web

struct OrganisationPeopleTests {
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
