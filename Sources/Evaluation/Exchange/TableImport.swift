import Core
import Formats
import Storage

/// A table from a file that is becoming a survey to count.
struct TableImport: Sendable {
    static let kind = "enquete-inlezen"
    /// In bytes.
    static let fileLimit = 20_000_000

    enum State: String, SQLConvertible {
        /// Someone says what the columns are.
        case looked = "bekeken"
        case running = "bezig"
        case done = "klaar"
    }

    let id: String
    let municipality: String
    let title: String
    let fileName: String
    /// The place of the chosen table in the file.
    let sheet: Int
    let uses: [TableUse]
    let state: State
    let total: Int
    let done: Int
    let report: TableReport
    let survey: Survey.Identity?

    init(row: Row) throws {
        id = try row("id")
        municipality = try row("municipality_code")
        title = try row("title")
        fileName = try row("file_name")
        sheet = try row("sheet")
        uses = (try JSONValue(parsing: row("columns", as: String.self)).array ?? []).map {
            $0.string.flatMap(TableUse.init(rawValue:)) ?? .skip
        }
        state = try row("state")
        total = try row("rows_total")
        done = try row("rows_done")
        report = TableReport(json: try JSONValue(parsing: row("report", as: String.self)))
        survey = try row("survey_id", as: String?.self).map { Survey.Identity($0) }
    }

    var path: String { "/enquetes/inlezen/\(id)" }

    private static let columns: SQL = """
        id, municipality_code, title, file_name, sheet, columns, state, rows_total, rows_done, report, survey_id
        """

    /// Without the table itself. Only when it belongs to one of these municipalities; any when `nil`.
    static func find(_ id: String, in municipalities: [String]?, db: any SQLConnection) throws -> TableImport? {
        let found = try db.first("SELECT \(columns) FROM survey_import WHERE id = \(id)").map(TableImport.init(row:))
        guard let municipalities, let found else { return found }
        return municipalities.contains(found.municipality) ? found : nil
    }

    /// The tables of the file.
    ///
    /// - Throws: `TableRefusal` when what was kept is no table.
    static func tables(_ id: String, in db: any SQLConnection) throws -> [ImportedTable] {
        guard
            let bytes = try db.value(
                "SELECT content FROM survey_import WHERE id = \(id) AND content IS NOT NULL", as: [UInt8].self)
        else { return [] }
        return try TableLines.read(bytes).map { $0.withGaps().table }
    }

    /// The kind of a file by its first bytes: names say little.
    static func kind(of bytes: [UInt8]) -> TableKind {
        if bytes.starts(with: Array("$FL".utf8)) { return .sav }
        if bytes.starts(with: [0x50, 0x4B]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .xlsx }
        return .csv
    }
}

extension TableRefusal {
    /// Why a file is not taken, and what to do.
    var text: Text {
        switch kind {
        case .empty: Text("In dit bestand staat geen tabel.")
        case .otherKind: Text("Dit bestand is niet wat het lijkt. Sla het opnieuw op als .sav, .xlsx of .csv.")
        case .encrypted: Text("Dit bestand heeft een wachtwoord of is te oud. Sla het op als gewone .xlsx.")
        case .damaged: Text("Dit bestand is beschadigd. Sla het opnieuw op en probeer het nog eens.")
        case .unsupported: Text("Dit soort bestand lezen we niet. Sla het op als .xlsx of als CSV (UTF-8).")
        case .tooLarge, .tooManyRows, .tooManyColumns, .tooManyCells, .tooManyTables:
            Text("Dit bestand is te groot: hoogstens 20 MB, 200.000 regels en 900 kolommen.")
        case .unclosedQuote: Text("In regel \(line) begint een aanhalingsteken dat nergens eindigt.")
        case .tooSlow, .failed:
            Text("Dit bestand lezen is niet gelukt. Sla het op als .xlsx of CSV en probeer het nog eens.")
        case .busy: Text("Er worden al bestanden gelezen. Probeer het over een minuut nog eens.")
        }
    }
}
