import Core
import Formats
import Storage

/// A large file that is made in the background.
struct ExportRun: Sendable {
    static let kind = "enquete-bestand"

    enum State: String, SQLConvertible {
        case running = "bezig"
        case done = "klaar"
        case failed = "mislukt"
    }

    let id: String
    let survey: Survey.Identity
    let format: ExportFormat
    let includesOpen: Bool
    let state: State
    let total: Int
    let done: Int
    let notes: [String]
    let createdAt: Moment

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        format = try row("format")
        includesOpen = try row("includes_open")
        state = try row("state")
        total = try row("rows_total")
        done = try row("rows_done")
        notes = (try JSONValue(parsing: row("notes", as: String.self)).array ?? []).compactMap(\.string)
        createdAt = try row("created_at")
    }

    func path(_ survey: Survey) -> String { survey.path("bestanden/klaarzetten/\(id)") }

    private static let columns: SQL =
        "id, survey_id, format, includes_open, state, rows_total, rows_done, notes, created_at"

    /// Without the file, which can be large.
    static func find(_ id: String, of survey: Survey.Identity? = nil, in db: any SQLConnection) throws -> ExportRun? {
        let run = try db.first("SELECT \(columns) FROM survey_export WHERE id = \(id)").map(ExportRun.init(row:))
        return survey == nil || run?.survey == survey ? run : nil
    }

    static func latest(of survey: Survey.Identity, in db: any SQLConnection) throws -> [ExportRun] {
        try db.rows(
            """
            SELECT \(columns) FROM survey_export WHERE survey_id = \(survey) ORDER BY created_at DESC, id DESC LIMIT 10
            """
        ).map(ExportRun.init(row:))
    }

    static func file(_ id: String, in db: any SQLConnection) throws -> [UInt8]? {
        try db.value("SELECT file FROM survey_export WHERE id = \(id) AND file IS NOT NULL", as: [UInt8].self)
    }
}
