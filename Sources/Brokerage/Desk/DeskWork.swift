import Community
import Core
import Formats
import Services
import Storage
import Web

/// What every action at the desk works with. Each action is an extension in a file of its own and runs inside one
/// transaction of its caller.
struct DeskWork: Sendable {
    let house: House
    let cause: Audit.Cause
    let now: Moment

    init(_ house: House, _ visit: Visit) {
        self.house = house
        cause = visit.cause
        now = visit.now
    }

    init(_ house: House, program: String, now: Moment) {
        self.house = house
        cause = .program(program)
        self.now = now
    }

    init(_ house: House, cause: Audit.Cause, now: Moment) {
        self.house = house
        self.cause = cause
        self.now = now
    }

    /// The one who acts, when that is a person we know.
    func actor(in db: any SQLConnection) throws -> Person.Identity? {
        try Person.find(Person.Identity(cause.actor), in: db)?.id
    }

    func record(_ action: String, _ intake: Intake, details: JSONValue = [:], in db: any SQLConnection) throws {
        let event = Audit.Event(action, "intake", intake.id.text, municipality: intake.municipality, details: details)
        try Audit.record(event, by: cause, now: now, in: db)
    }

    /// Moves an open intake on: its state, and what a person must do with it next.
    func move(
        _ intake: Intake, to state: Intake.State, _ step: IntakeStep, at moment: Moment, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            UPDATE intake SET state = \(state), next_step = \(step), next_at = \(moment)
            WHERE id = \(intake.id) AND state <> \(Intake.State.closed)
            """)
    }

    /// The intake as it stands after a change.
    func again(_ intake: Intake, in db: any SQLConnection) throws -> Intake {
        guard let found = try Intake.find(intake.id, in: db) else { throw WebError.notFound }
        return found
    }

    // MARK: Sealed words

    func seal(_ text: String?, _ intake: Intake, _ field: Intake.Sealed, in db: any SQLConnection) throws -> [UInt8]? {
        guard let text, !text.isEmpty else { return nil }
        return try house.seals.seal(text, case: intake.id.text, field: field.rawValue, in: db)
    }

    // MARK: Mail

    /// The purpose of the links by which a person follows their own case.
    static let personPurpose = "balie-persoon"
    /// The purpose of the links by which a referrer follows how far it is.
    static let referrerPurpose = "balie-verwijzer"

    /// An address of the site by which the person follows and changes their own case.
    func personLink(_ intake: Intake, in db: any SQLConnection) throws -> String {
        let secret = try Tokens.issue(
            Self.personPurpose, subject: intake.id.text, lifetime: .days(730), now: now, in: db)
        return house.origin + "/hulp/" + secret
    }

    /// Writes to the person, when they have an address, with a link to their own page.
    func tell(
        _ intake: Intake, kind: String, subject: (Texts) -> String, button: ((Texts) -> String)? = nil,
        in db: any SQLConnection, _ blocks: (Texts) -> [Mail.Block]
    ) throws {
        guard let email = intake.email, intake.erasedAt == nil else { return }
        let t = house.t(intake.language)
        let link = try personLink(intake, in: db)
        let label = button?(t) ?? t("Bekijk en antwoord")
        let last = try Self.contact(intake.municipality, t, in: db)
        try house.mail(
            Mail(
                to: email, name: intake.name, subject: subject(t), kind: kind, language: intake.language,
                isSecret: true, caseID: intake.id.text,
                [.paragraph(t("Beste \(intake.name),"))] + blocks(t) + [.button(label: label, url: link)] + last),
            in: db)
    }

    /// How to reach the centre, as the last line of a mail.
    static func contact(_ municipality: String, _ t: Texts, in db: any SQLConnection) throws -> [Mail.Block] {
        guard let centre = try CentreContact.find(municipality, in: db) else { return [] }
        return [.small(t("\(centre.name), telefoon \(centre.phone), \(centre.email)"))]
    }
}

extension ApplicationWork {
    /// For what the desk does to an application in its own transaction.
    init(_ house: House, cause: Audit.Cause, now: Moment) {
        self.house = house
        self.cause = cause
        self.now = now
    }
}
