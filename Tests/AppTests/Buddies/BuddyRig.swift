import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A municipality with the six ready-made kinds, driven through the pages.
struct BuddyRig {
    let site: TestSite
    static let home = "/centrale/maatjes"
    /// Stands in every text of a person who asks: seen where it may not be, it is a leak.
    static let canary = "KANARIE-WENS"

    /// - Parameter given: a site to use; a fresh one when left out.
    init(_ given: TestSite? = nil) async throws {
        if let given { site = given } else { site = try await TestSite() }
        for (role, code) in [(Role.broker, "GM9999"), (.otherBroker, "GM9998")] {
            let reply = await site.post(Self.home + "/soorten/klaar", form: [("gemeente", code)], as: role)
            #expect(reply.status == 303)
        }
        // Most tests are about people, not about papers.
        try await site.write { db in
            _ = try db.run("UPDATE buddy_kind SET needs_course = \(false), needs_vog = \(false), silence_days = 42")
        }
    }

    func kind(_ name: String, _ code: String = "GM9999") async throws -> Int {
        try await site.read { db in
            try db.count(
                "SELECT number FROM buddy_kind WHERE name = \(name) AND municipality_code = \(code)")
        }
    }

    static func values(_ fields: [String: String?], over base: [(String, String)]) -> [(String, String)] {
        base.filter { fields[$0.0] == nil }
            + fields.sorted { $0.key < $1.key }.compactMap { key, value in value.map { (key, $0) } }
    }

    /// Sends the public form.
    func ask(_ name: String, kind: String = "Buddy", town: String = "GM9999", _ fields: [String: String?] = [:])
        async throws -> TestReply
    {
        let number = try await self.kind(kind, town)
        let base = [
            ("soort", String(number)), ("wie", "zelf"), ("naam", name),
            ("email", "\(name.lowercased())@vraagt.example"),
            ("buurt", town == "GM9999" ? "n1" : "n3"), ("wens", "Wandelen. \(Self.canary)"), ("talen", "nl"),
            ("voorkeur", "geen"), ("momenten", "di-middag"), ("toestemming", "ja"),
        ]
        return await site.post("/maatjes/aanvragen?gemeente=\(town)", form: Self.values(fields, over: base))
    }

    func offer(_ name: String, kind: String = "Buddy", town: String = "GM9999", _ fields: [String: String?] = [:])
        async throws -> TestReply
    {
        let number = try await self.kind(kind, town)
        let base = [
            ("soorten", String(number)), ("naam", name), ("email", "\(name.lowercased())@helpt.example"),
            ("buurt", town == "GM9999" ? "n1" : "n3"), ("ver", "0"), ("talen", "nl"), ("ik", "geen"), ("aantal", "1"),
            ("momenten", "di-middag"), ("toestemming", "ja"),
        ]
        return await site.post("/maatjes/vrijwilliger?gemeente=\(town)", form: Self.values(fields, over: base))
    }

    /// A request that waits on the list, and its number.
    @discardableResult
    func waiting(_ name: String, kind: String = "Buddy", helpers: Int = 1, _ fields: [String: String?] = [:])
        async throws
        -> Int
    {
        #expect(try await ask(name, kind: kind, fields).status == 303)
        let number = try await site.read { db in try db.count("SELECT MAX(number) FROM buddy_request") }
        let reply = await site.post(
            "\(Self.home)/aanvragen/\(number)/lijst", form: [("samen", String(helpers))], as: .broker)
        #expect(reply.status == 303)
        return number
    }

    /// A volunteer who can begin, and the number.
    @discardableResult
    func ready(_ name: String, kind: String = "Buddy", capacity: Int = 1, _ fields: [String: String?] = [:])
        async throws
        -> Int
    {
        #expect(try await offer(name, kind: kind, fields).status == 303)
        let number = try await site.read { db in try db.count("SELECT MAX(number) FROM buddy_volunteer") }
        let form = [("soorten", String(try await self.kind(kind))), ("aantal", String(capacity))]
        let reply = await site.post("\(Self.home)/vrijwilligers/\(number)/klaar", form: form, as: .broker)
        #expect(reply.status == 303)
        return number
    }

    func pair(_ request: Int, _ volunteer: Int, reason: String? = nil, as role: Role = .broker) async -> TestReply {
        await site.post(
            "\(Self.home)/aanvragen/\(request)/koppel",
            form: [("vrijwilliger", String(volunteer))] + (reason.map { [("reden", $0)] } ?? []), as: role)
    }

    func on(_ pair: Int, _ word: String, _ form: [(String, String)] = []) async -> TestReply {
        await site.post("\(Self.home)/koppels/\(pair)/\(word)", form: form, as: .broker)
    }

    /// Pairs them and takes them to the trial.
    func together(_ request: Int, _ volunteer: Int) async throws -> Int {
        #expect(await pair(request, volunteer, reason: "proef").status == 303)
        let number = try await site.read { db in try db.count("SELECT MAX(number) FROM buddy_pair") }
        #expect(await on(number, "ja", [("doe", "ja")]).status == 303)
        #expect(await on(number, "kennismaking", Self.meeting(site)).status == 303)
        #expect(await on(number, "uitkomst", [("doe", "verder")]).status == 303)
        return number
    }

    static func meeting(_ site: TestSite) -> [(String, String)] {
        [("dag", (site.clock.now.day + 3).iso), ("tijd", "14:00"), ("plek", "Bibliotheek")]
    }

    /// The newest link in the mail to this address.
    func link(_ address: String) async throws -> String {
        try #require(try await site.mails(to: address).last?.path("/maatje/"))
    }

    func state(_ table: StaticString, _ number: Int) async throws -> String {
        try await site.read { db in
            try db.value("SELECT state FROM \(raw: table) WHERE number = \(number)") ?? ""
        }
    }

    /// The days go by; sessions stay alive.
    func move(days: Int) async throws {
        site.clock.move(by: .days(days))
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
    }
}
