import Community
import Core
import Storage
import Web

/// What an organisation chose to see in its list of applications; all of it stands in the address.
struct InboxFilter: Sendable {
    /// The state, or everything that still waits for something.
    enum Status: Sendable, Hashable {
        case open
        case one(VacancyApplication.State)

        static let all: [Status] =
            [.open] + [.received, .talking, .waiting, .placed, .declined, .withdrawn].map { .one($0) }

        init?(_ text: String) {
            guard let found = Self.all.first(where: { $0.code == text }) else { return nil }
            self = found
        }

        var code: String {
            switch self {
            case .open: "open"
            case .one(let state): state.rawValue
            }
        }

        var label: Text {
            switch self {
            case .open: Text("Alles wat nog loopt")
            case .one(let state): state.label
            }
        }

        var states: [VacancyApplication.State] {
            switch self {
            case .open: VacancyApplication.State.open
            case .one(let state): [state]
            }
        }
    }

    var status: Status = .open
    /// The number of a vacancy.
    var vacancy: Int?
    var name: String?
    /// The key of the page before.
    var after: String?

    init(_ query: Query) {
        status = query.text("status").flatMap(Status.init) ?? .open
        vacancy = query.int("vacature")
        name = query.text("zoek").map { String($0.prefix(100)) }
        after = query.text("na")
    }

    /// The choices as a query, without the page within the list.
    var query: Query {
        var query = Query()
        if status != .open { query.append("status", status.code) }
        if let vacancy { query.append("vacature", String(vacancy)) }
        if let name { query.append("zoek", name) }
        return query
    }
}

/// One row of an organisation's list.
struct InboxRow: Sendable {
    let application: VacancyApplication
    let vacancyTitle: String
    /// Who wrote last in the thread; nobody when there is only the application itself.
    let lastAuthor: ApplicationMessage.Author?

    /// Whether the next word is the organisation's.
    var waitsForAnswer: Bool {
        (application.state == .received && application.answeredAt == nil)
            || (application.hearsOrganisation && lastAuthor == .applicant)
    }
}

enum Inbox {
    static let pageSize = 50

    /// The applications to an organisation, the oldest first.
    static func list(_ filter: InboxFilter, of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> Page<InboxRow>
    {
        var conditions: [SQL] = [
            "a.organisation_id = \(organisation)", "a.state IN (\(list: filter.status.states))", "a.erased_at IS NULL",
        ]
        if let vacancy = filter.vacancy { conditions.append("v.number = \(vacancy)") }
        if let name = filter.name { conditions.append("LOWER(a.name) LIKE \(pattern(name)) ESCAPE '!'") }
        if let key = filter.after.flatMap(PageKey.init) {
            conditions.append("(a.confirmed_at, a.id) > (\(key.moment), \(key.id))")
        }
        let rows = try db.rows(
            """
            SELECT a.*, v.title AS vacancy_title,
                (SELECT m.author FROM application_message m WHERE m.application_id = a.id
                 ORDER BY m.created_at DESC, m.id DESC LIMIT 1) AS last_author
            FROM application a JOIN vacancy v ON v.id = a.vacancy_id
            WHERE \(SQL.all(conditions)) ORDER BY a.confirmed_at, a.id LIMIT \(pageSize + 1)
            """
        ).map {
            try InboxRow(application: .init(row: $0), vacancyTitle: $0("vacancy_title"), lastAuthor: $0("last_author"))
        }
        return Page(fetched: rows, limit: pageSize) { row in
            (row.application.confirmedAt ?? row.application.createdAt).iso + "_" + row.application.id.text
        }
    }

    /// What people type, as a pattern in which nothing of theirs has a meaning.
    private static func pattern(_ name: String) -> String {
        let plain = name.lowercased().replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
        return "%" + plain + "%"
    }

    /// The vacancies to choose from, newest first.
    static func vacancies(of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> [(number: Int, title: String)]
    {
        try db.rows(
            """
            SELECT number, title FROM vacancy WHERE organisation_id = \(organisation) AND is_template = \(false)
            ORDER BY created_at DESC, number DESC LIMIT 200
            """
        ).map { (try $0("number"), try $0("title")) }
    }
}
