import Core
import Foundation
import Services
import Storage
import TestEngines

/// A database with the tables of the services, for one test.
final class Desk: Sendable {
    let database: any Database
    private let place: TestDatabase
    static let start = Moment(iso: "2026-11-23T09:00:00.000Z") ?? Moment(seconds: 0)

    static let migrations = [
        Tokens.migration, Audit.migration, Outbox.migration, Jobs.migration, Outbox.secretMigration, CaseSeal.migration,
        Outbox.caseMigration,
    ]

    init(migrations: [Migration] = Desk.migrations) async throws {
        place = try await TestDatabase()
        database = try place.open()
        _ = try await database.migrate(migrations, now: Self.start)
    }
}
