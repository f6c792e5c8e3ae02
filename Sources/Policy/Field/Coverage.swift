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
            for (field, amounts) in zip(fields, Self.tally(fields, cells)) where !amounts.isEmpty {
                counts[field.key, default: [:]][supply] = amounts
            }
        }
    }

    /// For each field the count by neighbourhood. A large town has tens of thousands of cells: fields and neighbourhoods
    /// go by number, and neighbours in the list are mostly of one sort, so that most cells only add.
    private static func tally(_ fields: [WorkField], _ cells: [Supply.Cell]) -> [[String: Int]] {
        var numbers: [String: Int] = [:]
        var tallies = [[Int]](repeating: [], count: fields.count)
        var own: [Int] = []
        var number = 0
        for at in cells.indices {
            let isFirst = at == cells.startIndex
            if isFirst || cells[at].sector != cells[at - 1].sector || cells[at].marks != cells[at - 1].marks {
                own = fields.indices.filter { fields[$0].rule.counts(cells[at]) }
            }
            if isFirst || cells[at].neighbourhood != cells[at - 1].neighbourhood {
                number = numbers.number(of: cells[at].neighbourhood ?? everywhere)
            }
            for field in own {
                if tallies[field].count <= number {
                    tallies[field] += repeatElement(0, count: number + 1 - tallies[field].count)
                }
                tallies[field][number] += cells[at].count
            }
        }
        return tallies.map { tally in
            numbers.filter { $0.value < tally.count && tally[$0.value] != 0 }.mapValues { tally[$0] }
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

extension [String: Int] {
    /// The number of this key, which gets the next one when it is new.
    fileprivate mutating func number(of key: String) -> Int {
        let number = self[key] ?? count
        self[key] = number
        return number
    }
}
