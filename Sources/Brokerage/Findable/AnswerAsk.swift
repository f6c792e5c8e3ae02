import Community
import Core
import Services
import Storage
import Web

/// How somebody comes to a question: by the secret link of the mail, or signed in.
enum AskDoor: Sendable {
    case secret(String)
    case account(Person.Identity, number: Int)

    static let ways: [(path: String, access: Access)] = [
        ("/gevraagd/{sleutel}", .secretLink), ("/mijn/gevraagd/{nummer}", .signedIn),
    ]

    init(_ visit: Visit) throws {
        if let secret = visit.parameters["sleutel"] {
            self = .secret(secret)
        } else {
            self = .account(Person.Identity(try visit.person()), number: try visit.number("nummer"))
        }
    }

    var path: String {
        switch self {
        case .secret(let secret): "/gevraagd/" + secret.percentEncoded
        case .account(_, let number): "/mijn/gevraagd/\(number)"
        }
    }

    /// Who acts, for the log. Whoever comes by a link is nobody the site knows, also when someone else is signed in on
    /// this device.
    func cause(_ visit: Visit) -> Audit.Cause {
        switch self {
        case .secret: Audit.Cause(actor: "kennismaking-link", origin: visit.address)
        case .account: visit.cause
        }
    }

    /// - Throws: `WebError.notFound` when there is none, or it is someone else's.
    func find(now: Moment, in db: any SQLConnection) throws -> PeopleAsk {
        let row: Row?
        switch self {
        case .secret(let secret):
            let token = try Tokens.look(secret, for: PeopleAsk.purpose, now: now, in: db)
            row = try token.flatMap {
                try db.first("SELECT * FROM people_ask WHERE id = \($0.subject) AND person_id IS NOT NULL")
            }
        case .account(let person, let number):
            row = try db.first("SELECT * FROM people_ask WHERE number = \(number) AND person_id = \(person)")
        }
        guard let row else { throw WebError.notFound }
        return try PeopleAsk(row: row)
    }
}

/// The answer of whoever was asked.
struct AnswerAsk: Sendable {
    enum Choice: String, Sendable, CaseIterable {
        case yes = "ja"
        case no = "nee"
        /// No, and this organisation may not ask again.
        case never = "nooit"
        /// No, and no organisation finds this person any more.
        case stop = "stop"
    }

    let house: House
    let visit: Visit
    let door: AskDoor

    /// - Returns: the words for the next page.
    /// - Throws: `WebError.notFound` when it is not theirs; `WebError.tooMany` after very many applications in a day.
    func perform(_ choice: Choice, _ words: String, in db: any SQLConnection) throws -> String {
        let t = visit.t
        let ask = try door.find(now: visit.now, in: db)
        guard ask.state == .open else { return t("Deze vraag is al beantwoord of vervallen.") }
        let dossier = try AskDossier(ask, in: db)
        guard let person = dossier.person else { throw WebError.notFound }
        if choice == .yes { return try accept(dossier, person, words, in: db) }
        try end(ask, .refused, application: nil, in: db)
        try record("kennismaking-nee", ask, in: db)
        if choice == .never {
            try db.run(
                """
                INSERT INTO people_block (person_id, organisation_id, created_at)
                VALUES (\(person.id), \(ask.organisation), \(visit.now)) ON CONFLICT DO NOTHING
                """)
        }
        if choice == .stop {
            _ = try KeptWishes.setFindable(false, of: person.id, now: visit.now, in: db)
            try record("vindbaar-uit", ask, in: db)
        }
        try AskMail(house: house).tell(dossier, kind: "kennismaking-nee", in: db) { t in
            (
                t("Iemand wil niet kennismaken voor “\(dossier.vacancy.title)”"),
                t(
                    "Op \(t.date(ask.createdAt.day)) vroeg je iemand om kennis te maken. Deze persoon zegt nee. Kijk of er iemand anders past."
                )
            )
        }
        switch choice {
        case .stop: return t("Dank je. Organisaties vinden je niet meer.")
        case .never: return t("Dank je. Deze organisatie kan je niet meer vragen.")
        default: return t("Dank je. De organisatie hoort dat het nee is, niet van wie.")
        }
    }

    /// A yes is an ordinary application, with the contact shared.
    private func accept(_ dossier: AskDossier, _ person: Person, _ words: String, in db: any SQLConnection) throws
        -> String
    {
        let t = visit.t
        let message = words.isEmpty ? t("Je vroeg of ik wil kennismaken. Dat wil ik graag.") : words
        var values = ["naam": person.name, "email": person.email ?? "", "bericht": message, "delen": "ja"]
        values["telefoon"] = person.phone
        values["postcode"] = person.postcode
        guard let draft = ApplyDraft(ApplyForm.form.filled(values), language: person.language) else {
            throw WebError.notFound
        }
        let work = ApplicationWork(house, cause: door.cause(visit), now: visit.now)
        let number: Int
        switch try work.apply(draft, to: dossier.vacancy.id, as: person, anyway: true, in: db) {
        case .confirmed(let sent), .already(let sent): number = sent
        case .closed:
            try end(dossier.ask, .lapsed, application: nil, in: db)
            return t("De vacature is net gesloten. De organisatie krijgt je gegevens niet.")
        case .tooMany: throw WebError.tooMany(retryAfter: 3600)
        case .mailed, .far, .thirdToday: throw WebError.notFound
        }
        let application = try VacancyApplication.find(number: number, of: person.id, in: db)
        try end(dossier.ask, .accepted, application: application?.id, in: db)
        try record("kennismaking-ja", dossier.ask, in: db)
        return t("Leuk! De organisatie heeft nu je gegevens en neemt contact met je op.")
    }

    private func end(
        _ ask: PeopleAsk, _ state: PeopleAsk.State, application: VacancyApplication.Identity?,
        in db: any SQLConnection
    ) throws {
        let changed = try db.run(
            """
            UPDATE people_ask SET state = \(state), state_at = \(visit.now), application_id = \(application)
            WHERE id = \(ask.id) AND state = \(PeopleAsk.State.open)
            """)
        guard changed == 1 else { throw WebError.notFound }
    }

    private func record(_ action: String, _ ask: PeopleAsk, in db: any SQLConnection) throws {
        try Audit.record(
            Audit.Event(action, "kennismaking", ask.id, municipality: ask.municipality), by: door.cause(visit),
            now: visit.now, in: db)
    }
}
