import App
import Core
import Foundation
import Logging
import Storage
import TestEngines

/// An empty town on PostgreSQL with its schema, made once and copied for each test.
actor TestTemplate {
    static let shared = TestTemplate()
    private var making: Task<String, any Error>?

    func name() async throws -> String {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> String {
        let name = TestDatabase.freshName()
        let key = FileManager.default.temporaryDirectory.appendingPathComponent(name + ".key").path
        defer { try? FileManager.default.removeItem(atPath: key) }
        let address = DatabaseAddress.postgres(try await TestDatabase.create(name, template: nil))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let town = try await Town(
            Configuration(database: address, keyPath: key), clock: FixedClock(TestSite.start), logger: logger,
            migrates: true)
        // Nobody may be connected to what is copied.
        try await town.close()
        return name
    }
}
