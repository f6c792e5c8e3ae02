import Community
import Core
import Storage

@testable import Brokerage

/// A school with rounds of places: yeses of parents, wishes, lots, agreements and hours, and all that goes otherwise.
extension SimWorld {
    static let stage = "/centrale/stage"

    /// A round with its places and a class; the school comes in with the first.
    func startSchool() async throws {
        let rounds = try await numbers("SELECT COUNT(*) AS n FROM pupil_round").first ?? 0
        if rounds == 0 {
            let form = [
                ("school", "Veenlanden College"), ("buurt", "n1"), ("naam", Role.researcher.name),
                ("email", Role.researcher.email),
            ]
            await post(Self.stage + "/scholen", form, as: .broker, "school")
            if let link = try await link(Role.researcher.email, "/school/uitnodiging/") {
                await post(link, as: .researcher, "school erin")
            }
        }
        var round = PupilRig.round(today)
        round[0] = ("naam", "Ronde \(rounds + 1)")
        round[3] = ("kiezen-tot", (today + 14).iso)
        round[4] = ("loting", (today + 16).iso)
        await post(Self.stage + "/rondes/nieuw", round, as: .broker, "stageronde")
        for owner in organisations {
            await post(
                "/organisatie/\(owner.number)/stage/plekken/nieuw", place("Plek \(owner.number)"), as: owner.role,
                "stageplek")
        }
        // More pupils than seats; some too young to choose alone.
        let names = (0..<9).map { index -> String in
            let (name, email) = person()
            return index < 5 ? "\(name);3A;3 havo;ja;\(index == 0 ? "" : "ouder-" + email)" : "\(name);3A;3 havo;nee;"
        }
        let list = PupilRig.header + names.joined(separator: "\n") + "\n"
        await post(
            "/school/1/inlezen/klaar", [("ronde", String(rounds + 1)), ("lijst", list)], as: .researcher, "klas inlezen"
        )
    }

    private func place(_ title: String) -> [(String, String)] {
        [
            ("titel", title), ("wat", "Doe mee."), ("waar", "Centrum"), ("ritme", "weekend"), ("tijden", "zaterdag"),
            ("soort", "los"), ("plekken", "3"),
        ]
    }

    func door(_ pupil: String, _ kind: PupilKeys.Kind = .pupil) async throws -> String {
        let house = site.town.house
        return try await site.write { db in
            let key = try PupilKeys(house: house).key(kind, of: .init(pupil), in: db)
            return kind == .pupil ? "/stage/leerling/" + key : "/stage/ouder/" + key
        }
    }

    func school() async throws {
        let role = broker()
        let places = try await numbers("SELECT number AS n FROM pupil_place WHERE state = 'ingediend' ORDER BY number")
        for place in places where chance(60) {
            let seen = try await site.read { db in
                try db.value("SELECT updated_at FROM pupil_place WHERE number = \(place)", as: Moment.self)
            }
            let form = [("doe", "goed"), ("gezien", seen?.iso ?? "")]
            await post("\(Self.stage)/plekken/\(place)", form, as: role, "stageplek goed")
        }
        try await stepRounds(role)
        try await parents()
        try await choose()
        try await work()
        try await answerSchool(role)
        try await settle(role)
    }

    private struct Running: Sendable {
        let number: Int
        let state: String
        let wishesUntil: Day
    }

    /// The next steps of a round, all in a row or with weeks between them: meanwhile parents go on answering.
    private func stepRounds(_ role: Role) async throws {
        let rounds = try await site.read { db in
            try db.rows("SELECT number, state, wishes_until FROM pupil_round WHERE state <> 'bekend' ORDER BY number")
                .map { Running(number: try $0("number"), state: try $0("state"), wishesUntil: try $0("wishes_until")) }
        }
        for round in rounds where chance(45) {
            let path = Self.stage + "/rondes/\(round.number)/"
            let source = [("bron", PupilRig.source)]
            if round.state == "open", round.wishesUntil >= today {
                await refused(path + "vastleggen", source, as: role, "te vroeg vastleggen")
                continue
            }
            let steps = [("open", "vastleggen"), ("vastgelegd", "zaad"), ("geloot", "besluit"), ("besloten", "bekend")]
            let forms = ["vastleggen": source, "zaad": [("zaad", PupilRig.seed)]]
            for (_, word) in steps.drop(while: { $0.0 != round.state }) {
                if word == "bekend", chance(60) { await post(path + "tweede-ronde", as: role, "tweede ronde") }
                guard await post(path + word, forms[word] ?? [], as: role, word), chance(35) else { break }
            }
        }
    }

    private func choose() async throws {
        let rows = try await site.read { db in
            try db.rows(
                """
                SELECT p.id, p.round_id FROM pupil p JOIN pupil_round r ON r.id = p.round_id WHERE r.state = 'open'
                AND p.erased_at IS NULL ORDER BY p.number
                """
            ).map { (pupil: try $0("id", as: String.self), round: try $0("round_id", as: String.self)) }
        }
        for row in some(rows, 4) where chance(60) {
            let open = try await numbers(
                """
                SELECT number AS n FROM pupil_place WHERE state = 'goedgekeurd' AND round_id = \(row.round)
                ORDER BY number
                """)
            let path = try await door(row.pupil)
            for place in open { await post(path + "/wensen", [("doe", "erbij-\(place)")], "wens") }
        }
        // An organisation changes a place that pupils may have chosen.
        for owner in organisations where chance(15) {
            let own = try await numbers(
                """
                SELECT p.number AS n FROM pupil_place p JOIN pupil_round r ON r.id = p.round_id
                WHERE p.organisation_id = \(owner.id) AND r.state = 'open' AND r.wishes_until >= \(today)
                ORDER BY p.number
                """)
            if let number = own.last {
                await post(
                    "/organisatie/\(owner.number)/stage/plekken/\(number)", place("Anders \(number)"), as: owner.role,
                    "stageplek veranderd")
            }
        }
    }

    private func work() async throws {
        let placed = try await texts(
            """
            SELECT p.id AS s FROM pupil p JOIN pupil_round r ON r.id = p.round_id WHERE r.state = 'bekend'
            AND p.erased_at IS NULL AND r.last_day >= \(today - 20) ORDER BY p.number
            """)
        for pupil in some(placed, 3) where chance(60) {
            let path = try await door(pupil)
            await post(path + "/afspraak", [], "stage tekenen")
            await post(path + "/uren", [("dag", today.iso), ("uren", "5"), ("wat", "gekookt")], "stage-uren")
            if chance(6) { await post(path + "/bezwaar", [("bezwaar", "Te ver.")], "stagebezwaar") }
        }
    }

    private func answerSchool(_ role: Role) async throws {
        for owner in organisations where chance(40) {
            let base = "/organisatie/\(owner.number)/stage"
            let ids = try await texts(
                "SELECT id AS s FROM pupil_hours WHERE organisation_id = \(owner.id) AND state = 'wacht' ORDER BY day, id"
            )
            if !ids.isEmpty {
                await post(
                    base + "/uren", ids.map { ("uren", $0) } + [("doe", "ja")], as: owner.role, "stage-uren akkoord")
            }
            let placed = try await numbers(
                "SELECT number AS n FROM pupil_placement WHERE organisation_id = \(owner.id) ORDER BY number")
            if let number = one(placed) {
                await post("\(base)/leerlingen/\(number)", as: owner.role, "organisatie tekent")
            }
        }
        let open = try await site.read { db in
            try db.rows(
                """
                SELECT b.id, r.number FROM pupil_objection b JOIN pupil_round r ON r.id = b.round_id
                WHERE b.answered_at IS NULL ORDER BY b.created_at
                """
            ).map { (id: try $0("id", as: String.self), round: try $0("number", as: Int.self)) }
        }
        if let one = open.first, chance(30) {
            await post(
                "\(Self.stage)/rondes/\(one.round)/bezwaar/\(one.id)", [("antwoord-" + one.id, "We bellen.")], as: role,
                "stagebezwaar beantwoord")
        }
    }
}
