import Core
import Foundation
import Services
import Storage
import StorageSQLite

/// A database with the tables of the services, for one test.
final class Desk: Sendable {
    let database: any Database
    private let folder: URL
    static let start = Moment(iso: "2026-11-23T09:00:00.000Z") ?? Moment(seconds: 0)

    static let migrations = [
        Tokens.migration, Audit.migration, Outbox.migration, Jobs.migration, Outbox.secretMigration,
    ]

    init(migrations: [Migration] = Desk.migrations) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-services-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try SQLiteDatabase(path: folder.appendingPathComponent("x.sqlite").path)
        _ = try await database.migrate(migrations, now: Self.start)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
