import Community
import Core
import Formats
import Foundation
import OpenID
import Services
import Storage
import TestProvider
import Testing
import Web

/// Accounts and roles of people who come in with the account of their municipality, and how they end.
struct OpenIDAccountTests {
    @Test func `an account on first sight has no rights until a claim gives one`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        let reply = try await town.signIn(browser, OpenIDTown.sanne { $0["groups"] = ["koor"] })
        #expect(reply.location == "/mijn")
        #expect(try await town.roles().isEmpty)
        for path in ["/centrale", "/beheer"] { #expect(await browser.get(path).status == 404, "\(path)") }
        // A role that comes later does not count in this session: it proved too little.
        let person = try #require(try await town.person())
        try await town.site.write { [now = town.site.clock.now] db in
            try db.run(
                """
                INSERT INTO municipal_role (person_id, municipality_code, role, granted_at)
                VALUES (\(person), 'GM9999', \(MunicipalRole.administrator), \(now))
                """)
        }
        #expect(await browser.get("/beheer").status == 404)
        _ = try await town.signIn(browser, OpenIDTown.sanne { $0["groups"] = ["koor"] })
        #expect(await browser.get("/beheer").status == 200)
    }

    @Test func `a role of a claim goes with the claim, a role given by hand stays`() async throws {
        let town = try await OpenIDTown()
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["groups"] = ["makelaars", "beheerders"] })
        #expect(try await town.roles() == ["GM9999 beheer", "GM9999 makelaar"])
        // An administrator gives one more, and one that the claim gave already.
        let person = try #require(try await town.person())
        for role in ["onderzoek", "makelaar"] {
            let reply = await town.site.post(
                "/beheer/gebruikers/\(person)/rollen", form: [("rol", role), ("gemeente", "GM9999")], as: .administrator
            )
            #expect(reply.status == 303)
        }
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["groups"] = [] })
        #expect(try await town.roles() == ["GM9999 makelaar", "GM9999 onderzoek"])
        // What an administrator took comes back with the claim: the group is where it must go.
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["groups"] = ["beheerders"] })
        #expect(try await town.roles() == ["GM9999 beheer", "GM9999 makelaar", "GM9999 onderzoek"])
        let gone = await town.site.post(
            "/beheer/gebruikers/\(person)/rollen/weg", form: [("rol", "beheer"), ("gemeente", "GM9999")],
            as: .administrator)
        #expect(gone.status == 303)
        #expect(try await town.roles() == ["GM9999 makelaar", "GM9999 onderzoek"])
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["groups"] = ["beheerders"] })
        #expect(try await town.roles() == ["GM9999 beheer", "GM9999 makelaar", "GM9999 onderzoek"])
        #expect(
            await town.site.get("/beheer/gebruikers/\(person)", as: .administrator).body.contains("via het inloggen"))
    }

    @Test func `groups that were left out change nothing`() async throws {
        let town = try await OpenIDTown()
        _ = try await town.signIn(Browser(town.site))
        let reply = try await town.signIn(
            Browser(town.site),
            OpenIDTown.sanne {
                $0["groups"] = nil
                $0["_claim_names"] = ["groups": "src1"]
            })
        #expect(reply.status == 502)
        #expect(try await town.roles() == ["GM9999 makelaar"])
    }

    @Test func `without the provider's second step ours is asked`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        let reply = try await town.signIn(browser, OpenIDTown.sanne { $0["amr"] = ["pwd"] })
        #expect(reply.status == 200)
        #expect(reply.hidden("stap") != nil)
        #expect(browser.session == nil)
        // Set up here, also by somebody without an address, and asked the next time.
        let quiet = Browser(town.site)
        let plain = OpenIDTown.sanne {
            $0["sub"] = "u-stil"
            $0["amr"] = nil
            $0["email"] = nil
        }
        let start = try await town.signIn(quiet, plain)
        let app = OneTimeCode(
            secret: StaffPerson.base32(start.all(between: "<span>", and: "</span>").filter { $0.count == 4 }.joined()))
        let codes = await quiet.post(
            "/inloggen/medewerker/instellen",
            [
                ("stap", try #require(start.hidden("stap"))),
                ("code", app.code(step: OneTimeCode.step(at: town.site.clock.now))),
            ])
        let done = await quiet.post("/inloggen/medewerker/klaar", [("stap", try #require(codes.hidden("stap")))])
        #expect(done.location == "/vandaag")
        #expect(await quiet.get("/centrale").status == 200)
        let next = Browser(town.site)
        let asked = try await town.signIn(next, plain)
        #expect(asked.body.contains("Stap 2 van 2"))
        #expect(await next.get("/centrale").status == 303)
        // With the rule that the provider always asks it, the same token is enough.
        var settings = OpenIDTown.settings
        settings.secondStep = .provider
        let trusting = try await OpenIDTown(settings)
        #expect(try await trusting.signIn(Browser(trusting.site), OpenIDTown.sanne { $0["amr"] = nil }).status == 303)
    }

    @Test func `ties and roles are part of the export and go with an erasure`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        _ = try await town.signIn(browser)
        let export = await browser.get("/mijn/gegevens/json")
        #expect(export.body.contains("u-sanne"))
        let person = try #require(try await town.person())
        try await PersonFile.erase(
            Person.Identity(person), by: .program("proef"), house: town.site.town.house)
        let rest = try await town.site.read { db in
            try db.count("SELECT COUNT(*) FROM openid_identity") + db.count("SELECT COUNT(*) FROM claimed_role")
        }
        #expect(rest == 0)
        // Whoever comes back is somebody new.
        _ = try await town.signIn(Browser(town.site))
        #expect(try await town.person() != person)
    }

    @Test func `roles and ties end by themselves when somebody stays away`() async throws {
        let town = try await OpenIDTown()
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["email_verified"] = false })
        let person = try #require(try await town.person())
        let rules = town.site.town.modules.flatMap(\.retention)
        func apply(_ id: String) async throws {
            let rule = try #require(rules.first { $0.id == id })
            let now = town.site.clock.now
            _ = try await town.site.write { db in try rule.apply(now - rule.keep, now, db) }
        }
        town.site.clock.move(by: .days(89))
        try await apply("rollen-gemeente")
        #expect(try await town.roles().count == 1)
        town.site.clock.move(by: .days(2))
        try await apply("rollen-gemeente")
        #expect(try await town.roles().isEmpty)
        town.site.clock.move(by: .days(1100))
        try await apply("koppelingen")
        #expect(try await town.person() == nil)
        let erased = try await town.site.read { db in
            try db.exists("SELECT 1 FROM person WHERE id = \(person) AND erased_at IS NOT NULL")
        }
        #expect(erased)
    }

    @Test func `an administrator sees what is set up and what went wrong, without secrets`() async throws {
        let town = try await OpenIDTown()
        _ = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["aud"] = "een-ander" })
        let page = await town.site.get("/beheer/inloggen-met-gemeente", as: .administrator)
        #expect(page.status == 200)
        #expect(page.body.contains(FakeProvider.issuer))
        #expect(page.body.contains("<code>ontvanger</code>"))
        #expect(page.body.contains("\(TestSite.origin)/inloggen/oidc/terug"))
        #expect(!page.body.contains("geheim"))
        let empty = try await TestSite()
        #expect(
            await empty.get("/beheer/inloggen-met-gemeente", as: .administrator).body.contains("Nog niet ingesteld"))
    }
}
