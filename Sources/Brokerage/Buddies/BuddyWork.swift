import Community
import Core
import Formats
import Services
import Storage
import Web

/// What is done with requests, volunteers and pairs: each action is rule, write, log and mail in the transaction of
/// `db`. Its extensions stand beside what they change.
struct BuddyWork: Sendable {
    let house: House
    let cause: Audit.Cause
    let now: Moment
    /// Who of the centre does it; `nil` for the other sides and for the program.
    let person: String?
    /// Neither mails nor logs: for a past that is made up.
    var isQuiet = false
    /// Whether the others hear of it. They heard before when an erasure is repeated after a restore; that cannot mail
    /// either, for without the key of the site no words can be opened.
    var tells = true

    init(_ house: House, _ visit: Visit) {
        self.house = house
        cause = visit.cause
        now = visit.now
        person = visit.actor.person
    }

    /// Whoever comes by a link is nobody the site knows, also when someone else is signed in on this device.
    init(_ house: House, link visit: Visit) {
        self.house = house
        cause = Audit.Cause(actor: "maatje-link", origin: visit.address)
        now = visit.now
        person = nil
    }

    /// For what another part of the site does in its own transaction.
    init(_ house: House, cause: Audit.Cause, now: Moment) {
        self.house = house
        self.cause = cause
        self.now = now
        person = nil
    }

    init(_ house: House, program: String, now: Moment, person: String? = nil, isQuiet: Bool = false) {
        self.house = house
        cause = .program(program)
        self.now = now
        self.person = person
        self.isQuiet = isQuiet
    }

    func record(
        _ action: String, _ object: String, _ id: String, _ municipality: String, details: JSONValue = [:],
        in db: any SQLConnection
    ) throws {
        if isQuiet { return }
        try Audit.record(
            Audit.Event(action, object, id, municipality: municipality, details: details), by: cause, now: now, in: db)
    }

    /// Writes down that the words of a request are read; after an erasure there are none.
    func noteReading(_ request: BuddyRequest, in db: any SQLConnection) throws {
        guard request.erasedAt == nil else { return }
        try record("maatje-aanvraag-gelezen", "maatje-aanvraag", request.id.text, request.municipality, in: db)
    }

    func noteReading(_ volunteer: BuddyVolunteer, in db: any SQLConnection) throws {
        guard volunteer.erasedAt == nil else { return }
        try record(
            "maatje-vrijwilliger-gelezen", "maatje-vrijwilliger", volunteer.id.text, volunteer.municipality, in: db)
    }

    func seal(_ words: String?, _ id: String, _ field: String, in db: any SQLConnection) throws -> [UInt8]? {
        guard let words, !words.isEmpty else { return nil }
        return try house.seals.seal(words, case: id, field: field, in: db)
    }

    func unseal(_ sealed: [UInt8]?, _ id: String, _ field: String, in db: any SQLConnection) throws -> String? {
        try sealed.flatMap { try house.seals.open($0, case: id, field: field, in: db) }
    }
}

/// How the three sides come in without an account.
enum BuddyDoor: String, Sendable, CaseIterable {
    case asker = "maatje-aanvrager"
    case referrer = "maatje-verwijzer"
    case volunteer = "maatje-vrijwilliger"

    /// Each mail brings a new link: an old mail need not open anything for long.
    private static let lifetime = Span.days(90)

    func link(_ subject: String, _ house: House, now: Moment, in db: any SQLConnection) throws -> String {
        house.origin + "/maatje/"
            + (try Tokens.issue(rawValue, subject: subject, lifetime: Self.lifetime, now: now, in: db))
    }

    /// Whose link this is; `nil` when it is nobody's.
    static func find(_ secret: String, now: Moment, in db: any SQLConnection) throws -> (BuddyDoor, String)? {
        for door in allCases {
            if let token = try Tokens.look(secret, for: door.rawValue, now: now, in: db) {
                return (door, token.subject)
            }
        }
        return nil
    }

    static func close(_ subject: String, now: Moment, in db: any SQLConnection) throws {
        for door in allCases { try Tokens.revoke(subject: subject, purpose: door.rawValue, now: now, in: db) }
    }
}
