import Core
import Storage

/// Buddies: requests and volunteers come, are matched, meet, go on, are handed over, stop, or are left alone.
extension SimWorld {
    private static let home = "/centrale/maatjes"

    func startBuddies() async throws {
        await post(Self.home + "/soorten/klaar", [("gemeente", "GM9999")], as: .broker, "soorten")
    }

    private func kind() async throws -> Int? {
        one(
            try await numbers(
                "SELECT number AS n FROM buddy_kind WHERE municipality_code = 'GM9999' ORDER BY number LIMIT 2"))
    }

    func buddyNewcomers() async throws {
        guard let kind = try await kind() else { return }
        if chance(35) {
            let (name, email) = person()
            let isOther = chance(30)
            var form = [
                ("soort", String(kind)), ("wie", isOther ? "ander" : "zelf"), ("naam", name), ("buurt", "n1"),
                ("wens", "Wandelen."), ("talen", "nl"), ("voorkeur", "geen"), ("momenten", "di-middag"),
                ("toestemming", "ja"),
            ]
            if chance(70) { form.append(("email", email)) } else { form.append(("telefoon", "0612345678")) }
            if isOther { form += [("verwijzer", "Huisarts"), ("verwijzer-email", "v\(email)")] }
            await post("/maatjes/aanvragen?gemeente=GM9999", form, "maatje vragen")
        }
        if chance(35) {
            let (name, email) = person()
            let form = [
                ("soorten", String(kind)), ("naam", name), ("email", email), ("buurt", "n1"), ("ver", "0"),
                ("talen", "nl"), ("ik", "geen"), ("aantal", word("1", "2")), ("momenten", "di-middag"),
                ("toestemming", "ja"),
            ]
            await post("/maatjes/vrijwilliger?gemeente=GM9999", form, "maatje worden")
        }
    }

    func buddyDesk() async throws {
        let role = broker()
        let new = try await numbers("SELECT number AS n FROM buddy_request WHERE state = 'nieuw' ORDER BY number")
        for number in some(new, 2) where chance(50) {
            await post(
                "\(Self.home)/aanvragen/\(number)/lijst", [("samen", word("1", "1", "2"))], as: role, "maatje op lijst")
        }
        let fresh = try await numbers(
            "SELECT number AS n FROM buddy_volunteer WHERE state <> 'gestopt' ORDER BY number")
        for number in some(fresh, 2) where chance(25) {
            guard let kind = try await kind() else { continue }
            var form = [("soorten", String(kind)), ("aantal", "2")]
            if chance(60) { form += [("vog", today.iso), ("cursus-\(kind)", today.iso)] }
            await post("\(Self.home)/vrijwilligers/\(number)/klaar", form, as: role, "maatje klaar")
        }
        let waiting = try await numbers("SELECT number AS n FROM buddy_request WHERE state = 'wacht' ORDER BY number")
        let ready = try await numbers("SELECT number AS n FROM buddy_volunteer WHERE state = 'klaar' ORDER BY number")
        for request in some(waiting, 2) where chance(50) {
            guard let volunteer = one(ready) else { break }
            let form = [("vrijwilliger", String(volunteer)), ("reden", "Dat past goed.")]
            await post("\(Self.home)/aanvragen/\(request)/koppel", form, as: role, "maatje koppelen")
        }
        if chance(3), let request = one(waiting) {
            await post("\(Self.home)/aanvragen/\(request)/stop", [("reden", "verhuisd")], as: role, "maatje stop")
        }
        try await courses(role)
        let open = try await texts(
            "SELECT id AS s FROM buddy_objection WHERE answered_at IS NULL AND sealed IS NOT NULL ORDER BY created_at")
        if let id = open.first, chance(30) {
            await post(
                "\(Self.home)/bezwaren/\(id)", [("antwoord", "We bellen je.")], as: role, "maatje bezwaar beantwoord")
        }
    }

    /// Buddies write their hours down; the centre looks at them, now and then.
    func buddyHours() async throws {
        let running = try await site.read { db in
            try db.rows(
                """
                SELECT DISTINCT v.email FROM buddy_pair p JOIN buddy_volunteer v ON v.id = p.volunteer_id
                WHERE p.state IN ('proef', 'loopt') AND v.email IS NOT NULL ORDER BY v.email
                """
            ).map { try $0("email", as: String.self) }
        }
        for email in some(running, 2) where chance(30) {
            guard let door = try await link(email, "/maatje/") else { continue }
            let pair = try await numbers(
                """
                SELECT p.number AS n FROM buddy_pair p JOIN buddy_volunteer v ON v.id = p.volunteer_id
                WHERE v.email = \(email) AND p.started_at IS NOT NULL ORDER BY p.number DESC
                """
            ).first
            var form = [
                ("vrijwilliger", String(pair ?? 0)), ("dag", today.iso), ("uren", "2"), ("wat", "Samen gewandeld"),
            ]
            form += allowance()
            await post(door + "/uren", form, "maatje uren")
        }
        guard chance(25) else { return }
        let ids = try await texts("SELECT id AS s FROM buddy_hours WHERE state = 'wacht' ORDER BY day, id LIMIT 6")
        guard let first = ids.first else { return }
        if chance(25) {
            let form = [("reden", "Dat was een andere dag.")]
            await post("\(Self.home)/uren/\(first)/terug", form, as: broker(), "maatje uren terug")
        } else {
            await post(Self.home + "/uren/akkoord", ids.map { ("uren", $0) }, as: broker(), "maatje uren akkoord")
        }
    }

    private func courses(_ role: Role) async throws {
        if chance(5),
            let kind = try await numbers("SELECT number AS n FROM buddy_kind WHERE needs_course = \(true)").first
        {
            let form = [
                ("soort", String(kind)), ("dag", (today + 10).iso), ("tijd", "14:00"), ("plek", "Bibliotheek"),
            ]
            await post(Self.home + "/cursussen", form, as: role, "cursus")
        }
        let open = try await numbers("SELECT number AS n FROM buddy_course WHERE finished_at IS NULL ORDER BY number")
        guard let course = open.first, chance(25) else { return }
        let who = try await numbers("SELECT number AS n FROM buddy_volunteer WHERE state <> 'gestopt' ORDER BY number")
        let form = some(who, 4).map { ("wie", String($0)) }
        await post(
            "\(Self.home)/cursussen/\(course)/\(word("lijst", "lijst", "klaar"))", form, as: role, "cursus bijwerken")
    }

    private struct Pair: Sendable {
        let number: Int
        let state: String
        let volunteer: String?
    }

    func pairs() async throws {
        let active = try await site.read { db in
            try db.rows(
                """
                SELECT p.number, p.state, v.email FROM buddy_pair p JOIN buddy_volunteer v ON v.id = p.volunteer_id
                WHERE p.state IN ('gevraagd', 'ja', 'kennismaking', 'proef', 'loopt', 'pauze') ORDER BY p.number
                """
            ).map { Pair(number: try $0("number"), state: try $0("state"), volunteer: try $0("email")) }
        }
        for pair in some(active, 5) where chance(45) { try await step(pair) }
    }

    private func step(_ pair: Pair) async throws {
        let role = broker()
        func act(_ path: String, _ form: [(String, String)] = []) async {
            await post("\(Self.home)/koppels/\(pair.number)/\(path)", form, as: role, "koppel \(path)")
        }
        switch pair.state {
        case "gevraagd":
            if let email = pair.volunteer, chance(60), let door = try await link(email, "/maatje/") {
                await post(door + "/" + word("ja", "ja", "nee"), [("koppel", String(pair.number))], "koppel antwoord")
            } else {
                await act("ja", [("doe", word("ja", "nee"))])
            }
        case "ja":
            await act("kennismaking", [("dag", (today + 3).iso), ("tijd", "14:00"), ("plek", "Bibliotheek")])
        case "kennismaking": await act("uitkomst", [("doe", word("verder", "verder", "niet"))])
        default:
            switch dice.int(0...9) {
            case 0: await act("verder")
            case 1: await act("gehoord")
            case 2: await act("pauze", [("tot", (today + dice.int(7...120)).iso)])
            case 3: await act("hervat")
            case 4: if chance(40) { await act("overdracht") }
            case 5: if chance(30) { await act("einde", [("reden", word("klaar", "vrijwilliger", "aanvrager"))]) }
            default: try await moment(pair)
            }
        }
    }

    /// One of the two tells how it goes, or somebody of the centre closes the moment.
    private func moment(_ pair: Pair) async throws {
        let open = try await numbers(
            """
            SELECT m.number AS n FROM buddy_moment m JOIN buddy_pair p ON p.id = m.pair_id
            WHERE p.number = \(pair.number) AND m.done_at IS NULL AND m.due <= \(today) ORDER BY m.due, m.number
            """)
        guard let number = open.last else { return }
        if let email = pair.volunteer, chance(65), let door = try await link(email, "/maatje/") {
            await post("\(door)/hoe/\(number)", [("hoe", word("goed", "beter", "stoppen"))], "hoe gaat het")
            if chance(10) { await post(door + "/bezwaar", [("bezwaar", "Dit ging niet goed.")], "maatje bezwaar") }
        } else {
            let form = [("aanvrager", "goed"), ("vrijwilliger", "goed")]
            await post("\(Self.home)/koppels/\(pair.number)/hoe/\(number)", form, as: broker(), "koppel gesproken")
        }
    }
}
