package import Core
import Foundation
package import Services
import Storage
import StorageSQLite

/// Makes the backups of one installation. Works beside a running site: it only reads the database.
package struct Backups: Sendable {
    let configuration: Configuration
    let clock: any WallClock

    package init(_ configuration: Configuration, clock: any WallClock = SystemClock()) {
        self.configuration = configuration
        self.clock = clock
    }

    package struct Made: Sendable {
        package let path: String
        package let header: BackupHeader
        package let bytes: Int
        package let milliseconds: Int
        /// The list of erased people that goes with it.
        package let erasures: String
    }

    /// Where a backup goes: a folder gives it a name with the time.
    package func path(for target: String) throws -> String {
        guard target.hasSuffix("/") || Disk.isFolder(target) else { return target }
        return BackupFolder(target, database: try configuration.databaseFile()).path(clock.now)
    }

    /// Copies the database as it is now into one locked file, with the list of erased people beside it, and remembers
    /// how it went.
    ///
    /// - Throws: `BackupError`, `StorageError`. Nothing stands at `path` then.
    package func make(to path: String, lock: BackupLock) async throws -> Made {
        let database = try configuration.databaseFile()
        let now = clock.now
        do {
            let made = try await OffPool.run {
                try DatabaseBackup(database: database, now: now).make(to: path, lock: lock)
            }
            try await remember(.init(at: now, file: path, bytes: made.bytes, milliseconds: made.milliseconds))
            return made
        } catch {
            try? await remember(.init(at: now, file: nil, problem: "\(error)"))
            throw error
        }
    }

    /// Copies the key of the site into a locked file. It belongs elsewhere than the backups of the data: with both in
    /// one place, whoever takes them has all.
    package func makeKeys(to path: String, lock: BackupLock) async throws {
        let now = clock.now
        let keyPath = configuration.keyPath
        let record = BackupRecord.path(for: configuration.besideData)
        try await OffPool.run {
            // Made nowhere but at a first start: a fresh key is no key of this site.
            guard Disk.exists(keyPath) else { throw BackupError.cannotRead(keyPath, reason: "there is no such file") }
            let key = try SiteKey.load(path: keyPath)
            let header = BackupHeader(content: .keys, created: now, program: Program.version)
            let writer = try BackupWriter(to: path, header: header, lock: lock)
            try writer.write(key)
            try writer.finish()
            var memory = BackupRecord.read(record)
            memory.keys = now
            try memory.write(to: record)
        }
    }

    /// The backup of the plan: made, and older ones removed by its rule.
    @discardableResult
    package func runPlan(_ plan: BackupPlan) async throws -> Made {
        let lock: BackupLock
        do {
            lock = try plan.lock()
        } catch {
            try? await remember(.init(at: clock.now, file: nil, problem: "\(error)"))
            throw error
        }
        let folder = BackupFolder(plan.folder, database: try configuration.databaseFile())
        let made = try await make(to: folder.path(clock.now), lock: lock)
        _ = try await OffPool.run { try folder.prune(plan.keep) }
        return made
    }

    /// How the backups are doing now.
    package func status() async throws -> BackupStatus {
        let (plan, data, now) = (configuration.backup, configuration.besideData, clock.now)
        return await OffPool.run { BackupStatus(plan: plan, database: data, now: now) }
    }

    private func remember(_ attempt: BackupRecord.Attempt) async throws {
        let path = BackupRecord.path(for: configuration.besideData)
        try await OffPool.run {
            var record = BackupRecord.read(path)
            record.note(attempt)
            try record.write(to: path)
        }
    }
}
