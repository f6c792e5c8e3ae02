import Community
import Core
import Formats
import Services
import Storage

/// Someone asks for a buddy. What the person said lies sealed; see `BuddyWords`.
struct BuddyRequest: Sendable {
    typealias Identity = ID<BuddyRequest>

    enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case own = "zelf"
        case referrer = "verwijzer"
        case centre = "centrale"
        /// At a door, in a round through a village; the centre chooses the kind when it calls.
        case door = "deur"

        var label: Text {
            switch self {
            case .own: Text("zelf aangevraagd")
            case .referrer: Text("via een verwijzer")
            case .centre: Text("opgeschreven door de centrale")
            case .door: Text("aan de deur gevraagd")
            }
        }
    }

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// Nobody of the centre spoke with the person yet.
        case new = "nieuw"
        case waiting = "wacht"
        /// As many volunteers as asked are found, from the question to a volunteer on.
        case paired = "gekoppeld"
        case closed = "gestopt"

        var label: Text {
            switch self {
            case .new: Text("nieuw")
            case .waiting: Text("wacht op een maatje")
            case .paired: Text("gekoppeld")
            case .closed: Text("gestopt")
            }
        }
    }

    let id: Identity
    let number: Int
    let kind: BuddyKind.Identity
    let municipality: String
    let neighbourhood: String?
    let person: String?
    let source: Source
    let language: Language
    let moments: WeekMoments
    let languages: BuddyLanguages
    let prefers: BuddyGender?
    /// Ticks of what the person likes to do together; the words of the person lie sealed.
    let interests: BuddyInterests
    /// 1, or 2 for a tandem.
    let helpers: Int
    let sealed: [UInt8]?
    let state: State
    /// Since when the person waits: the day it was asked, whatever happened since.
    let createdAt: Moment
    /// When the first pair began.
    let pairedAt: Moment?
    let erasedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        kind = try row("kind_id")
        municipality = try row("municipality_code")
        neighbourhood = try row("neighbourhood_id")
        person = try row("person_id")
        source = try row("source")
        language = try row("language")
        moments = try row("moments")
        languages = try row("languages")
        prefers = try row("prefers")
        interests = try row("interests")
        helpers = try row("helpers")
        sealed = try row("sealed")
        state = try row("state")
        createdAt = try row("created_at")
        pairedAt = try row("paired_at")
        erasedAt = try row("erased_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> BuddyRequest? {
        try db.first("SELECT * FROM buddy_request WHERE id = \(id)").map(BuddyRequest.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> BuddyRequest? {
        try db.first(
            "SELECT * FROM buddy_request WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(BuddyRequest.init(row:))
    }

    func waited(_ now: Moment) -> Int { max(0, now.day - createdAt.day) }
}

/// What a person who asks for a buddy said, and how to reach them.
struct BuddyWords: Sendable, Equatable {
    var name: String
    var email: String?
    var phone: String?
    var wish: String
    /// What the person does not want.
    var not: String
    var referrer: String?
    var referrerEmail: String?
    var referrerFrom: String?

    private static let field = "words"

    var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }

    var json: JSONValue {
        [
            "naam": .string(name), "email": JSONValue(email), "telefoon": JSONValue(phone), "wens": .string(wish),
            "niet": .string(not), "verwijzer": JSONValue(referrer), "verwijzerMail": JSONValue(referrerEmail),
            "verwijzerVan": JSONValue(referrerFrom),
        ]
    }

    func sealed(_ id: BuddyRequest.Identity, _ seals: CaseSeal, in db: any SQLConnection) throws -> [UInt8] {
        try seals.seal(json.text, case: id.text, field: Self.field, in: db)
    }

    /// `nil` after an erasure.
    static func open(_ request: BuddyRequest, _ seals: CaseSeal, in db: any SQLConnection) throws -> BuddyWords? {
        guard let sealed = request.sealed,
            let text = try seals.open(sealed, case: request.id.text, field: field, in: db)
        else { return nil }
        let json = try JSONValue(parsing: text)
        return BuddyWords(
            name: json["naam"]?.string ?? "", email: json["email"]?.string, phone: json["telefoon"]?.string,
            wish: json["wens"]?.string ?? "", not: json["niet"]?.string ?? "", referrer: json["verwijzer"]?.string,
            referrerEmail: json["verwijzerMail"]?.string, referrerFrom: json["verwijzerVan"]?.string)
    }
}
