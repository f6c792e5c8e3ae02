import Storage

/// What PostgreSQL says of the tables in the schema of the town.
enum PostgresCatalogue {
    /// One foreign key.
    struct Reference {
        let table: String
        let target: String
        let columns: [String]
        let targetColumns: [String]

        /// Counts the rows that point at nothing. A row with an empty column points nowhere on purpose.
        var orphans: SQL {
            let set = SQL.all(columns.map { "c.\(name: $0) IS NOT NULL" })
            let meets = SQL.all(zip(columns, targetColumns).map { "p.\(name: $1) = c.\(name: $0)" })
            return """
                SELECT COUNT(*) FROM \(name: table) c
                WHERE \(set) AND NOT EXISTS (SELECT 1 FROM \(name: target) p WHERE \(meets))
                """
        }
    }

    static func references(_ db: any SQLConnection) throws -> [Reference] {
        var found: [(key: String, reference: Reference)] = []
        for row in try db.rows(
            """
            SELECT k.oid::text AS key, c.relname AS owner, t.relname AS target, a.attname AS col, b.attname AS target_col
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
                JOIN pg_namespace n ON n.oid = k.connamespace
                CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u (source, goal, place)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.source
                JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = u.goal
            WHERE k.contype = 'f' AND n.nspname = current_schema() ORDER BY c.relname, k.oid, u.place
            """)
        {
            let key: String = try row("key")
            let before = found.last.flatMap { $0.key == key ? found.popLast()?.reference : nil }
            found.append(
                (
                    key,
                    Reference(
                        table: try row("owner"), target: try row("target"),
                        columns: (before?.columns ?? []) + [try row("col")],
                        targetColumns: (before?.targetColumns ?? []) + [try row("target_col")])
                ))
        }
        return found.map(\.reference)
    }

    /// From the catalogue itself: the views of the standard on it (`information_schema`) ask for the rights on each column
    /// and take most of a second for a few hundred tables.
    static func tables(_ db: any SQLConnection) throws -> [Table] {
        var columns: [String: [Table.Column]] = [:]
        for row in try db.rows(
            """
            SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, NULL) AS kind
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
                AND has_table_privilege(c.oid, 'SELECT')
            """)
        {
            columns[try row("owner"), default: []].append(.init(name: try row("name"), kind: kind(try row("kind"))))
        }
        var keys: [String: [String]] = [:]
        for row in try db.rows(
            """
            SELECT c.relname AS owner, a.attname AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                JOIN pg_namespace n ON n.oid = k.connamespace
                CROSS JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS u (source, place)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.source
            WHERE k.contype = 'p' AND n.nspname = current_schema() ORDER BY c.relname, u.place
            """)
        {
            keys[try row("owner"), default: []].append(try row("name"))
        }
        let references = Dictionary(grouping: try references(db), by: \.table)
        return Table.ordered(
            columns.map { name, columns in
                Table(
                    name: name, columns: columns, key: keys[name] ?? [],
                    references: Set((references[name] ?? []).map(\.target)))
            })
    }

    private static func kind(_ type: String) -> Table.Kind {
        switch type {
        case "bigint", "integer", "smallint": .integer
        case "boolean": .boolean
        case "double precision", "real", "numeric": .real
        case "bytea": .blob
        default: .text
        }
    }
}
