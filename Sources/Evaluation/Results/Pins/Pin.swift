import Core
import Storage
import Tabulation

/// A figure of a published table that goals can point at. It stays itself over the waves: when the next survey publishes
/// the same table, its value follows.
struct Pin: Sendable {
    /// Figures that the content of the policy circle knows by a name of their own.
    enum Meaning: String, Sendable, CaseIterable, SQLConvertible {
        case volunteers = "satisfaction-volunteers"
        case organisations = "satisfaction-organisations"
        case known = "name-known-share"
        case doer = "impact-doer"
        case receiver = "impact-receiver"
        case organisation = "impact-organisation"
        case community = "impact-community"

        var label: Text {
            switch self {
            case .volunteers: Text("Rapportcijfer van vrijwilligers")
            case .organisations: Text("Rapportcijfer van organisaties")
            case .known: Text("Organisaties die de centrale kennen")
            case .doer: Text("Impact voor wie het doet")
            case .receiver: Text("Impact voor wie het krijgt")
            case .organisation: Text("Impact voor de organisatie")
            case .community: Text("Impact voor de buurt")
            }
        }
    }

    enum Better: String, Sendable, CaseIterable, SQLConvertible {
        case up = "hoger"
        case down = "lager"
        case neither = "geen"

        var label: Text {
            switch self {
            case .up: Text("Hoger is beter")
            case .down: Text("Lager is beter")
            case .neither: Text("Geen van beide")
            }
        }
    }

    let id: String
    /// In its name among the indicators.
    let number: Int
    let survey: Survey.Identity
    let municipality: String
    let name: String
    let meaning: Meaning?
    let request: TableRequest
    let row: String
    let column: String
    let better: Better

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        survey = try row("survey_id")
        municipality = try row("municipality_code")
        name = try row("name")
        meaning = try row("meaning")
        request = try Stored.read(row("request"))
        self.row = try row("row_key")
        column = try row("column_key")
        better = try row("better")
    }

    /// The name by which a goal points at it.
    var indicator: String { meaning?.rawValue ?? "enquete-\(number)" }

    /// The cell in a table with its request; `nil` when the table has no such row or column, or it is hidden.
    func cell(in table: CountedTable) -> CountedTable.Cell? {
        guard let row = table.rows.firstIndex(where: { Self.key($0) == row }),
            let column = table.columns.firstIndex(where: { Self.key($0) == column }),
            let cell = table.cell(row, column), cell.hidden == nil, cell.value != nil
        else { return nil }
        return cell
    }

    /// What stays the same of a heading over the waves.
    static func key(_ heading: CountedTable.Heading) -> String {
        heading.code.map { "c\($0)" } ?? heading.name.map { "n\($0)" } ?? "all"
    }

    /// At most 200 in a municipality.
    static func all(of municipality: String, in db: any SQLConnection) throws -> [Pin] {
        try db.rows(
            """
            SELECT * FROM survey_pin WHERE municipality_code = \(municipality) AND removed_at IS NULL
            ORDER BY number LIMIT 200
            """
        ).map(Pin.init(row:))
    }
}
