import Core
import Storage
import Testing

/// No page may read a big table from beginning to end: what grows with the years is found by an index.
@Suite struct QueryPlanTests {
    static let big = [
        "application", "application_message", "audit_event", "mail", "person", "session", "token", "vacancy",
    ]

    @Test func `a scan of a big table is noticed`() async throws {
        let site = try await TestSite()
        let plan: @Sendable (String) async throws -> [String] = { statement in
            try await site.write { db in try QueryPlan(statement, in: db).scanned }
        }
        #expect(try await plan("SELECT * FROM application WHERE message = $1") == ["application"])
        #expect(
            try await plan("SELECT COUNT(*) FROM application a WHERE a.message = $1 AND a.state <> $2") == [
                "application"
            ])
        #expect(try await plan("SELECT * FROM application WHERE vacancy_id = $1").isEmpty)
        #expect(try await plan("SELECT * FROM vacancy WHERE state = $1 ORDER BY published_at, id LIMIT $2").isEmpty)
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
            let plan = try await site.write { db in try QueryPlan(statement, in: db) }
            let scanned = plan.scanned.filter(Self.big.contains)
            #expect(scanned.isEmpty, "\(statement)\n\(plan.steps.joined(separator: "\n"))")
        }
    }
}
