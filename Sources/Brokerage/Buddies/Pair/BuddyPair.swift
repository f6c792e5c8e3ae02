import Core
import Storage

/// A person who asked and a volunteer, from the question to the volunteer to the thanks at the end. In a tandem two
/// pairs share one request.
struct BuddyPair: Sendable {
    typealias Identity = ID<BuddyPair>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        /// The volunteer has not answered yet.
        case asked = "gevraagd"
        /// The volunteer said yes; the introduction must be planned.
        case agreed = "ja"
        /// The introduction has a date.
        case meeting = "kennismaking"
        case trial = "proef"
        case running = "loopt"
        case paused = "pauze"
        case ended = "gestopt"
        /// It never came to be: the volunteer said no, or the introduction brought no match.
        case declined = "niet"

        var label: Text {
            switch self {
            case .asked: Text("wacht op ja van de vrijwilliger")
            case .agreed: Text("plan de kennismaking")
            case .meeting: Text("kennismaking gepland")
            case .trial: Text("proeftijd")
            case .running: Text("loopt")
            case .paused: Text("pauze")
            case .ended: Text("gestopt")
            case .declined: Text("niet doorgegaan")
            }
        }

        /// Takes the time of the volunteer.
        static let active: [State] = [.asked, .agreed, .meeting, .trial, .running, .paused]
        /// They see each other.
        static let together: [State] = [.trial, .running, .paused]
        var isActive: Bool { Self.active.contains(self) }
        var isTogether: Bool { Self.together.contains(self) }
    }

    enum End: String, Sendable, CaseIterable, SQLConvertible {
        case done = "klaar"
        case asker = "aanvrager"
        case volunteer = "vrijwilliger"
        case handedOver = "overgedragen"
        case noMatch = "klikt-niet"
        case moved = "verhuisd"
        case erased = "gewist"
        /// The volunteer said no to the question.
        case refused = "nee"

        var label: Text {
            switch self {
            case .done: Text("Het is klaar, het doel is bereikt")
            case .asker: Text("Wie hulp vroeg, wil stoppen")
            case .volunteer: Text("De vrijwilliger wil stoppen")
            case .handedOver: Text("Overgedragen aan een andere vrijwilliger")
            case .noMatch: Text("Het klikte niet")
            case .moved: Text("Verhuisd, ziek of overleden")
            case .erased: Text("Iemand heeft de gegevens laten wissen")
            case .refused: Text("De vrijwilliger zei nee")
            }
        }

        /// What a broker can choose.
        static let choices: [End] = [.done, .asker, .volunteer, .noMatch, .moved]
    }

    let id: Identity
    let number: Int
    let municipality: String
    let kind: BuddyKind.Identity
    let request: BuddyRequest.Identity
    let volunteer: BuddyVolunteer.Identity
    /// The pair that is handed over to this one.
    let previous: Identity?
    let state: State
    let stateAt: Moment
    let isProposed: Bool
    let sealedReason: [UInt8]?
    let meetDay: Day?
    let meetTime: String?
    let meetPlace: String?
    let broker: String?
    let startedAt: Moment?
    let trialUntil: Day?
    let pausedUntil: Day?
    let handoverAt: Moment?
    let heardAt: Moment
    let endedAt: Moment?
    let endReason: End?
    let sealedLast: [UInt8]?
    let createdAt: Moment

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        kind = try row("kind_id")
        request = try row("request_id")
        volunteer = try row("volunteer_id")
        previous = try row("previous_id")
        state = try row("state")
        stateAt = try row("state_at")
        isProposed = try row("is_proposed")
        sealedReason = try row("sealed_reason")
        meetDay = try row("meet_day")
        meetTime = try row("meet_time")
        meetPlace = try row("meet_place")
        broker = try row("broker_id")
        startedAt = try row("started_at")
        trialUntil = try row("trial_until")
        pausedUntil = try row("paused_until")
        handoverAt = try row("handover_at")
        heardAt = try row("heard_at")
        endedAt = try row("ended_at")
        endReason = try row("end_reason")
        sealedLast = try row("sealed_last")
        createdAt = try row("created_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> BuddyPair? {
        try db.first("SELECT * FROM buddy_pair WHERE id = \(id)").map(BuddyPair.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> BuddyPair? {
        try db.first(
            "SELECT * FROM buddy_pair WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(BuddyPair.init(row:))
    }

    /// The pairs of one request, the newest first.
    static func all(of request: BuddyRequest.Identity, in db: any SQLConnection) throws -> [BuddyPair] {
        try db.rows(
            "SELECT * FROM buddy_pair WHERE request_id = \(request) ORDER BY created_at DESC, id DESC LIMIT 100"
        )
        .map(BuddyPair.init(row:))
    }

    static func all(of volunteer: BuddyVolunteer.Identity, in db: any SQLConnection) throws -> [BuddyPair] {
        try db.rows(
            "SELECT * FROM buddy_pair WHERE volunteer_id = \(volunteer) ORDER BY created_at DESC, id DESC LIMIT 100"
        ).map(BuddyPair.init(row:))
    }
}
