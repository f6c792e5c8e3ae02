package import Community
package import Core
package import Storage

/// One message in the thread of an application. The applicant's first words stand in the application itself.
package struct ApplicationMessage: Sendable {
    package typealias Identity = ID<ApplicationMessage>

    package enum Author: String, Sendable, CaseIterable, SQLConvertible {
        case applicant = "inwoner"
        case organisation = "organisatie"
    }

    /// How it came in.
    package enum Channel: String, Sendable, CaseIterable, SQLConvertible {
        case site
        case mail
    }

    package let id: Identity
    package let application: VacancyApplication.Identity
    package let author: Author
    /// Who wrote it, when that is known.
    package let person: Person.Identity?
    package let body: String
    package let channel: Channel
    package let createdAt: Moment

    package init(row: Row) throws {
        id = try row("id")
        application = try row("application_id")
        author = try row("author")
        person = try row("person_id")
        body = try row("body")
        channel = try row("via")
        createdAt = try row("created_at")
    }

    /// The most characters of one message.
    package static let limit = 5000
    /// The most messages one side adds to a thread in a day: enough for people, too few for two programs.
    static let dailyLimit = 30

    /// The thread, oldest first; of a very long one the last two hundred.
    package static func thread(of application: VacancyApplication.Identity, in db: any SQLConnection) throws
        -> [ApplicationMessage]
    {
        try db.rows(
            """
            SELECT * FROM application_message WHERE application_id = \(application)
            ORDER BY created_at DESC, id DESC LIMIT 200
            """
        ).map(ApplicationMessage.init(row:)).reversed()
    }

    static func add(
        _ body: String, to application: VacancyApplication.Identity, author: Author, person: Person.Identity?,
        channel: Channel, now: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO application_message (id, application_id, author, person_id, body, via, created_at)
            VALUES (\(Identity(at: now)), \(application), \(author), \(person), \(body), \(channel), \(now))
            """)
    }

    static func sentSince(
        _ moment: Moment, to application: VacancyApplication.Identity, by author: Author, in db: any SQLConnection
    ) throws -> [ApplicationMessage] {
        try db.rows(
            """
            SELECT * FROM application_message WHERE application_id = \(application) AND created_at > \(moment)
            AND author = \(author)
            """
        ).map(ApplicationMessage.init(row:))
    }
}
