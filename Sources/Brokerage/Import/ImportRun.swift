package import Core
import Formats
package import Storage

/// One upload of a list, from the file to the result.
package struct ImportRun: Sendable {
    package enum State: String, Sendable, SQLConvertible {
        /// The file is there; the mapping is being made.
        case uploaded = "klaargezet"
        /// Being tried out: nothing is written.
        case trying = "proef"
        /// Tried out: a person looks at it.
        case tried = "bekeken"
        case running = "bezig"
        case done = "klaar"
        /// The file or the mapping could not be used.
        case refused = "mislukt"

        package var label: Text {
            switch self {
            case .uploaded: Text("Koppeling maken")
            case .trying: Text("Proef loopt")
            case .tried: Text("Klaar om te starten")
            case .running: Text("Bezig")
            case .done: Text("Klaar")
            case .refused: Text("Mislukt")
            }
        }
    }

    package let id: String
    package let municipality: String
    package let person: String?
    package let fileName: String
    package let mapping: ImportMapping
    package let state: State
    package let rowsTotal: Int
    package let rowsDone: Int
    package let report: ImportReport
    /// Why the file as a whole was refused.
    package let refusal: Text?
    package let createdAt: Moment
    package let finishedAt: Moment?

    package init(row: Row) throws {
        id = try row("id")
        municipality = try row("municipality_code")
        person = try row("person_id")
        fileName = try row("file_name")
        mapping = try ImportMapping(json: JSONValue(parsing: row("mapping", as: String.self)))
        state = try row("state")
        rowsTotal = try row("rows_total")
        rowsDone = try row("rows_done")
        let problems = try JSONValue(parsing: row("problems", as: String.self))
        report = ImportReport(json: problems)
        refusal = problems["geweigerd"].flatMap(ImportNote.init(json:))?.reason
        createdAt = try row("created_at")
        finishedAt = try row("finished_at")
    }

    package var path: String { "/centrale/import/\(id)" }
    package var isBusy: Bool { state == .trying || state == .running }
}
