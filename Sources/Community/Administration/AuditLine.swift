import Core
import Storage

/// One event of the audit log as an administrator reads it.
struct AuditLine: Sendable {
    let seq: Int
    let at: Moment
    let actor: String
    /// The name that belongs to the actor now; nothing for programs, visitors and people who were erased.
    let actorName: String?
    let action: String
    let object: String
    let objectID: String
    let municipality: String
    let origin: String
    let result: String
    let details: String
    let hash: String

    init(row: Row) throws {
        seq = try row("seq")
        at = try row("at")
        actor = try row("actor")
        actorName = try row("actor_name")
        action = try row("action")
        object = try row("object")
        objectID = try row("object_id")
        municipality = try row("municipality")
        origin = try row("origin")
        result = try row("result")
        details = try row("details")
        hash = try row("hash")
    }

    struct Filter: Sendable {
        var object: String?
        var actor: String?
        /// Only events before this number.
        var before: Int?
    }

    static let pageSize = 50
    /// Without a filter at most this many events are looked through for one page, whatever share of them may be seen.
    private static let window = 20_000

    /// The newest events first. `next` is the number to go on before.
    static func list(_ filter: Filter, scope: AdministrationScope, in db: any SQLConnection) throws -> Page<AuditLine> {
        let top = try filter.before ?? (db.count("SELECT COALESCE(MAX(seq), 0) FROM audit_event") + 1)
        let isFiltered = filter.object != nil || filter.actor != nil
        let bottom = isFiltered ? 0 : max(0, top - window)
        var conditions: [SQL] = ["a.seq < \(top)", "a.seq >= \(bottom)"]
        if let object = filter.object { conditions.append("a.object_id = \(object)") }
        if let actor = filter.actor { conditions.append("a.actor = \(actor)") }
        let found = try rows(.all(conditions), scope: scope, newestFirst: true, limit: pageSize + 1, in: db)
        if found.count > pageSize { return Page(fetched: found, limit: pageSize) { String($0.seq) } }
        return Page(items: found, next: bottom > 1 ? String(bottom) : nil)
    }

    /// Events from number `from` on, in their order, for a file.
    static func run(from: Int, limit: Int, scope: AdministrationScope, in db: any SQLConnection) throws -> [AuditLine] {
        try rows("a.seq >= \(from)", scope: scope, newestFirst: false, limit: limit, in: db)
    }

    private static func rows(
        _ condition: SQL, scope: AdministrationScope, newestFirst: Bool, limit: Int, in db: any SQLConnection
    ) throws -> [AuditLine] {
        let places = scope.codes + (scope.runsHouse ? [""] : [])
        let order: SQL = newestFirst ? "a.seq DESC" : "a.seq"
        return try db.rows(
            """
            SELECT a.*, p.name AS actor_name FROM audit_event a LEFT JOIN person p ON p.id = a.actor
            WHERE \(condition) AND a.municipality IN (\(list: places)) ORDER BY \(order) LIMIT \(limit)
            """
        ).map(AuditLine.init(row:))
    }
}
