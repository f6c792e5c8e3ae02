import Core
import Storage
import Testing

/// No page may read a big table from beginning to end: what grows with the years is found by an index.
@Suite struct QueryPlanTests {
    static let big = [
        "application", "application_message", "audit_event", "mail", "person", "session", "token", "vacancy",
    ]

    /// The tables a statement would scan, by SQLite's own plan.
    static func scans(_ plan: [String]) -> [String] {
        plan.compactMap { step in
            let words = step.split(separator: " ").map(String.init)
            guard words.first == "SCAN", words.count > 1, !step.contains("USING") else { return nil }
            return words[1]
        }
    }

    @Test func `a scan of a big table is noticed`() async throws {
        let site = try await TestSite()
        let plan = try await site.read { db in
            try db.rows("EXPLAIN QUERY PLAN SELECT * FROM application WHERE message = 'x'").map {
                try $0("detail", as: String.self)
            }
        }
        #expect(Self.scans(plan) == ["application"])
        let indexed = try await site.read { db in
            try db.rows("EXPLAIN QUERY PLAN SELECT * FROM application WHERE vacancy_id = 'x'").map {
                try $0("detail", as: String.self)
            }
        }
        #expect(Self.scans(indexed).isEmpty)
    }

    @Test func `no page scans a big table`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        let paths: [(String, Role)] = [
            ("/", .anonymous), ("/vacatures", .anonymous), ("/vacatures?q=taal&plaats=9901", .anonymous),
            ("/vacatures/1", .anonymous),
            ("/organisaties", .anonymous), ("/organisaties/1", .anonymous), ("/cijfers", .anonymous),
            ("/mijn", .resident),
            ("/mijn/reacties", .resident), ("/mijn/zoekopdrachten", .resident), ("/vandaag", .manager),
            ("/vandaag", .broker),
            ("/vandaag", .administrator), ("/organisatie/1", .manager), ("/organisatie/1/vacatures", .manager),
            ("/organisatie/1/reacties", .manager), ("/centrale", .broker), ("/centrale/reacties", .broker),
            ("/centrale/organisaties", .broker), ("/centrale/cijfers", .broker), ("/beheer", .administrator),
        ]
        site.database.statements.start()
        for (path, role) in paths {
            let reply = await site.get(path, as: role)
            #expect(reply.status == 200, "\(path)")
        }
        let statements = site.database.statements.stop().filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") }
        #expect(statements.count > 30)
        for statement in statements {
            let plan = try await site.read { db in
                try db.rows(SQL(stringLiteral: "EXPLAIN QUERY PLAN " + statement.replacing(/\$\d+/, with: "1"))).map {
                    try $0("detail", as: String.self)
                }
            }
            let scanned = Self.scans(plan).filter {
                Self.big.contains($0) || ["a", "v", "m", "p"].contains($0) && statement.contains("application \($0)")
            }
            #expect(scanned.isEmpty, "\(statement)\n\(plan)")
        }
    }
}
