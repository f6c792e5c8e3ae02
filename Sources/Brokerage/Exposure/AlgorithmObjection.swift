import Community
import Core
import Services
import Storage

/// Somebody does not agree with what a program of ours did. A person reads it and answers by mail.
struct AlgorithmObjection: Sendable {
    enum Subject: String, Sendable, CaseIterable, SQLConvertible {
        case order = "volgorde"
        case fits = "wat-past"
        case people = "mensen"
        case pupils = "stage"
        case buddies = "maatjes"
        case other = "anders"

        var label: Text {
            switch self {
            case .order: Text("De volgorde van vacatures")
            case .fits: Text("Wat er bij mij zou passen")
            case .people: Text("Welke mensen een organisatie ziet")
            case .pupils: Text("De verdeling van stageplekken")
            case .buddies: Text("Een voorstel voor een maatje")
            case .other: Text("Iets anders")
            }
        }
    }

    /// Within so many days a person answers.
    static let termDays = 14
    /// The most from one address in a day.
    static let dailyLimit = 3
    /// The purpose of the links in the mails; a new one for each mail, as only its hash is kept.
    static let purpose = "bezwaar"

    let id: String
    let number: Int
    let municipality: String
    let subject: Subject
    let words: String
    let name: String
    /// Missing after an erasure.
    let email: String?
    let language: Language
    let createdAt: Moment
    let dueAt: Moment
    let answer: String?
    /// Whether something was changed because of it.
    let isChanged: Bool?
    let answeredAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        subject = try row("subject")
        words = try row("words")
        name = try row("name")
        email = try row("email")
        language = try row("language")
        createdAt = try row("created_at")
        dueAt = try row("due_at")
        answer = try row("answer")
        isChanged = try row("is_changed")
        answeredAt = try row("answered_at")
    }

    /// One of these municipalities.
    static func find(number: Int, in municipalities: [String], _ db: any SQLConnection) throws -> AlgorithmObjection? {
        try db.first(
            """
            SELECT * FROM algorithm_objection WHERE number = \(number)
            AND municipality_code IN (\(list: municipalities))
            """
        ).map(AlgorithmObjection.init(row:))
    }

    static func find(secret: String, now: Moment, in db: any SQLConnection) throws -> AlgorithmObjection? {
        guard let token = try Tokens.look(secret, for: purpose, now: now, in: db) else { return nil }
        return try db.first("SELECT * FROM algorithm_objection WHERE id = \(token.subject)").map(
            AlgorithmObjection.init(row:))
    }

    /// What waits for an answer, the oldest first, and what was answered lately, the newest first.
    static func list(in municipalities: [String], answered: Bool, _ db: any SQLConnection) throws
        -> [AlgorithmObjection]
    {
        let rows =
            answered
            ? try db.rows(
                """
                SELECT * FROM algorithm_objection WHERE municipality_code IN (\(list: municipalities))
                AND answered_at IS NOT NULL ORDER BY answered_at DESC, id DESC LIMIT 30
                """)
            : try db.rows(
                """
                SELECT * FROM algorithm_objection WHERE municipality_code IN (\(list: municipalities))
                AND answered_at IS NULL ORDER BY created_at, id LIMIT 200
                """)
        return try rows.map(AlgorithmObjection.init(row:))
    }

    /// How it went with the objections of the last twelve months, over all municipalities of this site.
    struct Figures: Sendable, Equatable {
        let all: Int
        let answered: Int
        let inTime: Int
        let changed: Int
    }

    static func figures(now: Moment, in db: any SQLConnection) throws -> Figures {
        let row = try db.first(
            """
            SELECT COUNT(*) AS total, SUM(CASE WHEN answered_at IS NOT NULL THEN 1 ELSE 0 END) AS answered,
                SUM(CASE WHEN answered_at <= due_at THEN 1 ELSE 0 END) AS in_time,
                SUM(CASE WHEN is_changed = \(true) THEN 1 ELSE 0 END) AS changed
            FROM algorithm_objection WHERE created_at > \(now - .days(365))
            """)
        return Figures(
            all: try row?("total", as: Int?.self) ?? 0, answered: try row?("answered", as: Int?.self) ?? 0,
            inTime: try row?("in_time", as: Int?.self) ?? 0, changed: try row?("changed", as: Int?.self) ?? 0)
    }
}
