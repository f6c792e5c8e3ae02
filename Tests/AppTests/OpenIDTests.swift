import Community
import Core
import Formats
import Foundation
import OpenID
import Storage
import TestProvider
import Testing
import Web

/// Staff come in with the account of their municipality: the walk, and every way in which it must fail.
struct OpenIDTests {
    @Test func `the button brings somebody in with the role of their group`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        let door = await browser.get("/inloggen/medewerker")
        #expect(door.body.contains("action=\"/inloggen/oidc/GM9999\""))
        #expect(door.body.contains("Inloggen met Gemeente Waterveen"))
        let reply = try await town.signIn(browser, back: "/centrale/reacties")
        #expect(reply.location == "/centrale/reacties")
        #expect(await browser.get("/centrale").status == 200)
        #expect(await browser.get("/beheer").status == 404)
        #expect(try await town.roles() == ["GM9999 makelaar"])
        // The second time it is the same person.
        let person = try await town.person()
        _ = try await town.signIn(Browser(town.site))
        #expect(try await town.person() == person)
    }

    @Test func `without a provider there is no door`() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        #expect(await browser.post("/inloggen/oidc/GM9999").status == 404)
        #expect(await browser.get("/inloggen/oidc/terug").status == 400)
        #expect(await !browser.get("/inloggen/medewerker").body.contains("/inloggen/oidc"))
    }

    @Test func `another session takes the place of the one before`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        browser.planted = "planted-planted-planted-planted-planted-pla"
        _ = try await town.signIn(browser)
        let first = try #require(browser.session)
        #expect(first != browser.planted)
        _ = try await town.signIn(browser)
        #expect(browser.session != first)
        let old = Browser(town.site)
        old.cookies["inzet-sessie"] = first
        #expect(await old.get("/centrale").status == 303)
    }

    @Test func `a forged or stale token opens nothing and stands in the log`() async throws {
        let town = try await OpenIDTown()
        let now = Int(town.site.clock.now.seconds)
        let wrong: [(String, @Sendable (inout JSONValue) -> Void)] = [
            ("uitgever", { $0["iss"] = "https://evil.example" }),
            ("ontvanger", { $0["aud"] = "een-ander" }),
            ("nonce", { $0["nonce"] = "een-ander" }),
            ("verlopen", { $0["exp"] = .int(now - 120) }),
            ("tijdstip", { $0["iat"] = .int(now - 3600) }),
        ]
        for (reason, change) in wrong {
            let browser = Browser(town.site)
            let reply = try await town.signIn(browser, OpenIDTown.sanne(change))
            #expect(reply.status == 400, "\(reason)")
            #expect(reply.body.contains("Nummer van deze aanvraag"))
            #expect(browser.session == nil)
            #expect(try await town.reasons().first == reason)
        }
        let stranger = try await SigningKey.p256("k1")
        let browser = Browser(town.site)
        let query = try await town.leave(browser)
        let forged = await browser.get(try town.way(query, OpenIDTown.sanne(), key: stranger))
        #expect(forged.status == 400)
        #expect(try await town.reasons().first == "handtekening")
        #expect(try await town.person() == nil)
    }

    @Test func `a way back works once, in the browser that left, within ten minutes`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        let query = try await town.leave(browser)
        let way = try town.way(query, OpenIDTown.sanne())
        // Somebody else's browser: with no cookie, with another one.
        let thief = Browser(town.site)
        #expect(await thief.get(way).status == 400)
        _ = try await town.leave(thief)
        #expect(await thief.get(way).status == 400)
        #expect(try await town.reasons().first == "andere-browser")
        #expect(thief.session == nil)
        // The owner is not hindered by that, and comes in once.
        #expect(await browser.get(way).status == 303)
        #expect(await browser.get(way).status == 400)
        #expect(try await town.reasons().first == "poging-onbekend-of-gebruikt")
        // Too late.
        let slow = Browser(town.site)
        let late = try await town.leave(slow)
        town.site.clock.move(by: .minutes(11))
        #expect(await slow.get(try town.way(late, OpenIDTown.sanne())).status == 400)
        // Made up, or none.
        for way in ["", "?state=x&code=y", "?state=\(String(repeating: "a", count: 43))&code=y"] {
            #expect(await slow.get("/inloggen/oidc/terug" + way).status == 400)
        }
    }

    @Test func `a token of one sign-in is worth nothing in another`() async throws {
        let town = try await OpenIDTown()
        let victim = try await town.leave(Browser(town.site))
        let thief = Browser(town.site)
        let own = try await town.leave(thief)
        // The thief puts a code with the victim's token behind the own state.
        let stolen = try town.way(victim, OpenIDTown.sanne())
        let mixed = Query(decoding: String(stolen.drop { $0 != "?" }.dropFirst())).setting(
            "state", to: [own["state"] ?? ""])
        #expect(await thief.get(mixed.url("/inloggen/oidc/terug")).status == 400)
        #expect(try await town.reasons().first == "nonce")
    }

    @Test func `a start from another site, or without the form's token, is refused`() async throws {
        let town = try await OpenIDTown()
        let bare = await town.site.post("/inloggen/oidc/GM9999", withToken: false)
        #expect(bare.status == 403)
        let foreign = await town.site.post("/inloggen/oidc/GM9999", headers: ["sec-fetch-site": "cross-site"])
        #expect(foreign.status == 403)
    }

    @Test func `what the provider refuses or forgets is told kindly`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        let query = try await town.leave(browser)
        let denied = await browser.get("/inloggen/oidc/terug?error=access_denied&state=\(query["state"] ?? "")")
        #expect(denied.status == 400)
        #expect(denied.body.contains("Je bent gestopt met inloggen"))
        // The state is gone as well.
        #expect(await browser.get(try town.way(query, OpenIDTown.sanne())).status == 400)
        let other = try await town.leave(browser)
        let mixed = try town.way(other, OpenIDTown.sanne()) + "&iss=https%3A%2F%2Fevil.example"
        #expect(await browser.get(mixed).status == 400)
        #expect(try await town.reasons().first == "antwoord-van-andere-uitgever")
        let away = try await town.leave(browser)
        town.fake.change { $0.failure = .unreachable }
        let way = try town.way(away, OpenIDTown.sanne())
        #expect(await browser.get(way).status == 502)
        #expect(try await town.reasons().first == "onbereikbaar")
    }

    @Test func `signing out offers to sign out there too`() async throws {
        let town = try await OpenIDTown()
        let browser = Browser(town.site)
        _ = try await town.signIn(browser)
        let out = await browser.post("/uitloggen")
        #expect(out.status == 200)
        #expect(out.body.contains(FakeProvider.issuer + "/logout?client_id=inzet&amp;post_logout_redirect_uri="))
        #expect(browser.session == nil)
        #expect(!out.body.contains("Sanne"))
        // Whoever came in another way is not bothered.
        #expect(await browser.post("/uitloggen").status == 303)
    }
}
