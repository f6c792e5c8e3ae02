import Storage

/// Copies one table, a chunk in a transaction.
struct TableCopy: Sendable {
    let source: any Database
    let target: any Database
    let reader: TableReader
    let town: String

    /// Copies the rows that come after those of `note`; gives how far it is now.
    func chunk(after note: MoveNotes.Note) async throws -> MoveNotes.Note {
        let rows = try await source.read { [reader] db in try reader.rows(after: note.last, in: db) }
        var next = note
        next.last = try rows.last.map(reader.key) ?? note.last
        next.rows += rows.count
        next.isDone = rows.count < reader.limit
        do {
            try await write(rows, next)
        } catch StorageError.unknownOutcome {
            // The note was kept with the rows or not at all.
            let kept = try await target.read { [reader, town] db in
                try MoveNotes.find(reader.table.name, town: town, in: db)
            }
            if kept.rows == next.rows, kept.isDone == next.isDone { return kept }
            try await write(rows, next)
        }
        return next
    }

    private func write(_ rows: [Row], _ note: MoveNotes.Note) async throws {
        try await target.write { [reader, town] db in
            if !rows.isEmpty { try db.run(Self.insert(rows, into: reader.table)) }
            try MoveNotes.write(note, reader.table.name, town: town, in: db)
        }
    }

    private static func insert(_ rows: [Row], into table: Table) throws -> SQL {
        let columns = SQL(joining: table.columns.map { "\(name: $0.name)" }, by: ", ")
        let lines = try rows.map { row -> SQL in
            let values = try table.columns.map { column -> SQL in
                guard let place = row.columns.place(of: column.name) else {
                    throw StorageError.missingColumn(column.name)
                }
                return "\(bound: row.values[place])"
            }
            return "(\(SQL(joining: values, by: ", ")))"
        }
        let all = SQL(joining: lines, by: ", ")
        // The target notes itself which steps of the schema it took; the town brings when it took them.
        guard table.name == "migration" else { return "INSERT INTO \(name: table.name) (\(columns)) VALUES \(all)" }
        return """
            INSERT INTO migration (\(columns)) VALUES \(all)
            ON CONFLICT (id) DO UPDATE SET checksum = excluded.checksum, applied_at = excluded.applied_at
            """
    }
}
