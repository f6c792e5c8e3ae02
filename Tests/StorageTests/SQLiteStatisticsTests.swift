import Foundation
import Storage
import Testing

@testable import StorageSQLite

/// What the engine knows of the sizes of tables reaches every connection, also those that were open before.
struct SQLiteStatisticsTests {
    @Test func `a connection that opened on an empty table plans for the full one after maintenance`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-sizes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appendingPathComponent("x.sqlite").path)
        try await database.write { db in
            try db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, same BIGINT, own BIGINT, words TEXT)")
            try db.run("CREATE INDEX t_own ON t (own)")
            try db.run("CREATE INDEX t_same ON t (same)")
        }
        @Sendable func plan() async throws -> String {
            try await database.read { db in
                try db.rows("EXPLAIN QUERY PLAN SELECT words FROM t WHERE same = \(1) AND own = \(5)").map {
                    try $0("detail", as: String.self)
                }.joined()
            }
        }
        // Nobody knows yet that all have the same.
        #expect(try await plan().contains("t_same"))
        try await database.write { db in
            for number in 0..<500 { try db.run("INSERT INTO t (same, own, words) VALUES (1, \(number), 'x')") }
        }
        try await database.maintain()
        #expect(try await plan().contains("t_own"))
        try await database.close()
    }
}
