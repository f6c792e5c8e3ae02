import Community
import Core
import Services
import Storage
import StorageSQLite

/// One backup of a file of SQLite, from the copy to the file under its own name. Blocks.
struct DatabaseBackup {
    let database: String
    let now: Moment

    func make(to path: String, lock: BackupLock) throws -> Backups.Made {
        let start = ContinuousClock.now
        let alone = try DiskLock(database + ".backup.lock")
        defer { withExtendedLifetime(alone) {} }
        guard Disk.exists(database) else { throw BackupError.cannotRead(database, reason: "there is no such file") }
        guard !Disk.exists(path) else { throw BackupError.exists(path) }
        let copy = database + ".backup-copy"
        // A crash may have left it; the lock says that nobody works on it.
        Self.remove(copy)
        defer { Self.remove(copy) }
        try SQLiteCopy.make(of: database, to: copy)
        let problems = try SQLiteCopy.problems(in: copy)
        guard problems.isEmpty else { throw BackupError.sourceDamaged(problems) }
        let (header, erased) = try describe(copy)
        let source = try DiskSource(copy)
        // From here on the open file is all there is: a crash leaves no readable copy behind.
        Self.remove(copy)

        let erasures = BackupFolder.erasures(with: path)
        let known = try ErasureList.read(database + ".erasures")?.entries ?? []
        Disk.remove(erasures)
        try ErasureList([], until: now).joined(with: erased + known).write(to: erasures)
        do {
            let writer = try BackupWriter(to: path, header: header, lock: lock)
            while case let piece = try source.read(1 << 20), !piece.isEmpty { try writer.write(piece) }
            let bytes = try writer.finish()
            _ = try BackupCheck.run(path)
            let spent = (ContinuousClock.now - start) / Duration.milliseconds(1)
            return Backups.Made(path: path, header: header, bytes: bytes, milliseconds: Int(spent), erasures: erasures)
        } catch {
            Disk.remove(erasures)
            throw error
        }
    }

    /// What stands in the copy. A database that is older than a table simply has none of it.
    private func describe(_ copy: String) throws -> (BackupHeader, [ErasureList.Entry]) {
        let tables = try SQLiteCopy.tables(in: copy)
        let names = Set(tables.map(\.name))
        let file = try SQLiteFile(reading: copy)
        return try file.read { db in
            let steps =
                names.contains("migration")
                ? try db.rows("SELECT id, checksum FROM migration ORDER BY id").map {
                    BackupHeader.Step(id: try $0("id"), checksum: try $0("checksum"))
                } : []
            let municipalities = names.contains("municipality") ? try Places.served(in: db).map(\.name) : []
            let people = names.contains("erased_person") ? try ErasedPerson.all(in: db) : []
            let cases = names.contains("erased_case") ? try ErasedCase.all(in: db) : []
            let header = BackupHeader(
                content: .database, created: now, program: Program.version, engine: try SQLiteCopy.engine(),
                migrations: steps, municipalities: municipalities,
                tables: tables.map { .init(name: $0.name, rows: $0.rows) })
            return (header, people + cases)
        }
    }

    static func remove(_ path: String) {
        for ending in ["", "-journal", "-wal", "-shm"] { Disk.remove(path + ending) }
    }
}
