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
        return try place.template()
    }
}
