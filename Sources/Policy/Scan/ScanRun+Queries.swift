import Core
import Storage

extension ScanRun {
    static let migration = Migration(
        "policy-40-scan",
        [
            """
            CREATE TABLE policy_scan (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                kind TEXT NOT NULL, content_version BIGINT NOT NULL, day \(type: .date) NOT NULL,
                participants TEXT NOT NULL, state TEXT NOT NULL, started_by TEXT REFERENCES person (id),
                closed_by TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                closed_at \(type: .timestamp), UNIQUE (cycle_id, number))
            """,
            """
            CREATE TABLE policy_scan_answer (
                scan_id TEXT NOT NULL REFERENCES policy_scan (id), item_id TEXT NOT NULL, choice TEXT,
                note TEXT NOT NULL, PRIMARY KEY (scan_id, item_id))
            """,
            """
            CREATE TABLE policy_scan_fact (
                scan_id TEXT NOT NULL REFERENCES policy_scan (id), fact_id TEXT NOT NULL, value TEXT NOT NULL,
                PRIMARY KEY (scan_id, fact_id, value))
            """,
            """
            CREATE TABLE policy_scan_section (
                scan_id TEXT NOT NULL REFERENCES policy_scan (id), section_id TEXT NOT NULL, revision BIGINT NOT NULL,
                action TEXT NOT NULL, owner_id TEXT REFERENCES person (id), due \(type: .date),
                done_at \(type: .timestamp), anchored_until BIGINT, saved_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (scan_id, section_id))
            """,
            "CREATE INDEX policy_scan_section_owner ON policy_scan_section (owner_id)",
            "CREATE INDEX policy_scan_started ON policy_scan (started_by)",
            "CREATE INDEX policy_scan_closed ON policy_scan (closed_by)",
        ])

    /// The runs of a round, the newest first. A few a year: they fit on a page.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [ScanRun] {
        try db.rows("SELECT * FROM policy_scan WHERE cycle_id = \(cycle) ORDER BY number DESC").map(ScanRun.init(row:))
    }

    static func find(_ cycle: PolicyCycle.Identity, number: Int, in db: any SQLConnection) throws -> ScanRun? {
        try db.first("SELECT * FROM policy_scan WHERE cycle_id = \(cycle) AND number = \(number)").map(
            ScanRun.init(row:))
    }

    /// The finished runs of a municipality over its rounds up to and with this one, the oldest first; the last twelve
    /// of each scan, which is more than a picture can show.
    static func finished(upTo cycle: PolicyCycle, in db: any SQLConnection) throws -> [ScanRun] {
        let runs = try db.rows(
            """
            SELECT s.* FROM policy_scan s JOIN policy_cycle c ON c.id = s.cycle_id
            WHERE c.municipality_code = \(cycle.municipality) AND c.first_year <= \(cycle.firstYear)
                AND s.state = \(State.closed)
            ORDER BY s.day DESC, s.created_at DESC, s.id DESC LIMIT 200
            """
        ).map(ScanRun.init(row:))
        return ScanKind.allCases.flatMap { kind in runs.filter { $0.kind == kind }.prefix(12) }.sorted {
            ($0.day, $0.createdAt) < ($1.day, $1.createdAt)
        }
    }
}

/// A run with all that was filled in.
struct FilledScan: Sendable {
    let run: ScanRun
    let sheet: ScanSheet
    let answers: [String: ScanGiven]
    let facts: [String: [String]]
    let notes: [String: ScanNote]

    static func load(_ run: ScanRun, _ content: ContentShelf, in db: any SQLConnection) throws -> FilledScan {
        let filled = try load([run], content, in: db)
        guard let first = filled.first else { throw StorageError.missingColumn("policy_scan") }
        return first
    }

    /// Several runs at once, in their order.
    static func load(_ runs: [ScanRun], _ content: ContentShelf, in db: any SQLConnection) throws -> [FilledScan] {
        let ids = runs.map(\.id)
        var answers: [String: [String: ScanGiven]] = [:]
        for row in try db.rows("SELECT * FROM policy_scan_answer WHERE scan_id IN (\(list: ids))") {
            answers[try row("scan_id"), default: [:]][try row("item_id")] = ScanGiven(
                choice: try row("choice"), note: try row("note"))
        }
        var facts: [String: [String: [String]]] = [:]
        let values = try db.rows(
            "SELECT * FROM policy_scan_fact WHERE scan_id IN (\(list: ids)) ORDER BY fact_id, value")
        for row in values {
            facts[try row("scan_id"), default: [:]][try row("fact_id"), default: []].append(try row("value"))
        }
        var notes: [String: [String: ScanNote]] = [:]
        let sections = try db.rows(
            """
            SELECT n.*, p.name AS owner_name FROM policy_scan_section n LEFT JOIN person p ON p.id = n.owner_id
            WHERE n.scan_id IN (\(list: ids))
            """)
        for row in sections {
            notes[try row("scan_id"), default: [:]][try row("section_id")] = try ScanNote(row: row)
        }
        return runs.map { run in
            let id = run.id.text
            return FilledScan(
                run: run, sheet: run.kind.sheet(content, version: run.version), answers: answers[id] ?? [:],
                facts: facts[id] ?? [:], notes: notes[id] ?? [:])
        }
    }

    var choices: [String: String] { answers.compactMapValues(\.choice) }

    /// How many questions have an answer, also when that is that nobody knows.
    var answered: Int { sheet.sections.flatMap(\.questions).filter { answers[$0.id]?.choice != nil }.count }

    func answered(_ section: ScanSection) -> Int {
        section.questions.filter { answers[$0.id]?.choice != nil }.count
            + section.facts.filter { !(facts[$0.id] ?? []).isEmpty }.count
    }

    /// The value of the answer to a question; nothing for unknown.
    func value(_ question: String) -> Int? { sheet.answers.option(answers[question]?.choice)?.value }

    /// Actions with the page they stand on, in order.
    var actions: [(section: ScanSection, note: ScanNote)] {
        sheet.sections.compactMap { section in
            notes[section.id].flatMap { $0.action.isEmpty ? nil : (section, $0) }
        }
    }
}
