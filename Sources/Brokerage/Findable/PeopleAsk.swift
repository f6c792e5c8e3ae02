import Community
import Core
import Services
import Storage

/// An organisation's question to somebody it does not know yet: do you want to meet?
struct PeopleAsk: Sendable {
    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case open = "open"
        case accepted = "ja"
        case refused = "nee"
        case lapsed = "vervallen"

        var label: Text {
            switch self {
            case .open: Text("Wacht op antwoord")
            case .accepted: Text("Zei ja")
            case .refused: Text("Zei nee")
            case .lapsed: Text("Vervallen")
            }
        }
    }

    /// At most so many questions to one person in a week: who is asked too often, stops (Manshadi and others on excess
    /// notifications).
    static let perPersonPerWeek = 2
    /// An organisation waits for an answer to so many at most, and so asks whom it really wants.
    static let openPerOrganisation = 10
    /// After so many days without an answer it lapses.
    static let termDays = 14
    /// The purpose of the link in the mail.
    static let purpose = "kennismaken"

    let id: String
    let number: Int
    let vacancy: Vacancy.Identity
    let organisation: Organisation.Identity
    let municipality: String
    /// Missing after an erasure.
    let person: Person.Identity?
    let message: String
    let state: State
    let application: VacancyApplication.Identity?
    let createdAt: Moment
    let stateAt: Moment

    var lapsesAt: Moment { createdAt + .days(Self.termDays) }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        vacancy = try row("vacancy_id")
        organisation = try row("organisation_id")
        municipality = try row("municipality_code")
        person = try row("person_id")
        message = try row("message")
        state = try row("state")
        application = try row("application_id")
        createdAt = try row("created_at")
        stateAt = try row("state_at")
    }

    static func list(for vacancy: Vacancy.Identity, in db: any SQLConnection) throws -> [PeopleAsk] {
        try db.rows(
            "SELECT * FROM people_ask WHERE vacancy_id = \(vacancy) ORDER BY created_at DESC, id DESC LIMIT 50"
        ).map(PeopleAsk.init(row:))
    }

    static func open(of organisation: Organisation.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(*) FROM people_ask WHERE organisation_id = \(organisation) AND state = \(State.open)")
    }
}

/// A question with what it is about.
struct AskDossier: Sendable {
    let ask: PeopleAsk
    let vacancy: Vacancy
    let organisation: Organisation
    /// Missing after an erasure.
    let person: Person?

    init(_ ask: PeopleAsk, in db: any SQLConnection) throws {
        self.ask = ask
        guard let vacancy = try Vacancy.find(ask.vacancy, in: db),
            let row = try db.first("SELECT * FROM organisation WHERE id = \(ask.organisation)")
        else { throw StorageError.missingColumn("vacancy") }
        self.vacancy = vacancy
        organisation = try Organisation(row: row)
        person = try ask.person.flatMap { try Person.find($0, in: db) }
    }
}
