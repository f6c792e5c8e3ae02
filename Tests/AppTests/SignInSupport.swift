import App
import Community
import Core
import Foundation
import Services
import Storage
import Testing
import Web

/// A browser of its own: keeps cookies and posts forms with the token that belongs to them.
final class Browser {
    let site: TestSite
    var cookies: [String: String] = ["inzet-bezoek": "a-visitor"]

    /// A session cookie that somebody else put here and the site never gave.
    var planted: String?

    /// Where it asks from.
    let address: String

    init(_ site: TestSite, address: String = "192.0.2.1") {
        self.site = site
        self.address = address
    }

    var session: String? { cookies["inzet-sessie"] }

    func get(_ path: String) async -> TestReply {
        let reply = await site.get(path, headers: ["cookie": header])
        keep(reply)
        return reply
    }

    func post(_ path: String, _ form: [(String, String)] = []) async -> TestReply {
        let binding = session ?? cookies["inzet-bezoek"] ?? ""
        let reply = await site.post(
            path, form: form, headers: ["cookie": header, "x-test-binding": binding, "x-test-address": address])
        keep(reply)
        return reply
    }

    private var header: String {
        let own = cookies.map { "\($0.key)=\($0.value)" }.sorted()
        let stranger = planted.map { session == nil ? ["inzet-sessie=\($0)"] : [] } ?? []
        return (own + stranger).joined(separator: "; ")
    }

    private func keep(_ reply: TestReply) {
        for cookie in reply.headers where cookie.name == "set-cookie" {
            let pair = cookie.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            guard let name = pair.first.map(String.init) else { continue }
            cookies[name] = cookie.value.contains("Max-Age=0") ? nil : pair.count > 1 ? String(pair[1]) : ""
        }
        if cookies["inzet-bezoek"] == nil, session == nil { cookies["inzet-bezoek"] = "a-visitor" }
    }
}

extension TestReply {
    /// The value of the first hidden field with this name.
    func hidden(_ name: String) -> String? {
        guard let start = body.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(body[start.upperBound...].prefix { $0 != "\"" })
    }

    /// What stands between `open` and `close`, each time.
    func all(between open: String, and close: String) -> [String] {
        body.components(separatedBy: open).dropFirst().map { $0.components(separatedBy: close)[0] }
    }
}

/// A member of staff with a password and an app, as set up through the pages.
struct StaffPerson {
    static let password = "ballon fiets kachel wortel"
    let email: String
    let app: OneTimeCode
    let paper: [String]

    /// Makes an administrator by command and walks the whole set-up. Leaves `browser` signed in.
    static func enrol(_ site: TestSite, _ email: String = "nora@test.example", browser: Browser? = nil) async throws
        -> StaffPerson
    {
        let browser = browser ?? Browser(site)
        let url = try await StaffAccounts(house: site.town.house).createAdministrator(
            email: email, name: "Nora Beheer", municipalities: ["GM9999"])
        return try await enrol(site, email, url: url, browser: browser)
    }

    static func enrol(_ site: TestSite, _ email: String, url: String, browser: Browser) async throws -> StaffPerson {
        let path = String(url.dropFirst(TestSite.origin.count))
        let key = await browser.post(path, [("wachtwoord", password), ("nogmaals", password)])
        #expect(key.status == 200)
        let app = OneTimeCode(
            secret: base32(key.all(between: "<span>", and: "</span>").filter { $0.count == 4 }.joined()))
        let codes = await browser.post(
            "/inloggen/medewerker/instellen",
            [
                ("stap", try #require(key.hidden("stap"))),
                ("code", app.code(step: OneTimeCode.step(at: site.clock.now))),
            ])
        let paper = codes.all(between: "<li><code>", and: "</code>")
        #expect(paper.count == 10)
        let done = await browser.post("/inloggen/medewerker/klaar", [("stap", try #require(codes.hidden("stap")))])
        #expect(done.location == "/vandaag")
        return StaffPerson(email: email, app: app, paper: paper)
    }

    /// The password step; gives the page with the second step.
    func password(_ browser: Browser, _ password: String = StaffPerson.password, back: String? = nil) async -> TestReply
    {
        await browser.post(
            "/inloggen/medewerker",
            [("email", email), ("wachtwoord", password)] + (back.map { [("terug", $0)] } ?? []))
    }

    func code(at moment: Moment) -> String { app.code(step: OneTimeCode.step(at: moment)) }

    static func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits = 0
        var buffer = 0
        var bytes: [UInt8] = []
        for letter in text {
            guard let value = alphabet.firstIndex(of: letter) else { continue }
            buffer = (buffer << 5 | value) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8((buffer >> bits) & 0xFF))
            }
        }
        return bytes
    }
}
