package import Core
import Formats
package import Storage

extension ImportRun {
    /// Everything but the file itself, which can be large.
    private static let columns: SQL = """
        id, municipality_code, person_id, file_name, mapping, state, rows_total, rows_done, problems, created_at, finished_at
        """

    /// Only when it belongs to one of these municipalities.
    package static func find(_ id: String, in municipalities: [String], db: any SQLConnection) throws -> ImportRun? {
        try db.first(
            "SELECT \(columns) FROM import_run WHERE id = \(id) AND municipality_code IN (\(list: municipalities))"
        ).map(ImportRun.init(row:))
    }

    /// For the background work, which knows the run from its job.
    static func find(_ id: String, db: any SQLConnection) throws -> ImportRun? {
        try db.first("SELECT \(columns) FROM import_run WHERE id = \(id)").map(ImportRun.init(row:))
    }

    /// A line in the list of earlier files.
    package struct Line: Sendable {
        package let id: String
        package let municipality: String
        package let fileName: String
        package let state: State
        package let rows: Int
        package let new: Int
        package let changed: Int
        package let failed: Int
        package let createdAt: Moment

        package var path: String { "/centrale/import/\(id)" }
    }

    /// The latest runs of these municipalities, without their reports.
    package static func latest(_ limit: Int, in municipalities: [String], db: any SQLConnection) throws -> [Line] {
        try db.rows(
            """
            SELECT id, municipality_code, file_name, state, rows_total, created, updated, failed, created_at FROM import_run
            WHERE municipality_code IN (\(list: municipalities)) ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            try Line(
                id: row("id"), municipality: row("municipality_code"), fileName: row("file_name"), state: row("state"),
                rows: row("rows_total"), new: row("created"), changed: row("updated"), failed: row("failed"),
                createdAt: row("created_at"))
        }
    }

    static func file(_ id: String, db: any SQLConnection) throws -> [UInt8]? {
        try db.value("SELECT file FROM import_run WHERE id = \(id) AND file IS NOT NULL", as: [UInt8].self)
    }

    static func insert(
        municipality: String, person: String?, fileName: String, file: [UInt8]?, mapping: ImportMapping, rows: Int,
        state: State, now: Moment, in db: any SQLConnection
    ) throws -> String {
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO import_run (id, municipality_code, person_id, file_name, file, mapping, state, rows_total,
                rows_done, created, updated, unchanged, failed, problems, created_at)
            VALUES (\(id), \(municipality), \(person), \(fileName), \(file), \(mapping.json.text), \(state), \(rows), 0, 0,
                0, 0, 0, \(ImportReport().json.text), \(now))
            """)
        return id
    }

    /// Moves the run on when it is still in `states`, with nothing done yet in the new state.
    static func begin(
        _ id: String, from states: [State], as state: State, mapping: ImportMapping, in db: any SQLConnection
    ) throws
        -> Bool
    {
        try db.run(
            """
            UPDATE import_run SET state = \(state), mapping = \(mapping.json.text), rows_done = 0, created = 0, updated = 0,
                unchanged = 0, failed = 0, problems = \(ImportReport().json.text), finished_at = NULL
            WHERE id = \(id) AND state IN (\(list: states)) AND file IS NOT NULL
            """) == 1
    }

    /// Writes how far it is, when nobody else went further meanwhile.
    static func advance(
        _ run: ImportRun, done: Int, _ report: ImportReport, to state: State, now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        let end: SQL = state == .done ? ", finished_at = \(now), file = NULL" : ""
        return try db.run(
            """
            UPDATE import_run SET rows_done = \(done), created = \(report.count(.new)), updated = \(report.count(.changed)),
                unchanged = \(report.count(.unchanged)), failed = \(report.count(.failed)), problems = \(report.json.text),
                state = \(state)\(end)
            WHERE id = \(run.id) AND state = \(run.state) AND rows_done = \(run.rowsDone)
            """) == 1
    }

    /// The file cannot be used after all.
    static func refuse(_ id: String, _ reason: Text, now: Moment, in db: any SQLConnection) throws {
        var problems = ImportReport().json
        problems["geweigerd"] = ImportNote(line: 0, column: "", reason: reason).json
        try db.run(
            """
            UPDATE import_run SET state = \(State.refused), problems = \(problems.text), finished_at = \(now)
            WHERE id = \(id)
            """)
    }
}
