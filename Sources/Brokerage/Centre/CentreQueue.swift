import Community
import Core
import Storage

/// What waits for a look by the centre, the oldest first.
enum CentreQueue {
    enum Kind: String, Sendable, CaseIterable {
        case organisations = "organisaties"
        case vacancies = "vacatures"
        case changedVacancies = "gewijzigde-vacatures"
        case changedOrganisations = "gewijzigde-organisaties"

        var label: Text {
            switch self {
            case .organisations: Text("Nieuwe organisaties")
            case .vacancies: Text("Nieuwe vacatures")
            case .changedVacancies: Text("Vacatures met een wijziging")
            case .changedOrganisations: Text("Organisaties met een wijziging")
            }
        }
    }

    /// Something that waits.
    struct Item: Sendable {
        let title: String
        /// Whose it is; `nil` for an organisation itself.
        let owner: String?
        let municipality: String
        let since: Moment
        let path: String
        /// The organisation must be approved first.
        let waitsForOwner: Bool
    }

    static func page(_ kind: Kind, municipalities: [String], after: String? = nil, limit: Int, in db: any SQLConnection)
        throws -> Page<Item>
    {
        switch kind {
        case .organisations:
            try OrganisationQueue.list(municipalities: municipalities, after: after, limit: limit, in: db).map(item)
        case .changedOrganisations:
            try OrganisationQueue.changed(municipalities: municipalities, after: after, limit: limit, in: db).map(item)
        case .vacancies, .changedVacancies:
            try vacancies(condition(kind, in: municipalities), after: after, limit: limit, in: db)
        }
    }

    static func count(_ kind: Kind, municipalities: [String], in db: any SQLConnection) throws -> Int {
        switch kind {
        case .organisations: try OrganisationQueue.count(municipalities: municipalities, in: db)
        case .changedOrganisations: try OrganisationQueue.countChanged(municipalities: municipalities, in: db)
        case .vacancies, .changedVacancies:
            try db.count(
                """
                SELECT COUNT(*) FROM vacancy v WHERE v.is_template = \(false)
                AND \(condition(kind, in: municipalities))
                """)
        }
    }

    /// What has waited longest, but for the page at `path`.
    static func next(municipalities: [String], except path: String, in db: any SQLConnection) throws -> Item? {
        try Kind.allCases.flatMap { try page($0, municipalities: municipalities, limit: 2, in: db).items }
            .filter { $0.path != path && !$0.waitsForOwner }.min { $0.since < $1.since }
    }

    private static func item(_ organisation: Organisation) -> Item {
        Item(
            title: organisation.name, owner: nil, municipality: organisation.municipality,
            since: organisation.submittedAt ?? organisation.createdAt,
            path: "/centrale/organisaties/\(organisation.number)",
            waitsForOwner: false)
    }

    /// As `Vacancy.hasUnseenChanges` says it. Nearly every vacancy is online and few changed, and few wait: what would
    /// lead past them all stands where no index answers to it, so that the index of those few is used.
    private static func condition(_ kind: Kind, in municipalities: [String]) -> SQL {
        kind == .vacancies
            ? """
            COALESCE(v.municipality_code, '') IN (\(list: municipalities))
            AND v.state = \(Vacancy.State.submitted)
            """
            : """
            v.municipality_code IN (\(list: municipalities))
            AND COALESCE(v.state, '') IN (\(Vacancy.State.online), \(Vacancy.State.paused))
            AND v.submitted_at > v.published_at
            """
    }

    private static func vacancies(
        _ condition: SQL, after: String?, limit: Int, in db: any SQLConnection
    ) throws -> Page<Item> {
        var conditions: [SQL] = ["v.is_template = \(false)", condition]
        if let key = after.flatMap(PageKey.init) {
            conditions.append("(v.submitted_at, v.id) > (\(key.moment), \(key.id))")
        }
        let rows = try db.rows(
            """
            SELECT v.id, v.number, v.title, v.municipality_code, v.submitted_at, o.name AS owner, o.state AS owner_state
            FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            WHERE \(SQL.all(conditions)) ORDER BY v.submitted_at, v.id LIMIT \(limit + 1)
            """)
        let items = try rows.map { row in
            let since: Moment = try row("submitted_at")
            let item = try Item(
                title: row("title"), owner: row("owner"), municipality: row("municipality_code"), since: since,
                path: "/centrale/vacatures/\(row("number", as: Int.self))",
                waitsForOwner: row("owner_state", as: Organisation.State.self) != .approved)
            return (item: item, key: since.iso + "_" + (try row("id", as: String.self)))
        }
        let page = Page(fetched: items, limit: limit, key: \.key)
        return page.map(\.item)
    }
}
