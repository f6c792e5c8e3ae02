import Core
import Services
import Storage
import TestEngines
import Testing

/// No page may read a big table from beginning to end: what grows with the years is found by an index.
struct QueryPlanTests {
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

    /// Statistics of a sample say of each index another size of the table.
    @Test(.enabled(if: TestEngine.chosen == .sqlite))
    func `the last line of the log is not looked for in all of it`() async throws {
        let site = try await TestSite()
        site.database.statements.start()
        try await site.write { db in _ = try Audit.head(in: db) }
        let asked = site.database.statements.stop().filter { $0.contains("FROM audit_event") }
        try #require(!asked.isEmpty)
        try await site.write { db in
            try db.run("ANALYZE")
            // As in a town of 100,000, and further apart.
            for others in ["3200 4 1", "100 4 1"] {
                try db.run("DELETE FROM sqlite_stat1 WHERE tbl = 'audit_event'")
                for (index, sizes) in [
                    ("audit_actor", "8835 1001 1"), ("audit_object", others),
                    ("sqlite_autoindex_audit_event_1", "8426 1"),
                ] {
                    try db.run("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('audit_event', \(index), \(sizes))")
                }
                try db.run("ANALYZE sqlite_schema")
                for statement in asked + ["SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"] {
                    let plan = try QueryPlan(statement, in: db)
                    let readsAll = plan.steps.contains { $0.contains("audit_object") }
                    #expect(readsAll == !asked.contains(statement), "\(plan.steps)")
                }
            }
        }
    }

    @Test func `no page of the fieldwork of a survey scans addresses, contacts or answers`() async throws {
        let rig = try await RespondRig(mode: .linked, addresses: 5, strata: ["Noord", "Zuid"], open: true)
        let site = rig.site
        await rig.answer(0)
        await rig.page(rig.path(1), "B1", [("V01", "2")])
        let base = "/enquetes/\(rig.number)"
        let paths: [(String, Role)] = [
            (base, .researcher), (base + "/opzet", .researcher), (base + "/adressen", .researcher),
            (base + "/adressen?zoek=adres&uitkomst=3.19&groep=Noord", .researcher), (base + "/adressen/2", .researcher),
            (base + "/veldwerk", .researcher), (base + "/veldwerk/bellen/3", .broker), (base + "/respons", .researcher),
            (base + "/resultaten", .researcher), ("/vandaag", .researcher), (rig.path(2), .anonymous),
            (rig.path(1, "/pagina/B2"), .anonymous), (rig.path(2, "/niet-meedoen"), .anonymous),
        ]
        site.database.statements.start()
        for (path, role) in paths { #expect(await site.get(path, as: role).status < 400, "\(path)") }
        await rig.page(rig.path(1), "B2", [("V03", "1"), ("V04", "4")])
        let statements = site.database.statements.stop().filter { statement in
            ["SELECT", "WITH", "UPDATE", "DELETE"].contains { statement.hasPrefix($0) }
        }
        #expect(statements.count > 30)
        let big: Set = [
            "survey_address", "survey_contact", "survey_response", "survey_call", "survey_box", "survey_draft",
        ]
        for statement in statements {
            let plan = try await site.write { db in try QueryPlan(statement, in: db) }
            #expect(plan.scanned.filter(big.contains).isEmpty, "\(statement)\n\(plan.steps.joined(separator: "\n"))")
        }
    }
}
