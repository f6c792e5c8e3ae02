import App
import Community
import Core
import Services
import Storage
import Testing

/// The town of the measurements, very small: every capability left something there, and its pages open.
struct BenchTownTests {
    /// Where each role begins, and what must stand there.
    private static let homes: [(role: String, paths: [String])] = [
        (
            "makelaar",
            [
                "/vandaag", "/centrale", "/centrale/balie", "/centrale/maatjes", "/centrale/maatjes/voorstellen",
                "/centrale/stage", "/centrale/rondes", "/centrale/trajecten",
            ]
        ),
        ("leiding", ["/vandaag", "/centrale/cijfers", "/centrale/balie/team"]),
        ("beleid", ["/vandaag", "/beleid", "/enquetes"]),
        ("raad", ["/vandaag", "/beleid"]),
        ("onderzoek", ["/vandaag", "/enquetes"]),
        ("beheer", ["/vandaag", "/beheer"]),
        ("docent", ["/vandaag", "/school"]),
        ("organisatie", ["/vandaag"]),
        ("inwoner", ["/mijn"]),
        ("maatje", ["/mijn"]),
    ]

    private static let everyone = [
        "/", "/vacatures", "/stage", "/maatjes", "/meedenken", "/doelen", "/plan", "/afspraken", "/onderzoek",
        "/cijfers",
    ]

    @Test func `a small town has all that a large one has, and its pages open`() async throws {
        let site = try await TestSite(isEmpty: true)
        let roles = try await BenchTown(house: site.town.house, residents: 300).fill { _ in }
        #expect(try await site.town.integrityProblems() == [])
        let keys = Dictionary(roles.map { ($0.role, $0.cookie) }) { first, _ in first }
        for path in Self.everyone {
            let reply = await site.get(path)
            #expect(reply.status == 200, "\(path) for a visitor: \(reply.status)")
        }
        for (role, paths) in Self.homes {
            let cookie = try #require(keys[role], "\(role) has no session")
            for path in paths {
                let reply = await Self.follow(path, cookie, site)
                #expect(reply.status == 200, "\(path) for \(role): \(reply.status)")
            }
        }
        // Who comes by a link. Whether somebody has a second wish and all hours is chance in so small a town.
        let doors = keys.filter { $0.value.hasPrefix("/") }
        #expect(
            Set(doors.keys).isSuperset(of: [
                "leerling", "ouder", "hulpvrager", "maatje-aanvrager", "maatje-verwijzer",
                "maatje-vrijwilliger", "gespreksvoerder", "loper", "deelnemer", "respondent",
            ]), "\(doors.keys.sorted())")
        for (role, path) in doors {
            let reply = await Self.follow(path, nil, site)
            #expect(reply.status == 200, "\(role): \(reply.status)")
        }
    }

    @Test func `the pages behind the homes of a small town open too`() async throws {
        let site = try await TestSite(isEmpty: true)
        let roles = try await BenchTown(house: site.town.house, residents: 300).fill { _ in }
        let keys = Dictionary(roles.map { ($0.role, $0.cookie) }) { first, _ in first }
        let starts: [(role: String, path: String, prefix: String)] = [
            ("beleid", "/beleid", "/beleid/"), ("onderzoek", "/enquetes", "/enquetes/"),
            ("docent", "/school", "/school/"), ("makelaar", "/centrale/balie", "/centrale/balie/"),
            ("makelaar", "/centrale/maatjes", "/centrale/maatjes/"),
            ("makelaar", "/centrale/stage", "/centrale/stage/"),
            ("makelaar", "/centrale/rondes", "/centrale/rondes/"),
        ]
        for start in starts {
            let found = await Self.crawl(site, keys[start.role], start.path, start.prefix)
            #expect(found.pages >= 4, "\(start.path): \(found.pages) pages")
            #expect(found.faults == [], "\(start.role)")
        }
    }

    /// Everything is there in numbers, with its words sealed.
    @Test func `what is kept of people lies sealed, and what is over has been erased`() async throws {
        let site = try await TestSite(isEmpty: true)
        _ = try await BenchTown(house: site.town.house, residents: 300).fill { _ in }
        try await site.read { db in
            for table in [
                "intake", "desk_contact", "buddy_request", "buddy_pair", "buddy_moment", "pupil", "pupil_placement",
                "pupil_hours", "door", "trajectory_person", "hours_entry", "policy_goal", "policy_reaction",
                "policy_type_participant", "policy_agreement", "survey_response", "survey_box", "survey_table",
            ] {
                #expect(try db.count("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))") > 0, "\(table) is empty")
            }
            #expect(try db.count("SELECT COUNT(*) FROM policy_cycle") == 10)
            #expect(try db.count("SELECT COUNT(*) FROM survey") == 5)
            #expect(try db.count("SELECT COUNT(*) FROM intake WHERE state <> 'gesloten'") >= 12)
            // Nobody is known who left the desk more than two years ago.
            let before = site.clock.now - .days(731)
            let kept = try db.count(
                "SELECT COUNT(*) FROM intake WHERE closed_at < \(before) AND erased_at IS NULL")
            #expect(kept == 0)
            #expect(try db.count("SELECT COUNT(*) FROM intake WHERE erased_at IS NOT NULL AND name <> ''") == 0)
            let newest = try db.count(
                "SELECT COUNT(*) FROM policy_goal WHERE cycle_id = (SELECT MAX(id) FROM policy_cycle)")
            #expect(newest == 200)
            // A case that is open has a key of its own.
            let sealed = try db.rows(
                "SELECT id, sealed_question FROM intake WHERE sealed_question IS NOT NULL ORDER BY id LIMIT 5")
            #expect(!sealed.isEmpty)
            for row in sealed {
                let id: String = try row("id")
                let words = try site.town.house.seals.open(
                    try row("sealed_question"), case: id, field: "vraag", in: db)
                #expect(words?.isEmpty == false)
            }
        }
    }

    // MARK: Walking

    private static func follow(_ path: String, _ cookie: String?, _ site: TestSite) async -> TestReply {
        var reply = await site.get(path, headers: cookie.map { ["cookie": $0] } ?? [:])
        for _ in 0..<3 where (300..<400).contains(reply.status) && reply.location.hasPrefix("/") {
            reply = await site.get(reply.location, headers: cookie.map { ["cookie": $0] } ?? [:])
        }
        return reply
    }

    /// The pages under `prefix`, one of each shape, as far as links lead, up to forty.
    private static func crawl(_ site: TestSite, _ cookie: String?, _ start: String, _ prefix: String) async -> (
        pages: Int, faults: [String]
    ) {
        var queue = [start]
        var seen: Set<String> = []
        var shapes: Set<String> = []
        var faults: [String] = []
        while let path = queue.popLast() {
            let shape = String(path.map { $0.isNumber ? "#" : $0 }.prefix { $0 != "?" })
            guard seen.insert(path).inserted, shapes.count < 40, shapes.insert(shape).inserted else { continue }
            let reply = await follow(path, cookie, site)
            if reply.status != 200 { faults.append("\(path): \(reply.status)") }
            for match in reply.body.matches(of: /<a[^>]*? href="([^"#]+)/) {
                let target = String(match.output.1).replacing("&amp;", with: "&")
                if target.hasPrefix(prefix), !seen.contains(target) { queue.append(target) }
            }
        }
        return (shapes.count, faults)
    }
}
