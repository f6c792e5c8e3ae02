import Community
import Core
import Services
import Storage
import Web

/// A question to an organisation: somebody would like to do something with you. It shows what the person agreed to, and
/// the name and number only after a yes.
struct TrajectoryReferral: Sendable {
    typealias Identity = ID<TrajectoryReferral>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case asked = "gevraagd", yes = "ja", no = "nee", started = "begonnen", ended = "niet-begonnen"
        case withdrawn = "ingetrokken"

        var label: Text {
            switch self {
            case .asked: Text("Wacht op antwoord")
            case .yes: Text("Organisatie zei ja")
            case .no: Text("Organisatie zei nee")
            case .started: Text("Begonnen")
            case .ended: Text("Niet begonnen")
            case .withdrawn: Text("Ingetrokken")
            }
        }
    }

    let id: Identity
    let number: Int
    let person: TrajectoryPerson.Identity
    let trajectory: Trajectory.Identity
    let organisation: Organisation.Identity
    let municipality: String
    let words: [UInt8]?
    let state: State
    let reason: String
    let createdAt: Moment
    let answeredAt: Moment?

    var due: Moment { createdAt + .days(Trajectory.answerDays) }
    private var field: String { "trajectory_referral.words " + id.text }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        person = try row("person_id")
        trajectory = try row("trajectory_id")
        organisation = try row("organisation_id")
        municipality = try row("municipality_code")
        words = try row("words")
        state = try row("state")
        reason = try row("reason")
        createdAt = try row("created_at")
        answeredAt = try row("answered_at")
    }

    static func all(of person: TrajectoryPerson.Identity, in db: any SQLConnection) throws -> [TrajectoryReferral] {
        try db.rows("SELECT * FROM trajectory_referral WHERE person_id = \(person) ORDER BY created_at, id").map(
            TrajectoryReferral.init(row:))
    }

    /// The question with this number, when it was put to this organisation.
    static func find(number: Int, of organisation: Organisation.Identity, in db: any SQLConnection) throws
        -> TrajectoryReferral?
    {
        try db.first(
            "SELECT * FROM trajectory_referral WHERE number = \(number) AND organisation_id = \(organisation)"
        ).map(TrajectoryReferral.init(row:))
    }

    /// What the organisation may read; `nil` when it was erased.
    func opened(_ house: House, in db: any SQLConnection) throws -> String? {
        try words.flatMap { try house.seals.open($0, case: person.text, field: field, in: db) }
    }

    static func seal(
        _ words: String, _ id: Identity, of person: TrajectoryPerson.Identity, _ house: House,
        in db: any SQLConnection
    ) throws -> [UInt8] {
        try house.seals.seal(words, case: person.text, field: "trajectory_referral.words " + id.text, in: db)
    }
}

/// Puts the question to an organisation that takes part.
struct ReferPerson: Sendable {
    let house: House

    /// - Parameter number: of the organisation.
    /// - Throws: `WebError.notFound` for an organisation that does not take part; `.badRequest` without a yes of the
    ///   person, or when it is being asked already.
    func perform(
        _ person: TrajectoryPerson, to number: Int, words: String, by cause: Audit.Cause, now: Moment,
        in db: any SQLConnection
    ) throws {
        guard let trajectory = try Trajectory.find(person.trajectory, in: db),
            let organisation = try trajectory.organisations(in: db).first(where: { $0.number == number })
        else { throw WebError.notFound }
        guard person.state == .wants, person.consentAt != nil else {
            throw WebError.badRequest(Text("Deze persoon zei nog geen ja op doorgeven."))
        }
        let known = try TrajectoryReferral.all(of: person.id, in: db)
        guard !known.contains(where: { $0.state == .asked || $0.state == .yes || $0.organisation == organisation.id })
        else { throw WebError.badRequest(Text("Deze vraag ligt al bij een organisatie, of is al beantwoord.")) }
        let id = TrajectoryReferral.Identity(at: now)
        let next = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM trajectory_referral")
        let sealed = try TrajectoryReferral.seal(words, id, of: person.id, house, in: db)
        try db.run(
            """
            INSERT INTO trajectory_referral (id, number, person_id, trajectory_id, organisation_id, municipality_code,
                words, state, reason, created_at)
            VALUES (\(id), \(next), \(person.id), \(trajectory.id), \(organisation.id), \(trajectory.municipality),
                \(sealed), \(TrajectoryReferral.State.asked), '', \(now))
            """)
        try db.run(
            "UPDATE trajectory_person SET route = \(TrajectoryPerson.Route.organisation) WHERE id = \(person.id)")
        try Audit.record(
            Audit.Event("traject-doorverwezen", "doorverwijzing", id.text, municipality: trajectory.municipality),
            by: cause, now: now, in: db)
        try tell(organisation, number: next, in: db)
    }

    private func tell(_ organisation: Organisation, number: Int, in db: any SQLConnection) throws {
        let path = "/organisatie/\(organisation.number)/doorverwijzingen/\(number)"
        for reader in try ApplicationWork.Reader.of(organisation, in: db) {
            let t = house.t(reader.language)
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name, subject: t("Iemand wil iets doen bij \(organisation.name)"),
                    kind: "doorverwijzing", language: t.language,
                    [
                        .paragraph(t("Hallo,")),
                        .paragraph(
                            t("In een gesprek zei iemand: ik wil iets doen bij \(organisation.name). Is er een plek?")),
                        .button(label: t("Lees de vraag en antwoord"), url: house.origin + path),
                        .small(t("Antwoord binnen \(Trajectory.answerDays) dagen. Ook een nee helpt.")),
                    ]), in: db)
        }
    }
}
