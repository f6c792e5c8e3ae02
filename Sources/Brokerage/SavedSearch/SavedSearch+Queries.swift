import Community
import Core
import Storage

extension SavedSearch {
    static func find(_ id: Identity, in db: any SQLConnection) throws -> SavedSearch? {
        try db.first("SELECT * FROM saved_search WHERE id = \(id)").map(SavedSearch.init(row:))
    }

    /// The searches of a person that are still on, newest first.
    static func list(of person: Person.Identity, in db: any SQLConnection) throws -> [SavedSearch] {
        try db.rows(
            """
            SELECT * FROM saved_search WHERE person_id = \(person) AND stopped_at IS NULL AND confirmed_at IS NOT NULL
            ORDER BY created_at DESC, id DESC LIMIT 100
            """
        ).map(SavedSearch.init(row:))
    }

    /// Searches whose next mail is due, by id after `after`.
    static func due(_ frequency: Frequency, after: Identity?, now: Moment, limit: Int, in db: any SQLConnection) throws
        -> [SavedSearch]
    {
        try db.rows(
            """
            SELECT * FROM saved_search
            WHERE frequency = \(frequency) AND confirmed_at IS NOT NULL AND stopped_at IS NULL
                AND last_sent_at <= \(now - frequency.span + .hours(1)) AND id > \(after?.text ?? "")
            ORDER BY id LIMIT \(limit)
            """
        ).map(SavedSearch.init(row:))
    }

    static func insert(
        email: String, person: Person.Identity?, language: Language, query: String, name: String, frequency: Frequency,
        confirmed: Bool, now: Moment, in db: any SQLConnection
    ) throws -> Identity {
        let id = Identity(at: now)
        try db.run(
            """
            INSERT INTO saved_search (id, person_id, email, language, query, name, frequency, created_at, confirmed_at,
                last_sent_at, stop_secret)
            VALUES (\(id), \(person), \(email), \(language), \(query), \(name), \(frequency), \(now),
                \(confirmed ? now : nil), \(now), \(id.text))
            """)
        return id
    }

    static func stop(_ id: Identity, now: Moment, in db: any SQLConnection) throws {
        try db.run("UPDATE saved_search SET stopped_at = \(now) WHERE id = \(id) AND stopped_at IS NULL")
    }
}
