import Community
import Core
import Storage
import Web

/// All organisations of the centre's municipalities, by name.
struct OrganisationList: Sendable {
    struct Item: Sendable {
        let id: Organisation.Identity
        let number: Int
        let name: String
        let state: Organisation.State
        let contact: String
        let phone: String?
        let openVacancies: Int
        let overdue: Int
    }

    /// What the list is cut down to.
    struct Filter: Sendable {
        var words: String?
        var state: Organisation.State?
        /// Only those with a low answer score.
        var isSlow = false
        var after: String?

        init(_ query: Query) {
            words = query.text("zoek")
            state = query.text("stand").flatMap(Organisation.State.init(rawValue:))
            isSlow = query.text("score") == "laag"
            after = query.text("na")
        }

        var isEmpty: Bool { words == nil && state == nil && !isSlow }
    }

    /// - Parameter slow: the organisations with a low answer score, for that filter.
    static func page(
        _ filter: Filter, municipalities: [String], slow: Set<Organisation.Identity>, now: Moment, limit: Int,
        in db: any SQLConnection
    ) throws -> Page<Item> {
        var conditions: [SQL] = ["municipality_code IN (\(list: municipalities))"]
        if let state = filter.state { conditions.append("state = \(state)") }
        if filter.isSlow { conditions.append("id IN (\(list: slow.sorted()))") }
        if let words = filter.words {
            conditions.append("sort_key LIKE \("%" + TextFolding.sortKey(String(words.prefix(100))) + "%")")
        }
        let key =
            filter.after?.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) ?? []
        if key.count == 2 { conditions.append("(sort_key, id) > (\(key[1]), \(key[0]))") }
        let rows = try db.rows(
            """
            SELECT id, number, name, sort_key, state, contact, phone FROM organisation
            WHERE \(SQL.all(conditions)) ORDER BY sort_key, id LIMIT \(limit + 1)
            """)
        let ids: [Organisation.Identity] = try rows.map { try $0("id") }
        let open = try openVacancies(ids, in: db)
        let overdue = try overdue(ids, now: now, in: db)
        let items = try rows.map { row in
            let id: Organisation.Identity = try row("id")
            let item = try Item(
                id: id, number: row("number"), name: row("name"), state: row("state"), contact: row("contact"),
                phone: row("phone"), openVacancies: open[id] ?? 0, overdue: overdue[id] ?? 0)
            return (item: item, key: id.text + "~" + (try row("sort_key", as: String.self)))
        }
        return Page(fetched: items, limit: limit, key: \.key).map(\.item)
    }

    private static func openVacancies(_ ids: [Organisation.Identity], in db: any SQLConnection) throws
        -> [Organisation.Identity: Int]
    {
        try counts(
            """
            SELECT organisation_id, COUNT(*) AS amount FROM vacancy WHERE organisation_id IN (\(list: ids))
            AND state = \(Vacancy.State.online) AND is_template = \(false) GROUP BY organisation_id
            """, in: db)
    }

    /// How many people wait longer than a week for each of these organisations.
    static func overdue(_ ids: [Organisation.Identity], now: Moment, in db: any SQLConnection) throws
        -> [Organisation.Identity: Int]
    {
        try counts(
            """
            SELECT a.organisation_id, COUNT(*) AS amount FROM application a WHERE a.organisation_id IN (\(list: ids))
            AND \(Overdue.condition(since: now - .days(Overdue.chaseDays))) GROUP BY a.organisation_id
            """, in: db)
    }

    private static func counts(_ query: SQL, in db: any SQLConnection) throws -> [Organisation.Identity: Int] {
        var counts: [Organisation.Identity: Int] = [:]
        for row in try db.rows(query) { counts[try row("organisation_id")] = try row("amount") }
        return counts
    }
}
