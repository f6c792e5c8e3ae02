import Community
import Core
import Foundation
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// A round with one school, its teacher and two organisations, driven through the pages.
struct PupilRig {
    let site: TestSite
    static let home = "/centrale/stage"
    static let seed = "9f3c1d7a2b8e4f60a5c19d3e"
    /// Where the seed comes from, as the centre says at the freezing.
    static let source = "Notaris De Wit, 12 mei om 10.00 uur"

    /// The resident is the teacher; the neighbour works at another school of the same town.
    init(_ given: TestSite? = nil) async throws {
        if let given { site = given } else { site = try await TestSite() }
        for (name, role) in [("Veenlanden College", Role.resident), ("Canarieschool Lyceum", .neighbour)] {
            let form = [("school", name), ("buurt", "n1"), ("naam", role.name), ("email", role.email)]
            #expect(await site.post(Self.home + "/scholen", form: form, as: .broker).status == 303)
            let mails = try await site.mails(to: role.email)
            let link = try #require(mails.last?.path("/school/uitnodiging/"))
            #expect(await site.post(link, as: role).status == 303)
        }
        let today = site.clock.now.day
        let round = Self.round(today)
        #expect(await site.post(Self.home + "/rondes/nieuw", form: round, as: .broker).status == 303)
    }

    static func round(_ today: Day) -> [(String, String)] {
        [
            ("naam", "Proefronde"), ("plekken-vanaf", today.iso), ("kiezen-vanaf", today.iso),
            ("kiezen-tot", (today + 5).iso), ("loting", (today + 7).iso), ("klaar", (today + 150).iso), ("uren", "30"),
            ("min", "1"), ("max", "4"), ("voorrang", "school"),
        ]
    }

    func roundID() async throws -> String {
        try await site.read { db in try db.value("SELECT id FROM pupil_round") ?? "" }
    }

    /// Offers a place and approves it.
    func place(_ title: String, seats: Int, group: Int = 1, from16: Bool = false, approves: Bool = true) async throws {
        var form = [
            ("titel", title), ("wat", "Doe mee met \(title)."), ("waar", "Centrum"), ("ritme", "weekend"),
            ("tijden", "zaterdag"), ("soort", group > 1 ? "groep" : "los"), ("plekken", String(seats)),
        ]
        if group > 1 { form.append(("groep", String(group))) }
        if from16 { form.append(("vanaf16", "ja")) }
        #expect(await site.post("/organisatie/1/stage/plekken/nieuw", form: form, as: .member).status == 303)
        guard approves else { return }
        let number = try await site.read { db in try db.count("SELECT MAX(number) FROM pupil_place") }
        #expect(try await review(number).status == 303)
    }

    /// The centre decides on a place as it is now.
    func review(_ number: Int, _ form: [(String, String)] = [("doe", "goed")], as role: Role = .broker) async throws
        -> TestReply
    {
        let seen = try await seen(number)
        return await site.post(Self.home + "/plekken/\(number)", form: form + [("gezien", seen)], as: role)
    }

    /// What the page of a place knows of when it was changed.
    func seen(_ number: Int) async throws -> String {
        try await site.read { db in
            let at: Moment? = try db.value("SELECT updated_at FROM pupil_place WHERE number = \(number)")
            return at?.iso ?? ""
        }
    }

    /// Takes a list in through the preview.
    func take(_ csv: String, school: Int = 1, as role: Role = .resident) async throws -> TestReply {
        await site.post("/school/\(school)/inlezen/klaar", form: [("ronde", "1"), ("lijst", csv)], as: role)
    }

    static let header = "naam;klas;niveau;onder 16;mail ouder\n"

    /// The code of a pupil, from the sheet of the class.
    func code(_ name: String) async throws -> String {
        let house = site.town.house
        return try await site.write { db in
            let id: String = try db.value("SELECT id FROM pupil WHERE name = \(name)") ?? ""
            return try PupilKeys(house: house).key(.pupil, of: .init(id), in: db)
        }
    }

    func guardian(_ name: String) async throws -> String {
        let house = site.town.house
        return try await site.write { db in
            let id: String = try db.value("SELECT id FROM pupil WHERE name = \(name)") ?? ""
            return "/stage/ouder/" + (try PupilKeys(house: house).key(.guardian, of: .init(id), in: db))
        }
    }

    func page(_ name: String) async throws -> String { "/stage/leerling/" + (try await code(name)) }

    func wish(_ name: String, _ numbers: [Int]) async throws {
        let path = try await page(name)
        for number in numbers {
            let reply = await site.post(path + "/wensen", form: [("doe", "erbij-\(number)")])
            #expect(reply.status == 303, "\(name) wishes \(number)")
        }
    }

    func step(_ word: String, _ form: [(String, String)] = []) async -> TestReply {
        await site.post(Self.home + "/rondes/1/" + word, form: form, as: .broker)
    }

    func freeze(_ source: String = PupilRig.source) async -> TestReply {
        await step("vastleggen", [("bron", source)])
    }

    /// From closed wishes to a decision; the outcome is not known yet.
    func decide() async {
        site.clock.move(by: .days(6))
        #expect(await freeze().status == 303)
        await drawAndDecide()
    }

    func drawAndDecide() async {
        #expect(await step("zaad", [("zaad", Self.seed)]).status == 303)
        #expect(await step("besluit").status == 303)
    }

    func number(_ name: String) async throws -> Int {
        try await site.read { db in try db.count("SELECT number FROM pupil WHERE name = \(name)") }
    }

    /// Moves a pupil by hand; `nil` takes the place away.
    func byHand(_ name: String, to title: String?, as role: Role = .broker) async throws -> TestReply {
        let place: String = try await site.read { db in
            try title.flatMap { try db.value("SELECT id FROM pupil_place WHERE title = \($0)") } ?? "geen"
        }
        return await site.post(
            Self.home + "/rondes/1/leerlingen/\(try await number(name))",
            form: [("plek", place), ("reden", "Het kon niet anders.")], as: role)
    }

    /// What a teacher sends from the page of a class.
    func tick(_ word: String, _ name: String, _ more: [(String, String)] = [], as role: Role = .resident) async throws
        -> TestReply
    {
        let id: String = try await site.read { db in
            try db.value("SELECT class_id FROM pupil WHERE name = \(name)") ?? ""
        }
        return await site.post(
            "/school/1/klassen/\(id)/\(word)", form: [(word, String(try await number(name)))] + more, as: role)
    }

    /// Where everybody is: the number of the place, the wish that came true and how.
    func placements() async throws -> [String: String] {
        let rows = try await site.read { db in
            try db.rows(
                """
                SELECT p.name, l.number, m.wish, m.source FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
                JOIN pupil_place l ON l.id = m.place_id WHERE m.ended_at IS NULL
                """
            ).map { row in
                let wish = try row("wish", as: Int?.self).map(String.init) ?? "-"
                let place: Int = try row("number")
                return (try row("name", as: String.self), "\(place) \(wish) \(try row("source", as: String.self))")
            }
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Weeks went by, and everybody is still signed in.
    func awake() async throws {
        try await site.write { [now = site.clock.now] db in _ = try db.run("UPDATE session SET last_seen_at = \(now)") }
    }

    /// The page with the tasks of somebody.
    func tasks(_ role: Role) async -> String { await site.get("/vandaag", as: role).body }

    /// From closed wishes to a published outcome.
    func publish(second: Bool = true) async throws {
        await decide()
        if second { #expect(await step("tweede-ronde").status == 303) }
        #expect(await step("bekend").status == 303)
    }
}
