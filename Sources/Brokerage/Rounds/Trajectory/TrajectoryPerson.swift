import Community
import Core
import Storage

/// Somebody on the list of a trajectory: to be talked with, or talked with. What was said is sealed.
struct TrajectoryPerson: Sendable {
    typealias Identity = ID<TrajectoryPerson>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case open = "open", wants = "wil", later = "later", no = "nee", unreachable = "onbereikbaar"

        var label: Text {
            switch self {
            case .open: Text("Nog niet gesproken")
            case .wants: Text("Wil iets doen")
            case .later: Text("Nu niet, later wel vragen")
            case .no: Text("Wil niet")
            case .unreachable: Text("Niet te bereiken")
            }
        }
    }

    /// Where somebody who wants to do something goes on.
    enum Route: String, Sendable, CaseIterable, SQLConvertible {
        case centre = "centrale", organisation = "organisatie", own = "zelf", closed = "gesloten"

        var label: Text {
            switch self {
            case .centre: Text("Verder bij de vrijwilligerscentrale")
            case .organisation: Text("Doorverwezen naar een organisatie")
            case .own: Text("Neemt zelf contact op")
            case .closed: Text("Gesloten zonder vervolg")
            }
        }
    }

    let id: Identity
    let number: Int
    let trajectory: Trajectory.Identity
    let municipality: String
    let organisation: Organisation.Identity?
    let helper: RoundHelper.Identity?
    let name: String
    let sortKey: String
    let email: String?
    let phone: String?
    /// How the organisation knows this person, in a few words.
    let relation: String
    let state: State
    let notes: [UInt8]?
    let wishes: [UInt8]?
    let consentAt: Moment?
    let route: Route?
    let intake: String?
    let askAgain: Day?
    let assignedAt: Moment?
    let talkedAt: Moment?
    let startedAt: Moment?

    var firstName: String { name.split(separator: " ").first.map(String.init) ?? name }
    /// The places of the sealed texts, which open as no other.
    static let notesField = "trajectory_person.notes"
    static let wishesField = "trajectory_person.wishes"

    /// Whether the interviewer still has to talk, or to ask once more.
    func isToDo(on today: Day) -> Bool {
        state == .open || (state == .later && askAgain.map { $0 <= today } == true)
    }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        trajectory = try row("trajectory_id")
        municipality = try row("municipality_code")
        organisation = try row("organisation_id")
        helper = try row("helper_id")
        name = try row("name")
        sortKey = try row("sort_key")
        email = try row("email")
        phone = try row("phone")
        relation = try row("relation")
        state = try row("state")
        notes = try row("notes")
        wishes = try row("wishes")
        consentAt = try row("consent_at")
        route = try row("route")
        intake = try row("intake_id")
        askAgain = try row("ask_again")
        assignedAt = try row("assigned_at")
        talkedAt = try row("talked_at")
        startedAt = try row("started_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> TrajectoryPerson? {
        try db.first("SELECT * FROM trajectory_person WHERE id = \(id) AND erased_at IS NULL").map(
            TrajectoryPerson.init(row:))
    }

    static func find(number: Int, of trajectory: Trajectory.Identity, in db: any SQLConnection) throws
        -> TrajectoryPerson?
    {
        try db.first(
            """
            SELECT * FROM trajectory_person
            WHERE number = \(number) AND trajectory_id = \(trajectory) AND erased_at IS NULL
            """
        ).map(TrajectoryPerson.init(row:))
    }

    /// The people of one interviewer, whom to talk to yet first, by name; nobody else's.
    static func all(of helper: RoundHelper.Identity, in db: any SQLConnection) throws -> [TrajectoryPerson] {
        try db.rows(
            """
            SELECT * FROM trajectory_person WHERE helper_id = \(helper) AND erased_at IS NULL
            ORDER BY CASE WHEN state IN (\(list: [State.open, .later])) THEN 0 ELSE 1 END, sort_key, id LIMIT 300
            """
        ).map(TrajectoryPerson.init(row:))
    }

    /// A page of the list, by name. `after` is the key of the last one shown: sort key, a bar, id.
    static func page(
        of trajectory: Trajectory.Identity, state: State?, after: String?, limit: Int = 100, in db: any SQLConnection
    ) throws -> Page<TrajectoryPerson> {
        var conditions: [SQL] = ["trajectory_id = \(trajectory)", "erased_at IS NULL"]
        if let state { conditions.append("state = \(state)") }
        if let after, let bar = after.lastIndex(of: "|") {
            let key = String(after[..<bar])
            let id = String(after[after.index(after: bar)...])
            conditions.append("(sort_key, id) > (\(key), \(id))")
        }
        let rows = try db.rows(
            "SELECT * FROM trajectory_person WHERE \(SQL.all(conditions)) ORDER BY sort_key, id LIMIT \(limit + 1)"
        ).map(TrajectoryPerson.init(row:))
        return Page(fetched: rows, limit: limit) { $0.sortKey + "|" + $0.id.text }
    }
}
