package import Core
import Crypto

/// A step of the schema. Once released it never changes: a later step is added instead.
package struct Migration: Sendable {
    /// Unique over all modules, such as `community-001`.
    package let id: String
    package let statements: [SQL]

    package init(_ id: String, _ statements: [SQL]) {
        self.id = id
        self.statements = statements
    }

    /// SHA-256 over the statements, in hexadecimal.
    package var checksum: String {
        var hash = SHA256()
        for statement in statements {
            hash.update(data: Array(statement.text.utf8))
            hash.update(data: [0])
        }
        return hash.finalize().hexadecimal
    }
}

package enum MigrationError: Error, Equatable, CustomStringConvertible {
    case changed(String)
    case unknown(String)
    case pending([String])

    package var description: String {
        switch self {
        case .changed(let id):
            "Migration \(id) was changed after it had run on this database. Restore its text and add a new migration."
        case .unknown(let id):
            "This database has migration \(id), which this version of inzet does not know. Use a newer version."
        case .pending(let ids):
            "The database misses \(ids.count) migration(s): \(ids.joined(separator: ", ")). Run 'inzet migrate' first."
        }
    }
}

extension Database {
    /// Brings the schema up to date, one transaction for each migration, and gives the ids of those that ran.
    ///
    /// - Throws: `MigrationError` when a migration that already ran has another text now, or is unknown.
    package func migrate(_ migrations: [Migration], now: Moment) async throws -> [String] {
        do {
            try await makeMigrationTable()
        } catch is StorageError {
            // PostgreSQL looks whether a table exists before it claims the name: of two processes that start at once
            // both may find nothing, and the slower one fails. The second time the table is there.
            try await makeMigrationTable()
        }
        var ran: [String] = []
        for migration in try await pending(migrations) {
            let isNew = try await write { db in
                try db.takeYourTime()
                // Several processes may start at once: the others wait here, and find it done.
                try db.holdAlone("migration")
                if try db.exists("SELECT 1 FROM migration WHERE id = \(migration.id)") { return false }
                for statement in migration.statements { try db.run(statement) }
                try db.run(
                    "INSERT INTO migration (id, checksum, applied_at) VALUES (\(migration.id), \(migration.checksum), \(now))"
                )
                return true
            }
            if isNew { ran.append(migration.id) }
        }
        return ran
    }

    private func makeMigrationTable() async throws {
        _ = try await write { db in
            try db.run(
                """
                CREATE TABLE IF NOT EXISTS migration (
                    id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at \(type: .timestamp) NOT NULL)
                """)
        }
    }

    /// - Throws: `MigrationError.pending` when the schema is older than the program.
    package func requireSchema(_ migrations: [Migration]) async throws {
        let missing = try await pending(migrations)
        if !missing.isEmpty { throw MigrationError.pending(missing.map(\.id)) }
    }

    private func pending(_ migrations: [Migration]) async throws -> [Migration] {
        let applied: [String: String]
        do {
            applied = try await read { db in
                var found: [String: String] = [:]
                for row in try db.rows("SELECT id, checksum FROM migration") {
                    found[try row("id")] = try row("checksum")
                }
                return found
            }
        } catch StorageError.failed {
            return migrations
        }
        let known = Set(migrations.map(\.id))
        if let stranger = applied.keys.sorted().first(where: { !known.contains($0) }) {
            throw MigrationError.unknown(stranger)
        }
        return try migrations.filter { migration in
            guard let checksum = applied[migration.id] else { return true }
            guard checksum == migration.checksum else { throw MigrationError.changed(migration.id) }
            return false
        }
    }
}
