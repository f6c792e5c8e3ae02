import Core
import Storage

/// What is past its term and stands on nobody's list. The terms are said here once more, straight from the tables: a
/// rule that the product forgets must not be forgotten by its test.
struct Overlooked {
    let world: SimWorld
    let lists: TaskLists
    var now: Moment { world.site.clock.now }
    var today: Day { now.day }
    var staff: [Role] { TaskLists.staff }

    /// Something that waits: what to say about it, and the path that leads to it.
    struct Thing: Sendable {
        let number: Int
        let group: Int
        let text: String

        init(row: Row) throws {
            number = try row("n")
            group = try row("g")
            text = try row("s")
        }
    }

    /// Columns `n`, and if wanted `g` and `s`.
    func things(_ sql: SQL) async throws -> [Thing] {
        try await world.site.read { db in try db.rows(sql).map(Thing.init(row:)) }
    }

    func all() async throws -> [String] {
        try await applications() + desk() + buddies() + rounds() + doors() + rest() + pupils() + allowances()
    }

    func missing(_ what: String, _ sql: SQL, among roles: [Role], _ path: (Thing) -> [String]) async throws
        -> [String]
    {
        var missing: [String] = []
        for thing in try await things(sql) where await !lists.lead(to: path(thing), among: roles) {
            missing.append("\(what): \(path(thing).last ?? "")")
        }
        return missing
    }

    // MARK: Applications

    /// For the organisation from the next day on; for the centre after two weeks.
    private func applications() async throws -> [String] {
        let unanswered: SQL = "a.state IN ('ontvangen', 'in-gesprek') AND a.answered_at IS NULL"
        // Who took a place that was offered waits anew, whatever was said before.
        let accepted: SQL = """
            a.state = 'in-gesprek' AND a.offer_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM application_message m
                WHERE m.application_id = a.id AND m.author = 'organisatie' AND m.created_at > a.state_at)
            """
        let lastWord: SQL = """
            a.state IN ('ontvangen', 'in-gesprek', 'wachtlijst') AND (SELECT m.author FROM application_message m
                WHERE m.application_id = a.id ORDER BY m.created_at DESC, m.id DESC LIMIT 1) = 'inwoner'
            """
        let from: SQL = """
            SELECT a.number AS n, o.number AS g, o.state AS s FROM application a
            JOIN organisation o ON o.id = a.organisation_id
            """
        let late = now - .days(14)
        var found = try await missing(
            "reactie wacht twee weken",
            "\(from) WHERE ((\(unanswered)) OR (\(accepted))) AND a.confirmed_at <= \(late) AND a.state_at <= \(late)",
            among: staff
        ) {
            ["/centrale/reacties/\($0.group)", "/centrale/reacties/\($0.group)/\($0.number)/sluiten"]
        }
        for owner in world.organisations {
            let own: SQL = "a.organisation_id = \(owner.id) AND a.state_at < \(now - .days(1))"
            found += try await missing(
                "reactie bij de organisatie",
                "\(from) WHERE \(own) AND ((a.state = 'ontvangen' AND a.answered_at IS NULL) OR (\(accepted)) OR (\(lastWord)))",
                among: [owner.role, .manager]
            ) { ["/organisatie/\($0.group)/reacties/\($0.number)"] }
        }
        // An answer, and then nothing: for the organisation after thirty days, for the centre after sixty.
        func still(_ days: Int) -> SQL {
            """
            a.state = 'in-gesprek' AND a.answered_at IS NOT NULL AND a.state_at < \(now - .days(days))
            AND NOT EXISTS (SELECT 1 FROM application_message m WHERE m.application_id = a.id
                AND m.created_at >= \(now - .days(days)))
            """
        }
        found += try await missing("gesprek stil, centrale", "\(from) WHERE \(still(61))", among: staff) {
            ["/centrale/reacties/\($0.group)", "/centrale/reacties/\($0.group)/\($0.number)/sluiten"]
        }
        for owner in world.organisations {
            found += try await missing(
                "gesprek stil, organisatie", "\(from) WHERE a.organisation_id = \(owner.id) AND \(still(31))",
                among: [owner.role, .manager]
            ) { ["/organisatie/\($0.group)/reacties/\($0.number)"] }
        }
        // Who was placed and has a question, or could not be asked by mail, is called.
        found += try await missing(
            "nazorg",
            """
            SELECT a.number AS n, 0 AS g, '' AS s FROM application a WHERE a.state = 'geplaatst' AND a.erased_at IS NULL
            AND (EXISTS (SELECT 1 FROM care_call c WHERE c.application_id = a.id AND c.done_at IS NULL)
                OR (a.care_answer = 'vraag' AND NOT EXISTS (SELECT 1 FROM care_call c WHERE c.application_id = a.id))
                OR (a.email IS NULL AND a.stopped_at IS NULL AND a.care_asked_at IS NULL
                    AND a.placed_at < \(now - .days(16)) AND a.placed_at > \(now - .days(59)) AND NOT EXISTS (
                        SELECT 1 FROM desk_proposal d JOIN intake i ON i.id = d.intake_id
                        WHERE d.application_id = a.id AND i.state <> 'gesloten')))
            """, among: staff
        ) { ["/centrale/nazorg/\($0.number)/gedaan"] }
        let stale = try await things(
            "SELECT number AS n, 0 AS g, '' AS s FROM application WHERE state = 'wachtlijst' AND offer_until < \(now - .days(1))"
        )
        return found + stale.map { "een aanbod verliep en bleef liggen: reactie \($0.number)" }
    }

    // MARK: The desk

    private func desk() async throws -> [String] {
        let from: SQL = "SELECT number AS n, 0 AS g, '' AS s FROM intake WHERE state <> 'gesloten'"
        var found = try await missing("balie", "\(from) AND next_at < \(now)", among: staff) {
            ["/centrale/balie/\($0.number)"]
        }
        // A place that is kept for some days, for somebody whom only a call can tell of it.
        let free: SQL = """
            FROM application a JOIN desk_proposal p ON p.application_id = a.id JOIN intake i ON i.id = p.intake_id
            WHERE a.state = 'wachtlijst' AND a.offer_until > \(now) AND a.email IS NULL AND a.erased_at IS NULL
            AND i.erased_at IS NULL
            """
        found += try await missing(
            "vrije plek zonder mail", "SELECT i.number AS n, 0 AS g, '' AS s \(free) AND i.state <> 'gesloten'",
            among: staff
        ) { ["/centrale/balie/\($0.number)"] }
        found += try await missing(
            "vrije plek, dossier gesloten", "SELECT a.number AS n, 0 AS g, '' AS s \(free) AND i.state = 'gesloten'",
            among: staff
        ) { ["/centrale/nazorg/\($0.number)/plek"] }
        let week = try await things("\(from) AND next_at < \(now - .days(7))")
        if world.hasManager, !week.isEmpty, !lists.has("/centrale/balie/team", among: [.centreManager]) {
            found.append("de manager weet niet van \(week.count) dossiers")
        }
        return found
    }

    // MARK: Buddies

    private func buddies() async throws -> [String] {
        let home = "/centrale/maatjes"
        var found: [String] = []
        func look(_ what: String, _ part: String, _ sql: SQL) async throws {
            found += try await missing("maatje, \(what)", sql, among: staff) { ["\(home)/\(part)/\($0.number)"] }
        }
        try await look(
            "nieuwe aanvraag", "aanvragen",
            "SELECT number AS n, 0 AS g, '' AS s FROM buddy_request WHERE state = 'nieuw'")
        try await look(
            "nieuwe vrijwilliger", "vrijwilligers",
            "SELECT number AS n, 0 AS g, '' AS s FROM buddy_volunteer WHERE state = 'nieuw'")
        try await look(
            "vrijwilliger zonder iemand", "vrijwilligers",
            """
            SELECT v.number AS n, 0 AS g, '' AS s FROM buddy_volunteer v WHERE v.state = 'klaar'
            AND v.state_at < \(now - .days(60)) AND NOT EXISTS (SELECT 1 FROM buddy_pair p WHERE p.volunteer_id = v.id
                AND (p.ended_at IS NULL OR p.ended_at >= \(now - .days(60))))
            """)
        let together: SQL = "SELECT number AS n, 0 AS g, '' AS s FROM buddy_pair WHERE"
        try await look("antwoord", "koppels", "\(together) state = 'gevraagd' AND state_at < \(now - .days(7))")
        try await look("plannen", "koppels", "\(together) state = 'ja'")
        try await look("uitkomst", "koppels", "\(together) state = 'kennismaking' AND meet_day < \(today)")
        try await look("proef om", "koppels", "\(together) state = 'proef' AND trial_until <= \(today)")
        try await look("pauze om", "koppels", "\(together) state = 'pauze' AND paused_until <= \(today)")
        try await look(
            "overdracht", "koppels", "\(together) state IN ('proef', 'loopt', 'pauze') AND handover_at IS NOT NULL")
        let moment: SQL = """
            SELECT p.number AS n, 0 AS g, '' AS s FROM buddy_moment m JOIN buddy_pair p ON p.id = m.pair_id
            WHERE m.done_at IS NULL AND m.kind <> 'afscheid'
            """
        try await look(
            "wil stoppen of kan beter", "koppels",
            """
            \(moment) AND p.state IN ('proef', 'loopt', 'pauze')
            AND (m.asker_answer IN ('beter', 'stoppen') OR m.volunteer_answer IN ('beter', 'stoppen'))
            """)
        try await look(
            "evaluatie", "koppels",
            "\(moment) AND p.state IN ('proef', 'loopt') AND m.kind = 'evaluatie' AND m.due <= \(today - 7)")
        try await look(
            "cursus", "cursussen",
            "SELECT number AS n, 0 AS g, '' AS s FROM buddy_course WHERE finished_at IS NULL AND day < \(today)")
        found += try await missing(
            "maatje, uren", "SELECT 0 AS n, 0 AS g, id AS s FROM buddy_hours WHERE state = 'wacht'", among: staff
        ) { ["\(home)/uren", "\(home)/uren/\($0.text)/terug"] }
        found += try await missing(
            "maatje, bezwaar",
            "SELECT 0 AS n, 0 AS g, id AS s FROM buddy_objection WHERE answered_at IS NULL AND sealed IS NOT NULL",
            among: staff
        ) { ["\(home)/bezwaren/\($0.text)"] }
        return try await found + waits(home)
    }

    /// The terms that each kind of project sets itself.
    private func waits(_ home: String) async throws -> [String] {
        let waiting = try await things(
            """
            SELECT r.number AS n, k.max_wait_days AS g, r.created_at AS s FROM buddy_request r
            JOIN buddy_kind k ON k.id = r.kind_id WHERE r.state = 'wacht'
            """)
        let silent = try await things(
            """
            SELECT p.number AS n, k.silence_days AS g, p.heard_at AS s FROM buddy_pair p
            JOIN buddy_kind k ON k.id = p.kind_id WHERE p.state IN ('proef', 'loopt')
            """)
        var found: [String] = []
        func isLate(_ thing: Thing) -> Bool {
            Moment(iso: thing.text).map { $0 + .days(thing.group) <= now } ?? true
        }
        for thing in waiting where isLate(thing) {
            let path = "\(home)/aanvragen/\(thing.number)"
            if await !lists.lead(to: [path], among: staff) { found.append("maatje, wacht te lang: \(path)") }
        }
        for thing in silent where isLate(thing) {
            let path = "\(home)/koppels/\(thing.number)"
            if await !lists.lead(to: [path], among: staff) { found.append("maatje, stil: \(path)") }
        }
        return found
    }
}
