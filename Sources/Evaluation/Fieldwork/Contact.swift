package import Community
package import Core
package import Storage
import Web

/// One line in the log of what happened between a survey and an address. The log only grows: a mistake is corrected by
/// a line that says so.
package struct Contact: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case invited = "uitgenodigd"
        case reminded = "herinnerd"
        /// Only on name.
        case started = "begonnen"
        /// Only on name.
        case answered = "ingevuld"
        case late = "te-laat"
        case refused = "wil-niet"
        /// Took the refusal back.
        case returned = "toch-wel"
        /// The mail did not arrive.
        case bounced = "niet-bezorgd"
        /// A call; `reason` is a `CallResult`.
        case called = "gebeld"
        /// Somebody set the outcome by hand; `reason` is the code.
        case judged = "uitkomst"
        /// The mark by hand was taken back.
        case unjudged = "uitkomst-terug"
        case corrected = "gegevens-verbeterd"
        case noted = "notitie"

        package var label: Text {
            switch self {
            case .invited: Text("Uitnodiging gemaild")
            case .reminded: Text("Herinnering gemaild")
            case .started: Text("Begonnen met de vragenlijst")
            case .answered: Text("Vragenlijst ingevuld")
            case .late: Text("Kwam na de laatste dag")
            case .refused: Text("Wil niet meedoen")
            case .returned: Text("Doet toch mee")
            case .bounced: Text("Mail kwam niet aan")
            case .called: Text("Gebeld")
            case .judged: Text("Uitkomst met de hand gezet")
            case .unjudged: Text("Uitkomst met de hand teruggenomen")
            case .corrected: Text("Gegevens verbeterd")
            case .noted: Text("Notitie")
            }
        }
    }

    package enum Way: String, Sendable, CaseIterable, SQLConvertible {
        case mail
        case phone = "telefoon"
        /// By the personal link.
        case link
        case hand = "met-de-hand"

        package var label: Text {
            switch self {
            case .mail: Text("per mail")
            case .phone: Text("per telefoon")
            case .link: Text("via de link")
            case .hand: Text("met de hand")
            }
        }
    }

    package let kind: Kind
    package let way: Way?
    package let reason: String?
    package let note: String?
    /// The caller or officer; `nil` for the program and for the respondent.
    package let person: Person.Identity?
    package let at: Moment

    package init(
        _ kind: Kind, way: Way? = nil, reason: String? = nil, note: String? = nil, person: Person.Identity? = nil,
        at: Moment = Moment(milliseconds: 0)
    ) {
        self.kind = kind
        self.way = way
        self.reason = reason
        self.note = note
        self.person = person
        self.at = at
    }

    init(row: Row) throws {
        kind = try row("kind")
        way = try row("way")
        reason = try row("reason")
        note = try row("note")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        at = try row("at")
    }
}

extension Contact {
    /// Adds the line; settle the outcome of the address after it.
    package func add(to address: Address.Identity, of survey: Survey.Identity, now: Moment, in db: any SQLConnection)
        throws
    {
        try db.run(
            """
            INSERT INTO survey_contact (id, survey_id, address_id, at, kind, way, reason, note, person_id)
            VALUES (\(UUIDv7.make(at: now)), \(survey), \(address), \(now), \(kind), \(way), \(reason), \(note),
                \(person))
            """)
    }

    /// The same line for many addresses at once.
    func add(toAll addresses: [Address.Identity], of survey: Survey.Identity, now: Moment, in db: any SQLConnection)
        throws
    {
        if addresses.isEmpty { return }
        let rows = addresses.map { address -> SQL in
            """
            (\(UUIDv7.make(at: now)), \(survey), \(address), \(now), \(kind), \(way), \(reason), \(note), \(person))
            """
        }
        try db.run(
            """
            INSERT INTO survey_contact (id, survey_id, address_id, at, kind, way, reason, note, person_id)
            VALUES \(SQL(joining: rows, by: ", "))
            """)
    }

    /// Whoever holds a link cannot fill the log without end.
    static func leaveRoom(_ address: Address.Identity, in db: any SQLConnection) throws {
        let lines = try db.count("SELECT COUNT(*) FROM survey_contact WHERE address_id = \(address)")
        if lines >= 200 { throw WebError.tooMany(retryAfter: 86_400) }
    }

    /// What happened with an address, the oldest first.
    package static func log(of address: Address.Identity, in db: any SQLConnection) throws -> [Contact] {
        try db.rows("SELECT * FROM survey_contact WHERE address_id = \(address) ORDER BY at, id LIMIT 500").map(
            Contact.init(row:))
    }
}
