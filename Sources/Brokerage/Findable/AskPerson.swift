import Community
import Core
import Services
import Storage
import Web

/// An organisation asks somebody it does not know whether they want to meet. The mail goes through us.
struct AskPerson: Sendable {
    enum Result: Sendable, Equatable {
        case asked
        /// The organisation waits for too many answers already.
        case tooManyOpen
        /// Cannot be asked any more: applied, was asked by others, or does not want to be found.
        case gone
    }

    let house: House
    let visit: Visit
    let people: FindablePeople

    static let form = Form([
        Field(
            "bericht", Text("Je vraag"), .area(rows: 5),
            hint: Text(
                "Vertel wat jullie doen en waarom je denkt dat dit past. Zet er geen link of telefoonnummer in: na een ja zien jullie elkaars gegevens."
            ), limit: 1500, rule: ApplicationText.message)
    ])

    /// - Parameter asked: from a list read before; whether they can still be asked is looked at again here.
    /// - Throws: `WebError.notFound` when the vacancy is not of this organisation.
    func perform(
        _ asked: Person.Identity, _ message: String, vacancy number: Int, of membership: Actor.Membership,
        in db: any SQLConnection
    ) throws -> Result {
        let organisation = Organisation.Identity(membership.id)
        guard let vacancy = try Vacancy.find(number: number, of: organisation, in: db),
            vacancy.isOpen(on: visit.today)
        else { throw WebError.notFound }
        guard try PeopleAsk.open(of: organisation, in: db) < PeopleAsk.openPerOrganisation else { return .tooManyOpen }
        guard try !people.list(for: vacancy, only: asked, now: visit.now, in: db).isEmpty,
            let person = try Person.find(asked, in: db), let email = person.email
        else {
            return .gone
        }
        let id = UUIDv7.make(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM people_ask")
        try db.run(
            """
            INSERT INTO people_ask (id, number, vacancy_id, organisation_id, municipality_code, person_id, message,
                asked_by, state, created_at, state_at)
            VALUES (\(id), \(number), \(vacancy.id), \(organisation), \(vacancy.municipality), \(person.id), \(message),
                \(visit.actor.person), \(PeopleAsk.State.open), \(visit.now), \(visit.now))
            """)
        try house.record(
            Audit.Event("kennismaking-gevraagd", "kennismaking", id, municipality: vacancy.municipality), by: visit,
            in: db)
        try mail(id, to: person, email, membership.name, vacancy, message, in: db)
        return .asked
    }

    private func mail(
        _ id: String, to person: Person, _ email: String, _ organisation: String, _ vacancy: Vacancy,
        _ message: String, in db: any SQLConnection
    ) throws {
        let secret = try Tokens.issue(
            PeopleAsk.purpose, subject: id, lifetime: .days(60), now: visit.now, in: db)
        let t = house.t(person.language)
        try house.mail(
            Mail(
                to: email, name: person.name, subject: t("\(organisation) vraagt of je wilt kennismaken"),
                kind: "kennismaking-vraag", language: person.language, isSecret: true,
                [
                    .paragraph(t("Beste \(person.name),")),
                    .paragraph(
                        t("\(organisation) denkt dat “\(vacancy.title)” bij je past. Ze weten nog niet wie je bent.")),
                    .quote(message),
                    .button(label: t("Bekijk en kies"), url: house.origin + "/gevraagd/" + secret),
                    .small(
                        t(
                            "Zeg je ja, dan krijgt de organisatie je naam, e-mailadres en telefoonnummer. Doe je \(PeopleAsk.termDays) dagen niets, dan vervalt de vraag."
                        )),
                    .small(t("Je krijgt dit omdat je bij je wensen koos dat organisaties je mogen vinden.")),
                ]), in: db)
    }
}
