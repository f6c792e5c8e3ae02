import Core
import Storage

/// How far a move is, noted in the target in the same transactions as the rows themselves, so that a move that was cut
/// short goes on where it was.
enum MoveNotes {
    static let table = "town_move"

    static func make(_ db: any SQLConnection) throws {
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS town_move (
                name TEXT PRIMARY KEY, town TEXT NOT NULL, last_key TEXT, row_count BIGINT NOT NULL, done BOOLEAN NOT NULL)
            """)
    }

    struct Note: Sendable {
        var last: [SQLValue]?
        var rows = 0
        var isDone = false
    }

    static func find(_ name: String, town: String, in db: any SQLConnection) throws -> Note {
        guard let row = try db.first("SELECT * FROM town_move WHERE name = \(name)") else { return Note() }
        guard try row("town", as: String.self) == town else { throw MoveError.otherTown }
        return Note(
            last: try row("last_key", as: String?.self).flatMap(RowKey.values), rows: try row("row_count"),
            isDone: try row("done"))
    }

    static func write(_ note: Note, _ name: String, town: String, in db: any SQLConnection) throws {
        let last = note.last.map(RowKey.text)
        try db.run(
            """
            INSERT INTO town_move (name, town, last_key, row_count, done)
            VALUES (\(name), \(town), \(last), \(note.rows), \(note.isDone))
            ON CONFLICT (name) DO UPDATE SET last_key = excluded.last_key, row_count = excluded.row_count,
                done = excluded.done
            """)
    }

    /// Whose move was begun here; `nil` when none was.
    static func town(in db: any SQLConnection) throws -> String? {
        try db.value("SELECT town FROM town_move ORDER BY name LIMIT 1", as: String.self)
    }

    static func remove(_ db: any SQLConnection) throws { try db.run("DROP TABLE town_move") }
}
