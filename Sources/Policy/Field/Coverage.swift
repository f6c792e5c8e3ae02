import Community
import Core
import Formats
import Storage

/// How many of everything there are in each field and neighbourhood.
struct Coverage: Sendable {
    /// Where no neighbourhood is known: the whole municipality.
    static let everywhere = ""

    /// Field → supply → neighbourhood → count.
    private(set) var counts: [String: [String: [String: Int]]] = [:]
    /// When it was counted.
    let day: Day

    init(_ fields: [WorkField], _ cells: [String: [Supply.Cell]], day: Day) {
        self.day = day
        for (supply, cells) in cells {
            // Neighbours in the list are mostly of one sort: then the fields are the same.
            var own: [WorkField] = []
            var last: Supply.Cell?
            var places: [String: [String: Int]] = [:]
            for cell in cells {
                if last?.sector != cell.sector || last?.marks != cell.marks {
                    own = fields.filter { $0.rule.counts(cell) }
                }
                last = cell
                for field in own {
                    places[field.key, default: [:]][cell.neighbourhood ?? Self.everywhere, default: 0] += cell.count
                }
            }
            for (field, amounts) in places { counts[field, default: [:]][supply] = amounts }
        }
    }

    /// - Parameter neighbourhood: an id or `everywhere`; `nil` for the total.
    func count(_ field: String, _ supply: String, in neighbourhood: String? = nil) -> Int {
        let places = counts[field]?[supply] ?? [:]
        return neighbourhood.map { places[$0] ?? 0 } ?? places.values.reduce(0, +)
    }

    func level(_ field: String, in neighbourhood: String? = nil) -> FieldLevel {
        FieldLevel(
            organisations: count(field, "organisations", in: neighbourhood),
            vacancies: count(field, "vacancies", in: neighbourhood), grants: count(field, "grants", in: neighbourhood))
    }

    /// The fields of which there is nothing in a neighbourhood.
    func whiteSpots(_ fields: [WorkField], in neighbourhood: String) -> [WorkField] {
        fields.filter { level($0.key, in: neighbourhood) == .none }
    }

    // MARK: Counting and keeping

    /// Counts now. It walks every vacancy and organisation.
    static func live(
        _ fields: [WorkField], of municipality: String, supplies: [Supply], today: Day,
        in db: any SQLConnection
    ) throws -> Coverage {
        var cells: [String: [Supply.Cell]] = [:]
        for supply in supplies {
            cells[supply.id, default: []] += try supply.cells(municipality, today - 364, today, db)
        }
        return Coverage(fields, cells, day: today)
    }

    /// The counts that were kept on a day, the last before `before` when that is given.
    static func kept(of cycle: PolicyCycle.Identity, before: Day? = nil, in db: any SQLConnection) throws -> Coverage? {
        let condition: SQL = before.map { "counted_on < \($0)" } ?? "1 = 1"
        return try db.first(
            """
            SELECT counted_on, counts FROM policy_field_count WHERE cycle_id = \(cycle) AND \(condition)
            ORDER BY counted_on DESC LIMIT 1
            """
        ).map { row in try Coverage(json: row("counts"), day: row("counted_on")) }
    }

    /// Keeps these counts as those of their day.
    func keep(for cycle: PolicyCycle.Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO policy_field_count (cycle_id, counted_on, counts) VALUES (\(cycle), \(day), \(json))
            ON CONFLICT (cycle_id, counted_on) DO UPDATE SET counts = excluded.counts
            """)
    }

    init(json text: String, day: Day) {
        self.day = day
        guard let fields = (try? JSONValue(parsing: text))?.object else { return }
        for field in fields {
            for supply in field.value.object ?? [:] {
                for place in supply.value.object ?? [:] {
                    counts[field.key, default: [:]][supply.key, default: [:]][place.key] = place.value.int ?? 0
                }
            }
        }
    }

    private var json: String {
        var fields = JSONObject()
        for (field, supplies) in counts.sorted(by: { $0.key < $1.key }) {
            var object = JSONObject()
            for (supply, places) in supplies.sorted(by: { $0.key < $1.key }) {
                var inner = JSONObject()
                for (place, count) in places.sorted(by: { $0.key < $1.key }) { inner[place] = .int(count) }
                object[supply] = .object(inner)
            }
            fields[field] = .object(object)
        }
        return JSONValue.object(fields).text
    }
}
