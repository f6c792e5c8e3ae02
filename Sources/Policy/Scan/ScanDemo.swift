import Community
import Core
import Storage

/// The scans of the demo: the past round began low and ended better; the present one moves on.
struct ScanDemo {
    let demo: PolicyDemo
    let content: ContentShelf

    /// What one run of the demo holds; answers are digits in the order of the questions, `?` for unknown.
    struct Run {
        let kind: ScanKind
        let day: Day
        let participants: String
        let answers: [String: String]
        var facts: [String: [String]] = [:]
        var actions: [Action] = []
        var isOpen = false
    }

    struct Action {
        let section: String
        let text: String
        let due: Day
        var done: Day?
        var until: Int?
    }

    func write(in db: any SQLConnection) throws {
        for (index, run) in past.enumerated() { try add(run, number: index + 1, demo.past, in: db) }
        for (index, run) in present.enumerated() { try add(run, number: index + 1, demo.present, in: db) }
    }

    /// Who carries things out: the officer and the people of the centre.
    private func doers(in db: any SQLConnection) throws -> [String] {
        let roles: [MunicipalRole] = [.policyOfficer, .broker, .centreManager]
        return try db.rows(
            """
            SELECT DISTINCT person_id FROM municipal_role
            WHERE municipality_code = \(demo.present.municipality) AND role IN (\(list: roles)) ORDER BY person_id
            """
        ).map { try $0("person_id") }
    }

    private func add(_ run: Run, number: Int, _ cycle: PolicyCycle, in db: any SQLConnection) throws {
        let begun = DutchTime.moment(run.day, minute: 10 * 60)
        let id = ScanRun.Identity(at: begun)
        let sheet = run.kind.sheet(content)
        let state: ScanRun.State = run.isOpen ? .open : .closed
        let closed: Moment? = run.isOpen ? nil : begun + .hours(2)
        try db.run(
            """
            INSERT INTO policy_scan (id, cycle_id, number, kind, content_version, day, participants, state, started_by,
                closed_by, created_at, closed_at)
            VALUES (\(id), \(cycle.id), \(number), \(run.kind), \(sheet.version), \(run.day), \(run.participants),
                \(state), \(demo.officer), \(closed.map { _ in demo.officer }), \(begun), \(closed))
            """)
        let staff = try doers(in: db)
        for (index, section) in sheet.sections.enumerated() {
            guard let digits = run.answers[section.id] ?? (section.facts.isEmpty ? nil : "") else { continue }
            for (question, digit) in zip(section.questions, digits) {
                let choice = Int(String(digit)).map { "answer-\($0)" } ?? ScanAnswers.unknown
                let note = Self.notes[question.id] ?? ""
                try db.run(
                    """
                    INSERT INTO policy_scan_answer (scan_id, item_id, choice, note)
                    VALUES (\(id), \(question.id), \(choice), \(note))
                    """)
            }
            for fact in section.facts {
                for value in run.facts[fact.id] ?? [] {
                    try db.run(
                        "INSERT INTO policy_scan_fact (scan_id, fact_id, value) VALUES (\(id), \(fact.id), \(value))")
                }
            }
            let action = run.actions.first { $0.section == section.id }
            let owner = action == nil || staff.isEmpty ? nil : staff[index % staff.count]
            try db.run(
                """
                INSERT INTO policy_scan_section (scan_id, section_id, revision, action, owner_id, due, done_at,
                    anchored_until, saved_at)
                VALUES (\(id), \(section.id), 1, \(action?.text ?? ""), \(owner), \(action?.due),
                    \(action?.done.map { DutchTime.moment($0, minute: 900) }), \(action?.until), \(begun + .hours(1)))
                """)
        }
    }
}
