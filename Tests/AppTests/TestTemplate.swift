import App
import Core
import Foundation
import Logging
import Storage
import TestEngines

/// An empty town with its schema, made once in a run and copied for each test.
actor TestTemplate {
    static let shared = TestTemplate()
    private var making: [TestEngine: Task<TestDatabase.Template, any Error>] = [:]

    func copy(of engine: TestEngine) async throws -> TestDatabase.Template {
        let task = making[engine] ?? Task { try await Self.make(engine) }
        making[engine] = task
        return try await task.value
    }

    private static func make(_ engine: TestEngine) async throws -> TestDatabase.Template {
        let key = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".key").path
        defer { try? FileManager.default.removeItem(atPath: key) }
        let place = try await TestDatabase(engine)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let town = try await Town(
            Configuration(database: place.address, keyPath: key), clock: FixedClock(TestSite.start), logger: logger,
            migrates: true)
        // Nobody may be connected to what is copied.
        try await town.close()
        if engine == .postgres { try await forgetSizes(in: place) }
        return try place.template()
    }

    /// Which tables were measured when the town was made hangs on how fast the server counts along. The plans of queries
    /// follow from it, so each copy begins unmeasured.
    private static func forgetSizes(in place: TestDatabase) async throws {
        let database = try place.open()
        try await database.write { db in
            try db.run(
                "UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE relnamespace = current_schema()::regnamespace")
            try db.run(
                """
                DELETE FROM pg_statistic WHERE starelid IN
                    (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
                """)
        }
        try await database.close()
    }
}
