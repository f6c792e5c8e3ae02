import Core
import Services
import Storage
import Web

/// Background work that failed for good, and how much still waits.
struct JobDesk: Sendable {
    struct Line: Sendable {
        let id: String
        let kind: String
        let tries: Int
        let createdAt: Moment
        let lastError: String?

        init(row: Row) throws {
            id = try row("id")
            kind = try row("kind")
            tries = try row("tries")
            createdAt = try row("created_at")
            lastError = try row("last_error")
        }
    }

    static let pageSize = 50

    /// Failed work, the last first, from before `before` (an id) on.
    static func dead(before: String?, in db: any SQLConnection) throws -> Page<Line> {
        var conditions: [SQL] = ["state = \(Jobs.State.dead)"]
        if let before, let row = try db.first("SELECT run_at FROM job WHERE id = \(before)") {
            conditions.append("(run_at, id) < (\(try row("run_at", as: Moment.self)), \(before))")
        }
        let found = try db.rows(
            """
            SELECT id, kind, tries, created_at, last_error FROM job WHERE \(.all(conditions))
            ORDER BY run_at DESC, id DESC LIMIT \(pageSize + 1)
            """
        ).map(Line.init(row:))
        return Page(fetched: found, limit: pageSize) { $0.id }
    }

    static func retry(_ id: String, visit: Visit, house: House) async throws {
        try await change(id, "taak-opnieuw", visit: visit, house: house) { db in
            try db.run(
                """
                UPDATE job SET state = \(Jobs.State.waiting), tries = 0, run_at = \(visit.now)
                WHERE id = \(id) AND state = \(Jobs.State.dead)
                """)
        }
    }

    static func drop(_ id: String, visit: Visit, house: House) async throws {
        try await change(id, "taak-weggegooid", visit: visit, house: house) { db in
            try db.run("DELETE FROM job WHERE id = \(id) AND state = \(Jobs.State.dead)")
        }
    }

    private static func change(
        _ id: String, _ action: String, visit: Visit, house: House,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Int
    ) async throws {
        try await house.database.write { db in
            try AdministrationScope(visit, in: db).requireHouse()
            guard try body(db) == 1 else { throw WebError.notFound }
            try house.record(Audit.Event(action, "taak", id), by: visit, in: db)
        }
    }

    static func page(_ dead: Page<Line>, waiting: Int, visit: Visit) -> Reply {
        let t = visit.t
        let next = dead.next.map { Query([("voor", $0)]).url("/beheer/taken") }
        let table = Table(
            t("Taken die mislukten"),
            [
                .init(t("Taak")), .init(t("Gevraagd")), .init(t("Pogingen"), number: true), .init(t("Reden")),
                .init(t("Wat nu")),
            ],
            rows: dead.items.map { line in
                [
                    "\(line.kind)", "\(t.dateTime(line.createdAt))", "\(line.tries)",
                    "\(line.lastError ?? t("onbekend"))",
                    """
                    <div class="row">\(visit.buttonForm(action: "/beheer/taken/\(line.id)/opnieuw", label: t("Probeer opnieuw")))\
                    \(visit.buttonForm(action: "/beheer/taken/\(line.id)/weg", label: t("Gooi weg")))</div>
                    """,
                ]
            })
        let list: HTML =
            dead.items.isEmpty
            ? Part.empty(t("Alles loopt"), t("Er zijn geen taken die mislukten."))
            : table.markup + Part.more(t("Oudere taken"), next)
        return AdministrationNav.page(
            visit, .jobs, title: t("Achtergrondwerk"),
            intro: t.plural(waiting, "1 taak wacht op zijn beurt.", "\(waiting) taken wachten op hun beurt."), list)
    }
}
