package import Foundation
package import Storage
import StorageSQLite

#if Postgres
    package import StoragePostgres
#endif

/// An engine to test on. PostgreSQL is there when `INZET_TEST_POSTGRES` is the connection string of a server on which
/// databases may be made; `scripts/postgres.sh run` starts one.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite, postgres

    package static var server: String? { ProcessInfo.processInfo.environment["INZET_TEST_POSTGRES"] }

    /// All there are: for tests of the engines themselves.
    package static var available: [TestEngine] { server == nil ? [.sqlite] : [.sqlite, .postgres] }

    /// The one that tests of the site run on.
    package static var chosen: TestEngine { server == nil ? .sqlite : .postgres }
}

/// What a test asks for that is not there.
package struct MissingEngine: Error {
    package init() {}
}

/// An empty database of one test; it goes when the test lets go of it.
package final class TestDatabase: Sendable {
    package let engine: TestEngine
    package let address: DatabaseAddress
    private let folder: URL?
    private let name: String?

    /// What new databases begin as.
    package enum Template: Sendable {
        case bytes(Data)
        /// A database on the server, which stays as long as somebody holds this.
        case database(TestDatabase, name: String)
    }

    /// - Parameters:
    ///   - folder: where a file of SQLite comes, as `test.sqlite`; a temporary one when left out.
    ///   - template: what it begins as; empty when left out.
    package init(_ engine: TestEngine = .chosen, folder place: URL? = nil, template: Template? = nil) async throws {
        self.engine = engine
        switch engine {
        case .sqlite:
            let folder =
                place
                ?? FileManager.default.temporaryDirectory.appendingPathComponent("inzet-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            self.folder = folder
            name = nil
            let file = folder.appendingPathComponent("test.sqlite")
            if case .bytes(let bytes) = template { try bytes.write(to: file) }
            address = .sqlite(path: file.path)
        case .postgres:
            await Permits.shared.take()
            let name = Self.freshName()
            let original: String? = if case .database(_, let known) = template { known } else { nil }
            do {
                address = .postgres(try await Self.create(name, template: original))
            } catch {
                Permits.shared.giveBack()
                throw error
            }
            self.name = name
            folder = nil
        }
    }

    deinit {
        if let folder { try? FileManager.default.removeItem(at: folder) }
        if let name { Self.drop(name) }
    }

    /// This database as the beginning of others. Nobody may have it open.
    package func template() throws -> Template {
        switch address {
        case .sqlite(let path): .bytes(try Data(contentsOf: URL(fileURLWithPath: path)))
        case .postgres: .database(self, name: name ?? "")
        }
    }

    package func open() throws -> any Database {
        switch address {
        case .sqlite(let path): return try SQLiteDatabase(path: path)
        case .postgres(let conninfo): return try Self.openPostgres(conninfo)
        }
    }

    package static func freshName() -> String {
        "inzet_test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
    }
}

#if Postgres
    extension TestDatabase {
        /// The server, for tests that break lines or make databases of their own.
        package static func server() throws -> PostgresServer {
            guard let server = TestEngine.server else { throw MissingEngine() }
            return try PostgresServer(server)
        }

        package static func openPostgres(_ conninfo: String) throws -> any Database {
            var settings = PostgresSettings()
            // A thousand tests share two cores: being slow is no fault there.
            settings.patience = 60
            settings.commitSeconds = 60
            settings.statementSeconds = 120
            return try PostgresDatabase(conninfo: conninfo, settings: settings)
        }

        /// Makes a database and gives its connection string.
        package static func create(_ name: String, template: String?) async throws -> String {
            let server = try server()
            try await Blocking.run { try server.create(name, template: template ?? "template0") }
            return server.conninfo(database: name)
        }

        private static func drop(_ name: String) {
            Task.detached {
                if let server = try? server() { try? await Blocking.run { try server.drop(name) } }
                Permits.shared.giveBack()
            }
        }
    }
#else
    extension TestDatabase {
        private static func openPostgres(_ conninfo: String) throws -> any Database { throw MissingEngine() }
        private static func create(_ name: String, template: String?) async throws -> String { throw MissingEngine() }
        private static func drop(_ name: String) {}
    }
#endif
