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

/// Who is tied to whom: never by an address alone.
struct OpenIDLinkTests {
    @Test func `an account with the same address is never taken over silently`() async throws {
        let town = try await OpenIDTown()
        let owner = try await StaffPerson.enrol(town.site, "nora@test.example")
        town.site.clock.move(by: .minutes(2))
        let nora = OpenIDTown.sanne {
            $0["sub"] = "u-nora"
            $0["email"] = "nora@test.example"
        }
        let browser = Browser(town.site)
        let offer = try await town.signIn(browser, nora)
        #expect(offer.status == 200)
        #expect(browser.session == nil)
        #expect(try await town.person("u-nora") == nil)
        let page = try #require(offer.body.components(separatedBy: "terug=").dropFirst().first?.prefix { $0 != "\"" })
        let path = try #require(String(page).removingPercentEncoding)
        #expect(path.hasPrefix("/mijn/koppelen/"))
        // Somebody else, the same secret in another browser, and a link session are not enough.
        #expect(await town.site.get(path, as: .broker).status == 404)
        let step = await owner.password(browser, back: path)
        let inside = await browser.post(
            "/inloggen/medewerker/code",
            [("stap", try #require(step.hidden("stap"))), ("code", owner.code(at: town.site.clock.now))])
        #expect(inside.location == path)
        #expect(await browser.get(path).body.contains("Koppelen aan Gemeente Waterveen"))
        #expect(try await town.person("u-nora") == nil)
        #expect(await browser.post(path).location == "/mijn")
        let person = try #require(try await town.person("u-nora"))
        #expect(await browser.post(path).status == 404)
        // From now on the button leads to the old account, with the role it had.
        let later = Browser(town.site)
        #expect(try await town.signIn(later, nora).status == 303)
        #expect(await later.get("/beheer").status == 200)
        #expect(try await town.person("u-nora") == person)
        #expect(try await town.site.mails(to: "nora@test.example").contains { $0.subject == "Je account is gekoppeld" })
    }

    @Test func `a link in a mail is too little to tie an account with rights`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        // The broker of the test town has a role, and here a session by mail only.
        let offer = try await town.signIn(
            browser,
            OpenIDTown.sanne {
                $0["sub"] = "u-broker"
                $0["email"] = .string(Role.broker.email)
            })
        let page = try #require(offer.body.components(separatedBy: "terug=").dropFirst().first?.prefix { $0 != "\"" })
        let path = try #require(String(page).removingPercentEncoding)
        let cookie = Secret.make()
        let broker = town.site.id(.broker)
        try await town.site.write { [now = town.site.clock.now] db in
            try db.run(
                """
                INSERT INTO session (hash, person_id, kind, created_at, last_seen_at, expires_at)
                VALUES (\(Secret.hash(cookie)), \(broker), 'link', \(now), \(now), \(now + .days(1)))
                """)
        }
        browser.cookies["inzet-sessie"] = cookie
        #expect(await browser.get(path).body.contains("Log in met het andere account"))
        #expect(await browser.post(path).status == 404)
        #expect(try await town.person("u-broker") == nil)
    }

    @Test func `an address that is not verified makes an account of its own`() async throws {
        let town = try await OpenIDTown()
        let reply = try await town.signIn(
            Browser(town.site),
            OpenIDTown.sanne {
                $0["email"] = .string(Role.broker.email)
                $0["email_verified"] = false
            })
        #expect(reply.status == 303)
        let person = try #require(try await town.person())
        #expect(person != town.site.id(.broker))
        let email = try await town.site.read { db in
            try db.first("SELECT email FROM person WHERE id = \(person)").map { try $0("email", as: String?.self) }
        }
        #expect(email == .some(nil))
    }

    @Test func `the same address at the provider under another number is another person`() async throws {
        let town = try await OpenIDTown()
        _ = try await town.signIn(Browser(town.site))
        // The address passed to a new colleague.
        let reply = try await town.signIn(Browser(town.site), OpenIDTown.sanne { $0["sub"] = "u-nieuw" })
        #expect(reply.status == 200)
        #expect(reply.body.contains("Is dit jouw account?"))
        #expect(try await town.person("u-nieuw") == nil)
    }
}
