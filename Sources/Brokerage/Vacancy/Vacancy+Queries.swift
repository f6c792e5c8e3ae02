package import Community
package import Core
import Services
package import Storage

extension Vacancy {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Vacancy? {
        try db.first("SELECT * FROM vacancy WHERE id = \(id)").map(Vacancy.init(row:))
    }

    package static func find(number: Int, in db: any SQLConnection) throws -> Vacancy? {
        try db.first("SELECT * FROM vacancy WHERE number = \(number)").map(Vacancy.init(row:))
    }

    /// Only when it belongs to this organisation.
    package static func find(number: Int, of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> Vacancy?
    {
        try db.first("SELECT * FROM vacancy WHERE number = \(number) AND organisation_id = \(organisation)")
            .map(Vacancy.init(row:))
    }

    /// Only when one of these municipalities' centres looks after it.
    package static func find(number: Int, in municipalities: [String], in db: any SQLConnection) throws -> Vacancy? {
        try db.first(
            """
            SELECT * FROM vacancy WHERE number = \(number) AND municipality_code IN (\(list: municipalities))
            AND is_template = \(false)
            """
        ).map(Vacancy.init(row:))
    }

    /// These vacancies in the order of `ids`; what does not exist is left out.
    package static func find(_ ids: [Identity], in db: any SQLConnection) throws -> [Vacancy] {
        if ids.isEmpty { return [] }
        let found = try db.rows("SELECT * FROM vacancy WHERE id IN (\(list: ids))").map(Vacancy.init(row:))
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { byID[$0] }
    }

    /// The newest vacancies on line in the same municipality and sector, at most four.
    static func newest(like vacancy: Vacancy, in db: any SQLConnection) throws -> [Vacancy] {
        try db.rows(
            """
            SELECT * FROM vacancy WHERE state = \(State.online) AND municipality_code = \(vacancy.municipality)
            AND sector = \(vacancy.sector) AND id <> \(vacancy.id) ORDER BY published_at DESC, id DESC LIMIT 4
            """
        ).map(Vacancy.init(row:))
    }

    /// An organisation's vacancies in one state, newest first.
    ///
    /// - Parameter after: the `next` of the page before.
    package static func list(
        of organisation: Organisation.Identity, state: State, after: String? = nil, limit: Int = 50,
        in db: any SQLConnection
    ) throws -> Page<Vacancy> {
        var conditions: [SQL] = [
            "organisation_id = \(organisation)", "state = \(state)", "is_template = \(false)",
        ]
        if let key = after.flatMap(PageKey.init) { conditions.append("(created_at, id) < (\(key.moment), \(key.id))") }
        let rows = try db.rows(
            """
            SELECT * FROM vacancy WHERE \(SQL.all(conditions)) ORDER BY created_at DESC, id DESC LIMIT \(limit + 1)
            """)
        return Page(fetched: try rows.map(Vacancy.init(row:)), limit: limit) { $0.createdAt.iso + "_" + $0.id.text }
    }

    /// An organisation's templates, newest first, at most fifty.
    package static func templates(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [Vacancy]
    {
        try db.rows(
            """
            SELECT * FROM vacancy WHERE organisation_id = \(organisation) AND state = \(State.draft)
            AND is_template = \(true) ORDER BY created_at DESC, id DESC LIMIT 50
            """
        ).map(Vacancy.init(row:))
    }

    /// How many vacancies an organisation has in each state.
    package static func counts(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> [State: Int]
    {
        let rows = try db.rows(
            """
            SELECT state, COUNT(*) AS amount FROM vacancy
            WHERE organisation_id = \(organisation) AND is_template = \(false) GROUP BY state
            """)
        var counts: [State: Int] = [:]
        for row in rows { counts[try row("state")] = try row("amount") }
        return counts
    }

    /// The number of the next vacancy. Unique because the transaction that asks is the only one that writes.
    package static func nextNumber(in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM vacancy")
    }

    /// How many places are taken, for many vacancies at once; those without any are left out.
    package static func takenPlaces(_ ids: [Identity], in db: any SQLConnection) throws -> [Identity: Int] {
        if ids.isEmpty { return [:] }
        let rows = try db.rows(
            """
            SELECT a.vacancy_id, COUNT(*) AS amount FROM application a
            WHERE a.vacancy_id IN (\(list: ids)) AND \(VacancyPlaces.taken) GROUP BY a.vacancy_id
            """)
        var counts: [Identity: Int] = [:]
        for row in rows { counts[try row("vacancy_id")] = try row("amount") }
        return counts
    }

    /// How many applications still wait for something, for many vacancies at once.
    package static func openApplications(_ ids: [Identity], in db: any SQLConnection) throws -> [Identity: Int] {
        if ids.isEmpty { return [:] }
        let open = VacancyApplication.State.allCases.filter(\.isOpen)
        let rows = try db.rows(
            """
            SELECT vacancy_id, COUNT(*) AS amount FROM application
            WHERE vacancy_id IN (\(list: ids)) AND state IN (\(list: open)) GROUP BY vacancy_id
            """)
        var counts: [Identity: Int] = [:]
        for row in rows { counts[try row("vacancy_id")] = try row("amount") }
        return counts
    }

    /// The organisation showed that the vacancy is alive; the question whether it is still open is off the table.
    package static func markSign(_ id: Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run("UPDATE vacancy SET last_sign_at = \(now), asked_open_at = NULL WHERE id = \(id)")
    }

    static func event(_ action: String, _ vacancy: Vacancy) -> Audit.Event {
        Audit.Event(action, "vacature", vacancy.id.text, municipality: vacancy.municipality)
    }
}

/// The key of a list by moment and id, as it stands in an address.
struct PageKey {
    let moment: Moment
    let id: String

    init?(_ text: String) {
        let halves = text.split(separator: "_", maxSplits: 1)
        guard halves.count == 2, let moment = Moment(iso: String(halves[0])) else { return nil }
        self.moment = moment
        id = String(halves[1])
    }
}
