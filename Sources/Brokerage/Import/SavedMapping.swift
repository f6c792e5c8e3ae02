import Core
import Formats
package import Storage

/// A mapping that a centre keeps for the next file.
package struct SavedMapping: Sendable {
    package let id: String
    package let municipality: String
    package let mapping: ImportMapping

    package init(row: Row) throws {
        id = try row("id")
        municipality = try row("municipality_code")
        mapping = try ImportMapping(json: JSONValue(parsing: row("mapping", as: String.self)))
    }

    package static func all(in municipalities: [String], db: any SQLConnection) throws -> [SavedMapping] {
        try db.rows(
            """
            SELECT id, municipality_code, mapping FROM import_mapping WHERE municipality_code IN (\(list: municipalities))
            ORDER BY sort_key, id LIMIT 200
            """
        ).map(SavedMapping.init(row:))
    }

    package static func find(_ id: String, in municipalities: [String], db: any SQLConnection) throws -> SavedMapping? {
        try db.first(
            """
            SELECT id, municipality_code, mapping FROM import_mapping
            WHERE id = \(id) AND municipality_code IN (\(list: municipalities))
            """
        ).map(SavedMapping.init(row:))
    }

    /// Keeps the mapping under its name: one with that name in the municipality is replaced.
    static func keep(_ mapping: ImportMapping, in municipality: String, now: Moment, db: any SQLConnection) throws {
        let text = mapping.json.text
        let replaced = try db.run(
            """
            UPDATE import_mapping SET mapping = \(text), sort_key = \(TextFolding.sortKey(mapping.name)), updated_at = \(now)
            WHERE municipality_code = \(municipality) AND name = \(mapping.name)
            """)
        if replaced > 0 { return }
        try db.run(
            """
            INSERT INTO import_mapping (id, municipality_code, name, sort_key, mapping, updated_at)
            VALUES (\(UUIDv7.make(at: now)), \(municipality), \(mapping.name), \(TextFolding.sortKey(mapping.name)), \(text),
                \(now))
            """)
    }

    static func remove(_ id: String, in municipalities: [String], db: any SQLConnection) throws -> Bool {
        try db.run(
            "DELETE FROM import_mapping WHERE id = \(id) AND municipality_code IN (\(list: municipalities))") == 1
    }
}
