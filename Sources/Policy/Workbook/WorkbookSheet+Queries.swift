import Community
import Core
import Storage

extension WorkbookSheet {
    /// Each save is kept as it was: nobody's text is lost, and an earlier state can be taken back.
    static let migration = Migration(
        "policy-45-workbook",
        [
            """
            CREATE TABLE policy_workbook (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), function TEXT NOT NULL, version BIGINT NOT NULL,
                content_version BIGINT NOT NULL, answers \(type: .json) NOT NULL,
                person_id TEXT REFERENCES person (id), saved_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (cycle_id, function, version))
            """,
            "CREATE INDEX policy_workbook_person ON policy_workbook (person_id)",
        ])

    private static let columns: SQL =
        "w.function, w.version, w.content_version, w.answers, w.saved_at, p.name AS saved_by FROM policy_workbook w LEFT JOIN person p ON p.id = w.person_id"

    /// The newest state of each function that has one.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: WorkbookSheet] {
        let sheets = try db.rows(
            """
            SELECT \(columns) WHERE w.cycle_id = \(cycle) AND w.version = (SELECT MAX(n.version) FROM policy_workbook n
                WHERE n.cycle_id = w.cycle_id AND n.function = w.function)
            """
        ).map(WorkbookSheet.init(row:))
        return Dictionary(sheets.map { ($0.function, $0) }) { first, _ in first }
    }

    /// One function's newest state, or the state of a version.
    static func find(
        _ function: String, version: Int? = nil, of cycle: PolicyCycle.Identity, in db: any SQLConnection
    ) throws -> WorkbookSheet? {
        let condition: SQL = version.map { "w.version = \($0)" } ?? "1 = 1"
        return try db.first(
            """
            SELECT \(columns) WHERE w.cycle_id = \(cycle) AND w.function = \(function) AND \(condition)
            ORDER BY w.version DESC LIMIT 1
            """
        ).map(WorkbookSheet.init(row:))
    }

    /// The states of a function from `before` down, one more than `limit`.
    static func history(
        _ function: String, of cycle: PolicyCycle.Identity, before: Int?, limit: Int, in db: any SQLConnection
    ) throws -> Page<WorkbookSheet> {
        let condition: SQL = before.map { "w.version < \($0)" } ?? "1 = 1"
        let rows = try db.rows(
            """
            SELECT \(columns) WHERE w.cycle_id = \(cycle) AND w.function = \(function) AND \(condition)
            ORDER BY w.version DESC LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(WorkbookSheet.init(row:)), limit: limit) { String($0.version) }
    }

    /// Writes the next version.
    static func insert(
        _ function: String, after version: Int, _ values: Values, of cycle: PolicyCycle.Identity, content: Int,
        person: String?, now: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_workbook (cycle_id, function, version, content_version, answers, person_id, saved_at)
            VALUES (\(cycle), \(function), \(version + 1), \(content), \(encode(values)), \(person), \(now))
            """)
    }
}
