import Community
import Core
import Storage

/// A field of policy as one round knows it: one of the nine, or one that the municipality added.
struct WorkField: Sendable {
    /// What counts for it: work in one of these sectors, or with one of these marks.
    struct Rule: Sendable, Equatable {
        var sectors: [Sector]
        /// Keys of `Supply.Mark`.
        var marks: [String]

        func counts(_ cell: Supply.Cell) -> Bool {
            sectors.contains(cell.sector) || !cell.marks.isDisjoint(with: marks)
        }
    }

    /// The id in the content, or `eigen-` and a number.
    let key: String
    let name: String
    let content: FieldsContent.Field?
    let rule: Rule
    /// Whether the municipality changed the rule of the content.
    let isChanged: Bool
    let archivedAt: Moment?

    var isOwn: Bool { content == nil }

    static func rule(sectors: [String], groups: [String]?) -> Rule {
        Rule(
            sectors: sectors.compactMap(Sector.init(rawValue:)), marks: (groups ?? []).map { "doelgroep:" + $0 })
    }
}

extension WorkField {
    static let migration = Migration(
        "policy-50-fields",
        [
            """
            CREATE TABLE policy_field (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), field TEXT NOT NULL, name TEXT,
                sectors TEXT NOT NULL, marks TEXT NOT NULL, position BIGINT NOT NULL,
                changed_at \(type: .timestamp) NOT NULL, archived_at \(type: .timestamp),
                PRIMARY KEY (cycle_id, field))
            """,
            """
            CREATE TABLE policy_field_count (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), counted_on \(type: .date) NOT NULL,
                counts \(type: .json) NOT NULL, PRIMARY KEY (cycle_id, counted_on))
            """,
        ])

    /// The nine of the content, each with the rule as it was changed, then the municipality's own in their order.
    static func all(
        of cycle: PolicyCycle.Identity, _ content: FieldsContent, t: Texts, in db: any SQLConnection
    ) throws -> [WorkField] {
        let rows = try db.rows("SELECT * FROM policy_field WHERE cycle_id = \(cycle) ORDER BY position, field")
        let saved = Dictionary(try rows.map { (try $0("field", as: String.self), $0) }) { first, _ in first }
        let nine = try content.fields.map { field in
            let standard = rule(sectors: field.registerSectors, groups: field.targetGroups)
            let row = saved[field.id]
            let own = try row.map(rule)
            return WorkField(
                key: field.id, name: t(field.name), content: field, rule: own ?? standard,
                isChanged: own.map { $0 != standard } ?? false, archivedAt: try row?("archived_at", as: Moment?.self))
        }
        let own = try rows.compactMap { row -> WorkField? in
            guard let name: String = try row("name", as: String?.self) else { return nil }
            return WorkField(
                key: try row("field"), name: name, content: nil, rule: try rule(row), isChanged: false,
                archivedAt: try row("archived_at"))
        }
        return nine + own
    }

    private static func rule(_ row: Row) throws -> Rule {
        func words(_ column: String) throws -> [String] {
            try row(column, as: String.self).split(separator: " ").map(String.init)
        }
        return Rule(sectors: try words("sectors").compactMap(Sector.init(rawValue:)), marks: try words("marks"))
    }

    /// Writes the rule of a field, and for an own one its name.
    static func save(
        _ key: String, name: String?, _ rule: Rule, of cycle: PolicyCycle.Identity, now: Moment,
        in db: any SQLConnection
    ) throws {
        let sectors = rule.sectors.map(\.rawValue).joined(separator: " ")
        let marks = rule.marks.joined(separator: " ")
        let next: SQL = "(SELECT COALESCE(MAX(position), 0) + 1 FROM policy_field WHERE cycle_id = \(cycle))"
        try db.run(
            """
            INSERT INTO policy_field (cycle_id, field, name, sectors, marks, position, changed_at)
            VALUES (\(cycle), \(key), \(name), \(sectors), \(marks), \(next), \(now))
            ON CONFLICT (cycle_id, field) DO UPDATE SET name = excluded.name, sectors = excluded.sectors,
                marks = excluded.marks, changed_at = excluded.changed_at
            """)
    }
}
