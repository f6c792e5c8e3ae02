package import Community
package import Core
import Services
package import Storage

extension VacancyApplication {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> VacancyApplication? {
        try db.first("SELECT * FROM application WHERE id = \(id)").map(VacancyApplication.init(row:))
    }

    /// An application to this organisation that it may know of: confirmed, and not erased.
    package static func find(number: Int, of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> VacancyApplication?
    {
        try db.first(
            """
            SELECT * FROM application WHERE number = \(number) AND organisation_id = \(organisation)
            AND state <> \(State.unconfirmed) AND erased_at IS NULL
            """
        ).map(VacancyApplication.init(row:))
    }

    package static func find(number: Int, of person: Person.Identity, in db: any SQLConnection) throws
        -> VacancyApplication?
    {
        try db.first(
            """
            SELECT * FROM application WHERE number = \(number) AND person_id = \(person)
            AND state <> \(State.unconfirmed) AND erased_at IS NULL
            """
        ).map(VacancyApplication.init(row:))
    }

    /// The purpose of the tokens in later mails: only the hash of the first secret is kept, so each mail has its own.
    static let followPurpose = "reactie"
    static let confirmPurpose = "reactie-bevestigen"

    /// The application that this link follows: the secret made at the confirmation, or that of a later mail.
    package static func find(secret: String, now: Moment, in db: any SQLConnection) throws -> VacancyApplication? {
        let rules: SQL = "state <> \(State.unconfirmed) AND erased_at IS NULL"
        if let row = try db.first("SELECT * FROM application WHERE secret_hash = \(Secret.hash(secret)) AND \(rules)") {
            return try VacancyApplication(row: row)
        }
        guard let token = try Tokens.look(secret, for: followPurpose, now: now, in: db) else { return nil }
        return try db.first("SELECT * FROM application WHERE id = \(token.subject) AND \(rules)")
            .map(VacancyApplication.init(row:))
    }

    /// The application by which this person, or this address, already takes part in the vacancy.
    static func running(
        for vacancy: Vacancy.Identity, person: Person.Identity?, email: String, in db: any SQLConnection
    )
        throws -> VacancyApplication?
    {
        try db.first(
            """
            SELECT * FROM application WHERE vacancy_id = \(vacancy) AND (email = \(email) OR person_id = \(person))
            AND (state IN (\(list: State.open)) OR (state = \(State.placed) AND stopped_at IS NULL))
            ORDER BY created_at, number LIMIT 1
            """
        ).map(VacancyApplication.init(row:))
    }

    /// What was sent from this address to this vacancy and waits for the click in the mail.
    static func unconfirmed(for vacancy: Vacancy.Identity, email: String, in db: any SQLConnection) throws
        -> VacancyApplication?
    {
        try db.first(
            """
            SELECT * FROM application WHERE vacancy_id = \(vacancy) AND state = \(State.unconfirmed) AND email = \(email)
            ORDER BY created_at DESC, number DESC LIMIT 1
            """
        ).map(VacancyApplication.init(row:))
    }

    /// How many applications this address sent and confirmed since the day began.
    static func confirmedToday(email: String, now: Moment, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM application WHERE email = \(email) AND created_at >= \(DutchTime.moment(now.day))
            AND confirmed_at IS NOT NULL
            """)
    }

    /// A person's applications, newest first.
    static func list(of person: Person.Identity, after: String?, limit: Int = 30, in db: any SQLConnection) throws
        -> Page<ApplicationDossier>
    {
        var conditions: [SQL] = ["person_id = \(person)", "state <> \(State.unconfirmed)", "erased_at IS NULL"]
        if let key = after.flatMap(PageKey.init) { conditions.append("(created_at, id) < (\(key.moment), \(key.id))") }
        let rows = try db.rows(
            "SELECT * FROM application WHERE \(SQL.all(conditions)) ORDER BY created_at DESC, id DESC LIMIT \(limit + 1)"
        )
        let page = Page(fetched: try rows.map(VacancyApplication.init(row:)), limit: limit) {
            $0.createdAt.iso + "_" + $0.id.text
        }
        return try page.map { try ApplicationDossier($0, in: db) }
    }

    /// The place of someone on the waiting list, from one.
    static func position(of application: VacancyApplication, in db: any SQLConnection) throws -> Int? {
        guard application.state == .waiting, application.offerUntil == nil, let since = application.waitingSince else {
            return nil
        }
        return try db.count(
            """
            SELECT COUNT(*) + 1 FROM application WHERE vacancy_id = \(application.vacancy) AND state = \(State.waiting)
            AND offer_until IS NULL AND (waiting_since, id) < (\(since), \(application.id))
            """)
    }
}

extension VacancyApplication.State {
    static let open: [Self] = allCases.filter(\.isOpen)
}

/// An application with the vacancy and the organisation it is about.
package struct ApplicationDossier: Sendable {
    package let application: VacancyApplication
    package let vacancy: Vacancy
    package let organisation: Organisation

    /// - Throws: `StorageError.missingColumn` when what it points at is gone, which the schema forbids.
    package init(_ application: VacancyApplication, in db: any SQLConnection) throws {
        self.application = application
        guard let vacancy = try Vacancy.find(application.vacancy, in: db) else {
            throw StorageError.missingColumn("vacancy")
        }
        self.vacancy = vacancy
        guard let row = try db.first("SELECT * FROM organisation WHERE id = \(application.organisation)") else {
            throw StorageError.missingColumn("organisation")
        }
        organisation = try Organisation(row: row)
    }
}
