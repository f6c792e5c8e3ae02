import App
import Community
import Core
import Foundation
import Services
import Storage
import Testing
import Web

struct LinkSignInTests {
    /// Asks a link for `email` and gives its path.
    private func link(_ site: TestSite, _ email: String, back: String? = nil, _ browser: Browser) async throws -> String
    {
        let form = [("email", email)] + (back.map { [("terug", $0)] } ?? [])
        #expect(await browser.post("/inloggen", form).location == "/inloggen/verstuurd")
        return try #require(try await site.mails(to: email.lowercased()).last?.path("/inloggen/link/"))
    }

    @Test func mailScannersDoNotUseALinkUpAndItWorksOnce() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let path = try await link(site, "resident@test.example", browser)
        for _ in 0..<3 { #expect(await Browser(site).get(path).status == 200) }
        let before = try await site.read { db in try db.count("SELECT COUNT(*) FROM session") }
        let reply = await browser.post(path)
        #expect(reply.status == 303)
        #expect(reply.location == "/mijn")
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM session") } == before + 1)
        #expect(await Browser(site).get(path).status == 404)
        #expect(await Browser(site).post(path).status == 404)
        #expect(await browser.get("/inloggen").body.contains("Test Resident"))
    }

    @Test func theCookieIsNewAndClosed() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let planted = Secret.make()
        browser.planted = planted
        let path = try await link(site, "resident@test.example", browser)
        let reply = await browser.post(path)
        let cookie = try #require(
            reply.headers.first { $0.name == "set-cookie" && $0.value.hasPrefix("inzet-sessie=") }?.value)
        #expect(cookie.contains("HttpOnly"))
        #expect(cookie.contains("SameSite=Lax"))
        #expect(browser.session != planted)
        let store = SessionStore(house: site.town.house)
        #expect(try await store.session(cookie: planted, now: site.clock.now) == nil)
        #expect(try await store.session(cookie: try #require(browser.session), now: site.clock.now) != nil)
        let kept = try await site.read { db in
            try db.rows("SELECT hash FROM session").map { try $0("hash", as: String.self) }
        }
        #expect(!kept.contains(try #require(browser.session)))
    }

    @Test func aSecondSignInEndsTheFirstSession() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        _ = await browser.post(try await link(site, "resident@test.example", browser))
        let first = try #require(browser.session)
        _ = await browser.post(try await link(site, "neighbour@test.example", browser))
        let store = SessionStore(house: site.town.house)
        #expect(try await store.session(cookie: first, now: site.clock.now) == nil)
        #expect(
            try await store.session(cookie: try #require(browser.session), now: site.clock.now)?.actor.name
                == "Test Neighbour")
    }

    @Test func aLinkLastsTwentyMinutes() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let path = try await link(site, "resident@test.example", browser)
        site.clock.move(by: .minutes(20))
        #expect(await browser.get(path).status == 404)
        #expect(await browser.post(path).status == 404)
        #expect(browser.session == nil)
    }

    @Test func knownAndUnknownAddressesGetTheSameAnswer() async throws {
        let site = try await TestSite()
        let known = await Browser(site).post("/inloggen", [("email", "resident@test.example")])
        let unknown = await Browser(site).post("/inloggen", [("email", "Nobody@test.example")])
        #expect(known.status == unknown.status)
        #expect(known.location == unknown.location)
        let first = try #require(try await site.mails(to: "resident@test.example").last)
        let second = try #require(try await site.mails(to: "nobody@test.example").last)
        #expect(first.subject == second.subject)
        #expect(first.text.count == second.text.count)
        let count = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM person WHERE email = 'nobody@test.example'")
        }
        #expect(count == 0)
        let browser = Browser(site)
        _ = await browser.post(try #require(second.path("/inloggen/link/")))
        #expect(browser.session != nil)
        let made = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM person WHERE email = 'nobody@test.example'")
        }
        #expect(made == 1)
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\/evil.example", "javascript:alert(1)", "/a\nb",
        "/inloggen", "/uitloggen", "evil", "/\u{9}/evil",
    ])
    func theWayBackStaysOnTheSite(hostile: String) async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let page = await browser.get("/inloggen?" + Query([("terug", hostile)]).encoded)
        #expect(page.status == 200)
        #expect(page.hidden("terug") == nil)
        let reply = await browser.post(try await link(site, "resident@test.example", back: hostile, browser))
        #expect(reply.location == "/mijn")
    }

    @Test func theWayBackIsKept() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        let page = await browser.get("/inloggen?terug=%2Fvacatures%3Fq%3Dtaal")
        #expect(page.hidden("terug") == "/vacatures?q=taal")
        let path = try await link(site, "resident@test.example", back: "/vacatures?q=taal", browser)
        #expect(await browser.post(path).location == "/vacatures?q=taal")
    }

    @Test func aLinkGivesNoMunicipalRoles() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        _ = await browser.post(try await link(site, "administrator@test.example", browser))
        #expect(browser.session != nil)
        #expect(await browser.get("/beheer").status == 404)
        #expect(await site.get("/beheer", as: .administrator).status == 200)
    }

    @Test func badAddressesAreRefusedAndKept() async throws {
        let site = try await TestSite()
        let reply = await Browser(site).post("/inloggen", [("email", "geen adres\r\nBcc: x@y.nl")])
        #expect(reply.status == 400)
        #expect(reply.body.contains("geen adres"))
        #expect(try await site.mails().isEmpty)
    }
}

struct SessionTests {
    private func staff(_ site: TestSite, kind: SessionKind) async throws -> String {
        let id = site.id(.administrator)
        return try await site.write { [now = site.clock.now] db in
            try Sessions.start(for: Person.Identity(id), kind: kind, replacing: nil, now: now, in: db)
        }
    }

    @Test(arguments: [(SessionKind.staff, 30, 8 * 60), (.link, 14 * 24 * 60, 30 * 24 * 60)])
    func sessionsEndByThemselves(kind: SessionKind, idle: Int, lifetime: Int) async throws {
        let site = try await TestSite()
        let store = SessionStore(house: site.town.house)
        let forgotten = try await staff(site, kind: kind)
        let used = try await staff(site, kind: kind)
        var minutes = 0
        let step = idle - 10
        while minutes + step < lifetime {
            site.clock.move(by: .minutes(step))
            minutes += step
            #expect(try await store.session(cookie: used, now: site.clock.now) != nil)
        }
        #expect(try await store.session(cookie: forgotten, now: site.clock.now) == nil)
        site.clock.move(by: .minutes(lifetime - minutes))
        #expect(try await store.session(cookie: used, now: site.clock.now) == nil)
    }

    @Test func readingWritesSeldom() async throws {
        let site = try await TestSite()
        let store = SessionStore(house: site.town.house)
        let cookie = try await staff(site, kind: .staff)
        let start = site.clock.now
        func seen() async throws -> Moment? {
            try await site.read { db in
                try db.value("SELECT last_seen_at FROM session WHERE hash = \(Secret.hash(cookie))")
            }
        }
        site.clock.move(by: .minutes(4))
        _ = try await store.session(cookie: cookie, now: site.clock.now)
        #expect(try await seen() == start)
        site.clock.move(by: .minutes(1))
        _ = try await store.session(cookie: cookie, now: site.clock.now)
        #expect(try await seen() == site.clock.now)
    }

    @Test func signingOutEndsTheSession() async throws {
        let site = try await TestSite()
        let browser = Browser(site)
        browser.cookies["inzet-sessie"] = try await staff(site, kind: .staff)
        let cookie = try #require(browser.session)
        #expect(await browser.post("/uitloggen").location == "/")
        #expect(browser.session == nil)
        #expect(try await SessionStore(house: site.town.house).session(cookie: cookie, now: site.clock.now) == nil)
    }

    @Test func strangeCookiesAreNobody() async throws {
        let site = try await TestSite()
        let store = SessionStore(house: site.town.house)
        for cookie in ["", "x", String(repeating: "a", count: 43), String(repeating: "é", count: 43), "' OR 1=1 --"] {
            #expect(try await store.session(cookie: cookie, now: site.clock.now) == nil)
        }
    }

    @Test func membersOfAStoppedOrganisationLoseIt() async throws {
        let site = try await TestSite()
        #expect(await site.get("/vandaag", as: .manager).status != 404)
        let store = SessionStore(house: site.town.house)
        let id = site.id(.manager)
        let cookie = try await site.write { [now = site.clock.now] db in
            try Sessions.start(for: Person.Identity(id), kind: .link, replacing: nil, now: now, in: db)
        }
        #expect(try await store.session(cookie: cookie, now: site.clock.now)?.actor.organisations.count == 1)
        try await site.write { db in
            _ = try db.run(
                "UPDATE organisation SET state = \(Organisation.State.stopped) WHERE id = \(TestSite.organisation.id)")
        }
        #expect(try await store.session(cookie: cookie, now: site.clock.now)?.actor.organisations.isEmpty == true)
    }

    @Test func theNightTakesWhatHasExpired() async throws {
        let site = try await TestSite()
        let old = try await staff(site, kind: .staff)
        _ = await Browser(site).post("/inloggen", [("email", "resident@test.example")])
        site.clock.move(by: .days(3))
        try await site.write { [now = site.clock.now, house = site.town.house] db in
            for rule in Community(house: house).signInRetention { _ = try rule.apply(now - rule.keep, now, db) }
        }
        let left = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM session WHERE hash = \(Secret.hash(old))")
                + db.count("SELECT COUNT(*) FROM token")
        }
        #expect(left == 0)
    }

    @Test func aDemoSignInExistsInADemoOnly() async throws {
        let site = try await TestSite()
        let visit = Visit(
            method: .post, path: "/demo", now: site.clock.now, requestID: "1", address: "192.0.2.1",
            site: Site(place: "X", contact: "", origin: TestSite.origin), csrf: CSRFToken(key: [], binding: ""))
        await #expect(throws: WebError.notFound) {
            try await DemoSignIn(house: site.town.house).signIn(Person.Identity(site.id(.broker)), visit: visit)
        }
    }
}

struct PasswordRuleTests {
    @Test(arguments: [
        "kort", "wachtwoord123", "Welkom2026!!", "welkomwelkom1", "123456789012", "aaaaaaaaaaaaaaa", "qwertyuiop12",
        "abcdefghijklmnop", "P@ssw0rd2026!", "waterveen is mooi", "nora.beheer heeft dorst", "ik hou van inzet",
        "zomer2025zomer",
    ])
    func weakPasswordsAreRefused(password: String) async throws {
        let site = try await TestSite()
        // The site learns its place's name in the background.
        try await site.tick()
        let url = try await StaffAccounts(house: site.town.house).createAdministrator(
            email: "nora.beheer@test.example", name: "Nora", municipalities: ["GM9999"])
        let path = String(url.dropFirst(TestSite.origin.count))
        let browser = Browser(site)
        let reply = await browser.post(path, [("wachtwoord", password), ("nogmaals", password)])
        #expect(reply.status == 400)
        #expect(reply.body.contains("veld-wachtwoord-fout"))
        #expect(!reply.body.contains("value=\"\(password)\""))
        #expect(await browser.get(path).status == 200)
    }
}
