import Community
import Core
import Storage

/// A call the volunteer centre owes to somebody who was placed: because they have a question or say that it could be
/// better, or because they have no mail in which to be asked; also to who waited and whose place came free, and to whom
/// an organisation wrote.
struct CareCall: Sendable {
    enum Why: String, Sendable, SQLConvertible {
        /// The answer to the question how it goes.
        case question = "vraag"
        /// Nobody could ask by mail.
        case noMail = "geen-mail"
        /// A place came free for who waited and has no mail.
        case offer = "plek-vrij"
        /// The organisation wrote to who has no mail.
        case words = "bericht"

        var label: Text {
            switch self {
            case .question: Text("Heeft een vraag, of vindt dat het beter kan")
            case .noMail: Text("Heeft geen e-mail: vraag hoe het gaat")
            case .offer: Text("Er is een plek vrij, en er is geen e-mail: zeg het binnen vijf dagen")
            case .words: Text("De organisatie schreef iets: geef het door")
            }
        }
    }

    static let migration = Migration(
        "brokerage-057-care-calls",
        [
            """
            CREATE TABLE care_call (
                application_id TEXT PRIMARY KEY REFERENCES application (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), why TEXT NOT NULL,
                since \(type: .timestamp) NOT NULL, done_at \(type: .timestamp))
            """,
            "CREATE INDEX care_call_open ON care_call (municipality_code, done_at, since)",
        ])

    let application: VacancyApplication
    let why: Why
    let since: Moment
    let organisationName: String
    let organisationNumber: Int
    let vacancyNumber: Int
    let vacancyTitle: String

    init(row: Row) throws {
        application = try VacancyApplication(row: row)
        why = try row("why")
        since = try row("since")
        organisationName = try row("organisation_name")
        organisationNumber = try row("organisation_number")
        vacancyNumber = try row("vacancy_number")
        vacancyTitle = try row("vacancy_title")
    }

    static let most = 100

    /// The calls these municipalities owe, the longest wait first; not those about a place that still waits for an
    /// answer: `DeskOffer` has these, with the day on which it goes to the next.
    static func open(_ codes: [String], in db: any SQLConnection) throws -> [CareCall] {
        try db.rows(
            """
            SELECT a.*, c.why, c.since, o.name AS organisation_name, o.number AS organisation_number,
                v.number AS vacancy_number, v.title AS vacancy_title
            FROM care_call c JOIN application a ON a.id = c.application_id
            JOIN organisation o ON o.id = a.organisation_id JOIN vacancy v ON v.id = a.vacancy_id
            WHERE c.municipality_code IN (\(list: codes)) AND c.done_at IS NULL
            AND NOT (c.why = \(Why.offer) AND a.state = \(VacancyApplication.State.waiting)
                AND a.offer_until IS NOT NULL)
            ORDER BY c.since, a.id LIMIT \(most)
            """
        ).map(CareCall.init(row:))
    }

    /// What the organisation wrote to who has no mail since the call is owed, oldest first.
    func words(in db: any SQLConnection) throws -> [String] {
        guard why == .words || application.email == nil else { return [] }
        return try ApplicationMessage.thread(of: application.id, in: db)
            .filter { $0.author == .organisation && $0.createdAt >= since && !$0.body.isEmpty }.map(\.body)
    }

    /// Puts a call on the list of the centre; one that was done before is owed again.
    static func owe(_ application: VacancyApplication, _ why: Why, now: Moment, in db: any SQLConnection) throws {
        // Who has no mail is known to the desk that introduced them, wherever the vacancy is.
        let municipality =
            try application.email == nil
            ? CentreContact.municipality(knowing: application, in: db) : application.municipality
        // A question that waits is not hidden by words, which stand below any call; nor words by a place, which has a
        // list of its own.
        try db.run(
            """
            INSERT INTO care_call (application_id, municipality_code, why, since)
            VALUES (\(application.id), \(municipality), \(why), \(now))
            ON CONFLICT (application_id) DO UPDATE SET done_at = NULL,
                municipality_code = excluded.municipality_code,
                why = CASE WHEN care_call.done_at IS NULL
                    AND ((excluded.why = \(Why.words) AND care_call.why <> \(Why.offer))
                        OR (excluded.why = \(Why.offer) AND care_call.why = \(Why.words)))
                    THEN care_call.why ELSE excluded.why END,
                since = CASE WHEN care_call.done_at IS NULL THEN care_call.since ELSE excluded.since END
            """)
    }

    /// Takes an application off the list: it was called, it says that all is well, or there is nobody left to call.
    ///
    /// - Parameter why: only a call for this; any when left out.
    /// - Returns: whether it was on the list.
    @discardableResult
    static func settle(
        _ application: VacancyApplication.Identity, only why: Why? = nil, now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        let kind: SQL = why.map { "why = \($0)" } ?? "1 = 1"
        return try db.run(
            "UPDATE care_call SET done_at = \(now) WHERE application_id = \(application) AND done_at IS NULL AND \(kind)"
        ) == 1
    }
}
