import Community
import Core
import Formats
import Services
import Storage

/// Somebody who said yes in a talk or at a door, on the way to the desk of the centre.
struct RoundDraft: Sendable {
    enum Source: Sendable {
        case talk(TrajectoryPerson.Identity), door(Door.Identity, turn: Int)

        var way: Intake.Way {
            switch self {
            case .talk: .trajectory
            case .door: .round
            }
        }
    }

    let source: Source
    let municipality: String
    let name: String
    var email: String?
    var phone: String?
    /// What the person said, in a few lines.
    var words: String?
    var wishes: Wishes?
    let consent: Intake.Consent
}

/// The one way from a round to the desk: somebody who wants to do something becomes a case there.
enum OfferDoor {
    static func open(_ draft: RoundDraft, by cause: Audit.Cause, house: House, now: Moment, in db: any SQLConnection)
        throws -> Intake.Identity
    {
        try RoundDoors.open(draft, key: "aanbod", by: cause, house: house, now: now, in: db)
    }
}

/// The one way from a door to whoever handles requests for help: the waiting list of buddies where the municipality has
/// kinds of help, or else the desk, where somebody calls back and brings the request to the right place.
enum HelpDoor {
    /// - Returns: the case at the desk; `nil` when it became a request for a buddy.
    static func open(
        _ draft: RoundDraft, neighbourhood: String?, by cause: Audit.Cause, house: House, now: Moment,
        in db: any SQLConnection
    ) throws -> Intake.Identity? {
        // Which kind it is, the centre finds out when it calls; it begins at the first of its list.
        if let kind = try BuddyKind.all(in: [draft.municipality], active: true, db: db).first {
            let words = BuddyWords(
                name: draft.name, email: draft.email, phone: draft.phone, wish: draft.words ?? "", not: "")
            let request = BuddyRequestDraft(
                kind: kind, words: words, neighbourhood: neighbourhood, source: .door, moments: WeekMoments(bits: 0),
                languages: BuddyLanguages(codes: ["nl"]), prefers: nil, helpers: 1, language: .dutch, person: nil)
            try BuddyWork(house, cause: cause, now: now).ask(request, in: db)
            return nil
        }
        var draft = draft
        draft.words = house.t(.dutch)(Text("Vraagt hulp: \(draft.words ?? "")"))
        return try RoundDoors.open(draft, key: "vraag", by: cause, house: house, now: now, in: db)
    }
}

private enum RoundDoors {
    static func open(
        _ draft: RoundDraft, key: String, by cause: Audit.Cause, house: House, now: Moment, in db: any SQLConnection
    ) throws -> Intake.Identity {
        let source =
            switch draft.source {
            case .talk(let id): "traject:\(id.text):\(key)"
            case .door(let id, let turn): "deur:\(id.text):\(turn):\(key)"
            }
        let wishes = draft.wishes.flatMap { $0.isEmpty ? nil : $0.json.text }
        let intake = IntakeDraft(
            way: draft.source.way, municipality: draft.municipality, name: draft.name, email: draft.email,
            phone: draft.phone, question: draft.words, wishes: wishes, consent: draft.consent, source: source)
        return try Intake.open(intake, by: cause, house: house, now: now, in: db).id
    }
}

extension RoundHelper {
    /// Who the audit log names: somebody without an account.
    func cause(_ origin: String) -> Audit.Cause { Audit.Cause(actor: "ronde-" + id.text, origin: origin) }
}
