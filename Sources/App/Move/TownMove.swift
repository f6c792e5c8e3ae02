package import Core
import Crypto
package import Storage

/// Carries a town from one database to another, of either engine: all tables in the order in which they point at each
/// other, each in chunks by key, and then compares both row by row. Both stand still meanwhile.
package struct TownMove: Sendable {
    /// What was done, and what is compared.
    package struct Outcome: Sendable, Equatable {
        package struct Moved: Sendable, Equatable {
            package let table: String
            package let rows: Int
            /// SHA-256 over the hashes of all rows, in hexadecimal: the same for source and target.
            package let digest: String
        }
        package let tables: [Moved]
        package var rows: Int { tables.map(\.rows).reduce(0, +) }
    }

    package typealias Progress = @Sendable (_ what: String, _ done: Int, _ total: Int) -> Void

    /// How long a line that is being closed may take to be gone.
    private static let leaving = Duration.seconds(5)

    private let source: any Database
    private let target: any Database
    private let clock: any WallClock
    private let progress: Progress
    /// Stops after so many chunks, as a cut would: for tests.
    package var chunks = Int.max

    package init(
        from source: any Database, to target: any Database, clock: any WallClock = SystemClock(),
        progress: @escaping Progress = { _, _, _ in }
    ) {
        self.source = source
        self.target = target
        self.clock = clock
        self.progress = progress
    }

    /// - Throws: `MoveError`.
    package func run() async throws -> Outcome {
        try await requireAlone()
        let migrations = Town.schema(try Town.Modules.around(source, clock))
        do {
            try await source.requireSchema(migrations)
        } catch let error as MigrationError {
            throw MoveError.oldSchema("\(error)")
        }
        let town = try await identity()
        try await prepare(migrations, town: town)
        let tables = try await source.tables().filter { $0.name != MoveNotes.table }
        if let table = tables.first(where: { $0.key.isEmpty }) { throw MoveError.noKey(table.name) }
        try await copy(tables, town: town)
        let moved = try await compare(tables)
        try await requireAlone()
        try await target.write { db in try MoveNotes.remove(db) }
        try await target.maintain()
        return Outcome(tables: moved)
    }

    private func requireAlone() async throws {
        // A program that stopped just now may still be leaving.
        let end = ContinuousClock.now + Self.leaving
        while ContinuousClock.now < end {
            if try await source.others().isEmpty, try await target.others().isEmpty { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        let atSource = try await source.others()
        if !atSource.isEmpty { throw MoveError.sourceInUse(atSource.joined(separator: ", ")) }
        let atTarget = try await target.others()
        if !atTarget.isEmpty { throw MoveError.targetInUse(atTarget.joined(separator: ", ")) }
    }

    /// What tells this town from every other: when each step of its schema was set.
    private func identity() async throws -> String {
        let steps = try await source.read { db in
            try db.rows("SELECT id, applied_at FROM migration ORDER BY id").map {
                try $0("id", as: String.self) + " " + $0("applied_at", as: String.self)
            }
        }
        return SHA256.hash(data: Array(steps.joined(separator: "\n").utf8)).hexadecimal
    }

    /// Makes the schema in an empty target; leaves a target alone in which this move was begun.
    private func prepare(_ migrations: [Migration], town: String) async throws {
        let tables = try await target.tables()
        if tables.contains(where: { $0.name == MoveNotes.table }) {
            let begun = try await target.read { db in try MoveNotes.town(in: db) }
            guard begun == nil || begun == town else { throw MoveError.otherTown }
        } else {
            try await target.read { db in
                for table in tables where table.name != "migration" {
                    if try db.exists("SELECT 1 FROM \(name: table.name) LIMIT 1") { throw MoveError.notEmpty }
                }
            }
        }
        do {
            _ = try await target.migrate(migrations, now: clock.now)
        } catch let error as MigrationError {
            // A schema of something else, or of another version.
            throw MoveError.oldSchema("In the target: \(error)")
        }
        try await target.write { db in
            try MoveNotes.make(db)
            try MoveNotes.write(MoveNotes.Note(), "", town: town, in: db)
        }
    }

    private func copy(_ tables: [Table], town: String) async throws {
        let total = try await count(tables)
        var done = 0
        var chunksLeft = chunks
        for table in tables {
            let copy = TableCopy(source: source, target: target, reader: TableReader(table: table), town: town)
            var note = try await target.read { db in try MoveNotes.find(table.name, town: town, in: db) }
            done += note.rows
            while !note.isDone {
                guard chunksLeft > 0 else { throw CancellationError() }
                chunksLeft -= 1
                let before = note.rows
                note = try await copy.chunk(after: note)
                done += note.rows - before
                progress("Moving \(table.name)", done, total)
            }
        }
    }

    private func compare(_ tables: [Table]) async throws -> [Outcome.Moved] {
        let total = try await count(tables)
        var done = 0
        var moved: [Outcome.Moved] = []
        var differences: [String] = []
        for table in tables {
            let check = TableCheck(source: source, target: target, reader: TableReader(table: table))
            let before = done
            let result = try await check.run { rows in progress("Comparing \(table.name)", before + rows, total) }
            done += result.rows
            differences += result.differences
            moved.append(.init(table: table.name, rows: result.rows, digest: result.digest))
        }
        if !differences.isEmpty { throw MoveError.differs(Array(differences.prefix(10))) }
        return moved
    }

    private func count(_ tables: [Table]) async throws -> Int {
        try await source.read { db in
            try tables.map { try db.count("SELECT COUNT(*) FROM \(name: $0.name)") }.reduce(0, +)
        }
    }
}

extension TownMove {
    /// Opens both places, moves, and closes them.
    package static func run(
        from source: DatabaseAddress, to target: DatabaseAddress, progress: @escaping Progress
    ) async throws -> Outcome {
        let from = try Engines.open(source)
        do {
            let to = try Engines.open(target)
            do {
                let outcome = try await TownMove(from: from, to: to, progress: progress).run()
                try await to.close()
                try await from.close()
                return outcome
            } catch {
                try? await to.close()
                throw error
            }
        } catch {
            try? await from.close()
            throw error
        }
    }
}
