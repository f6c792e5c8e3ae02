package import Community
package import Core
import Foundation
package import Logging
package import Services
import Storage
import StorageSQLite

/// Puts a backup back, in an empty place. All work is done on a file beside the target; the target appears at the end,
/// or not at all.
package struct Restore: Sendable {
    package let file: String
    /// The path of the database to be.
    package let target: String
    package let opener: BackupOpener
    /// Lists of erased people; those beside the backup and beside the target are found by themselves.
    package var lists: [String] = []
    /// Whether people on the lists are erased again; a restore without any list is refused then.
    package var usesLists = true
    package var clock: any WallClock = SystemClock()

    package init(file: String, target: String, opener: BackupOpener) {
        self.file = file
        self.target = target
        self.opener = opener
    }

    package struct Outcome: Sendable {
        package let header: BackupHeader
        /// The file that was made.
        package let path: String
        package var replay = ErasureReplay()
        /// The last moment that the lists know of.
        package var listsUntil: Moment?
        /// What `inzet check` finds; empty when all is well.
        package var problems: [String] = []
        package var milliseconds = 0
    }

    /// - Throws: `BackupError` and others; nothing was changed then.
    package func run(logger: Logger) async throws -> Outcome {
        let start = ContinuousClock.now
        let header = try await OffPool.run { [file] in try BackupReader(DiskSource(file)).header }
        var outcome =
            header.content == .keys ? try await restoreKeys(header) : try await restoreDatabase(header, logger: logger)
        outcome.milliseconds = Int((ContinuousClock.now - start) / Duration.milliseconds(1))
        return outcome
    }

    /// The key of the site goes beside the database.
    private func restoreKeys(_ header: BackupHeader) async throws -> Outcome {
        let path = target + ".key"
        return try await OffPool.run { [self] in
            guard !Disk.exists(path) else { throw BackupError.targetNotEmpty(path) }
            var reader = try BackupReader(DiskSource(file))
            var key: [UInt8] = []
            try reader.content(with: opener) { piece in
                guard key.count + piece.count <= 32 else { throw BackupError.damaged("the key of the site") }
                key += piece
            }
            guard key.count == 32 else { throw BackupError.damaged("the key of the site") }
            let file = try DiskTarget(path)
            try file.write(key)
            try file.finish()
            return Outcome(header: header, path: path)
        }
    }

    private func restoreDatabase(_ header: BackupHeader, logger: Logger) async throws -> Outcome {
        let list = try await OffPool.run { [self] in
            try requireEmpty()
            return usesLists ? try gather() : nil
        }
        if usesLists, list == nil { throw BackupError.noErasureList }
        let alone = try DiskLock(target + ".restore.lock")
        let staging = target + ".restoring"
        defer {
            withExtendedLifetime(alone) { Disk.remove(target + ".restore.lock") }
            Self.clear(staging)
        }
        Self.clear(staging)
        try await OffPool.run { [self] in try unpack(header, to: staging) }
        var outcome = Outcome(header: header, path: target)
        outcome.listsUntil = list?.newest
        let town = try await open(staging, header, logger: logger)
        do {
            outcome.replay = try await town.replay(list ?? ErasureList())
            try await town.noteRestore(of: header.created.iso, program: header.program)
            outcome.problems = try await town.integrityProblems()
        } catch {
            try? await town.close()
            throw error
        }
        try await town.close()
        try await OffPool.run { [self] in
            try SQLiteCopy.settle(staging)
            try Disk.sync(staging)
            try requireEmpty()
            try Disk.place(staging, at: target)
            if let list { try ErasureList.add(list.entries, to: target + ".erasures") }
        }
        return outcome
    }

    private func requireEmpty() throws {
        for path in [target, target + "-wal"] where Disk.size(path) ?? 0 > 0 { throw BackupError.targetNotEmpty(path) }
        guard !Disk.isFolder(target) else { throw BackupError.targetNotEmpty(target) }
        let folder = Disk.split(target).folder
        guard Disk.isFolder(folder) else {
            throw BackupError.cannotWrite(target, reason: "there is no folder \(folder)")
        }
    }

    /// Everyone on any of the lists; `nil` when there is none.
    private func gather() throws -> ErasureList? {
        let beside = BackupFolder.erasureLists(in: Disk.split(file).folder) + [target + ".erasures"]
        var all: [ErasureList] = []
        for path in lists {
            guard let list = try ErasureList.read(path) else {
                throw BackupError.cannotRead(path, reason: "there is no such file")
            }
            all.append(list)
        }
        all += try beside.compactMap { try ErasureList.read($0) }
        guard !all.isEmpty else { return nil }
        return all.reduce(ErasureList([], until: all.compactMap(\.newest).max())) { $0.joined(with: $1.entries) }
    }

    private func unpack(_ header: BackupHeader, to staging: String) throws {
        var reader = try BackupReader(DiskSource(file))
        let copy = try DiskTarget(staging)
        try reader.content(with: opener) { try copy.write($0) }
        try copy.finish()
        let tables = try SQLiteCopy.tables(in: staging).map { BackupHeader.Table(name: $0.name, rows: $0.rows) }
        guard tables == header.tables else { throw BackupError.damaged("the numbers of rows") }
    }

    private func open(_ staging: String, _ header: BackupHeader, logger: Logger) async throws -> Town {
        var configuration = Configuration(database: .sqlite(path: staging))
        // No part of a restore needs the key of the site; that of the target stays as it is.
        configuration.keyPath = staging + ".key"
        do {
            return try await Town(configuration, clock: clock, logger: logger, migrates: true)
        } catch let error as MigrationError {
            throw BackupError.schemaTooNew(program: header.program, reason: "\(error)")
        }
    }

    private static func clear(_ staging: String) {
        DatabaseBackup.remove(staging)
        for ending in [".key", ".lock", ".erasures", ".erasures.lock", ".backups"] { Disk.remove(staging + ending) }
    }
}
