import App
import Brokerage
import Community
import Core
import Foundation
import Logging
import Services
import Storage
import StorageSQLite

/// A site with a place for its backups beside it.
struct BackupFixture {
    let site: TestSite
    let identity = BackupIdentity.make()

    /// Always a file, also while the other tests run on a server: that has tools of its own.
    init() async throws {
        site = try await TestSite(engine: .sqlite)
        for name in ["kopie", "leeg"] {
            try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: true)
        }
    }

    func folder(_ name: String) -> String { site.folder.appendingPathComponent(name).path }

    var plan: BackupPlan {
        BackupPlan(folder: folder("kopie"), key: .recipients([identity.recipient.description]))
    }

    var backups: Backups {
        var configuration = site.town.configuration
        configuration.backup = plan
        return Backups(configuration, clock: site.clock)
    }

    func backup(_ name: String = "b") async throws -> Backups.Made {
        try await backups.make(to: folder("kopie") + "/" + name, lock: .recipients([identity.recipient]))
    }

    var target: String { folder("leeg") + "/terug.sqlite" }

    func restore(
        _ file: String, usesLists: Bool = true, lists: [String] = [], opener: BackupOpener? = nil
    ) async throws -> Restore.Outcome {
        var restore = Restore(file: file, target: target, opener: opener ?? .identity(identity))
        restore.usesLists = usesLists
        restore.lists = lists
        restore.clock = site.clock
        return try await restore.run(logger: Self.quiet)
    }

    static var quiet: Logger {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        return logger
    }

    /// The restored database, as a stranger reads it.
    func restored<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        try SQLiteFile(reading: target).read(body)
    }

    /// All rows of all tables, as text, by the name of the table.
    static func rows(_ tables: [Storage.Table], in db: any SQLConnection) throws -> [String: [String]] {
        var all: [String: [String]] = [:]
        for table in tables {
            let columns = table.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
            all[table.name] = try db.rows(SQL(stringLiteral: "SELECT \(columns) FROM \"\(table.name)\"")).map {
                "\($0.values)"
            }.sorted()
        }
        return all
    }

    /// What stands in the folder for the restored database, with the contents.
    func targetFolder() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder("leeg")) {
            found[name] = FileManager.default.contents(atPath: folder("leeg") + "/" + name)
        }
        return found
    }

    func erase(_ role: Role) async throws {
        try await PersonFile.erase(Person.Identity(site.id(role)), by: .program("test"), house: site.town.house)
    }
}
