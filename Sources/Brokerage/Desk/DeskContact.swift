import Community
import Core
import Storage

/// One time that the desk and a person had to do with each other.
struct DeskContact: Sendable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case called = "gebeld"
        case visited = "langs"
        case wrote = "bericht"
        case noAnswer = "geen-gehoor"
        case talk = "gesprek"
        case proposed = "voorstel"
        case answered = "antwoord"
        case offer = "plek"

        var label: Text {
            switch self {
            case .called: Text("Gesproken aan de telefoon")
            case .visited: Text("Gesproken aan de balie")
            case .wrote: Text("Bericht gestuurd")
            case .noAnswer: Text("Geen gehoor")
            case .talk: Text("Gesprek gevoerd")
            case .proposed: Text("Voorstel gedaan")
            case .answered: Text("Antwoord op een voorstel")
            case .offer: Text("Antwoord op een vrije plek")
            }
        }

        /// What a broker writes down by hand.
        static let choosable: [Kind] = [.called, .visited, .wrote, .noAnswer]
        /// Both sides were there.
        var isSpoken: Bool { self == .called || self == .visited || self == .talk }
    }

    /// How the new work goes, asked two weeks and three months after its start.
    enum Care: String, Sendable, CaseIterable, SQLConvertible {
        case good = "goed"
        case question = "vraag"
        case stopped = "gestopt"

        var label: Text {
            switch self {
            case .good: Text("Het gaat goed")
            case .question: Text("Er is een vraag of het kan beter")
            case .stopped: Text("Is gestopt")
            }
        }
    }

    let id: String
    let kind: Kind
    let outcome: String?
    let sealedNote: [UInt8]?
    let at: Moment
    /// The name now; empty when it was erased, or nobody of the desk.
    let by: String

    init(row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        outcome = try row("outcome")
        sealedNote = try row("sealed_note")
        at = try row("at")
        by = try row("name", as: String?.self) ?? ""
    }

    /// Newest first.
    static func all(of intake: Intake.Identity, in db: any SQLConnection) throws -> [DeskContact] {
        try db.rows(
            """
            SELECT c.*, p.name FROM desk_contact c LEFT JOIN person p ON p.id = c.person_id
            WHERE c.intake_id = \(intake) ORDER BY c.at DESC, c.id DESC LIMIT 100
            """
        ).map(DeskContact.init(row:))
    }
}

extension DeskWork {
    func add(
        _ kind: DeskContact.Kind, outcome: String? = nil, note: String? = nil, to intake: Intake,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO desk_contact (id, intake_id, kind, outcome, sealed_note, person_id, at)
            VALUES (\(UUIDv7.make(at: now)), \(intake.id), \(kind), \(outcome), \(try seal(note, intake, .contact, in: db)),
                \(try actor(in: db)), \(now))
            """)
    }
}
