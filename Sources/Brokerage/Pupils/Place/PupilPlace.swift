import Community
import Core
import Storage

/// A place for pupils at an organisation: for single pupils, or for a whole group of friends at once.
struct PupilPlace: Sendable {
    typealias Identity = ID<PupilPlace>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case submitted = "ingediend", approved = "goedgekeurd", returned = "terug", withdrawn = "ingetrokken"

        var label: Text {
            switch self {
            case .submitted: Text("wacht op de centrale")
            case .approved: Text("staat open")
            case .returned: Text("teruggestuurd")
            case .withdrawn: Text("ingetrokken")
            }
        }
    }

    enum Rhythm: String, Sendable, CaseIterable, SQLConvertible {
        case afterSchool = "na-school", weekend, holiday = "vakantie", schoolDay = "schooldag"

        var label: Text {
            switch self {
            case .afterSchool: Text("na school")
            case .weekend: Text("in het weekend")
            case .holiday: Text("in de vakantie")
            case .schoolDay: Text("op een schooldag")
            }
        }
    }

    let id: Identity
    let number: Int
    let round: PupilRound.Identity
    let organisation: Organisation.Identity
    let municipality: String
    let title: String
    let what: String
    let place: String
    let rhythm: Rhythm
    let times: String
    /// Pupils, or groups when it takes groups.
    let seats: Int
    /// 1 for single pupils; else the most in one group.
    let groupSize: Int
    let from16: Bool
    /// The school it was made with, whose pupils may go first.
    let school: School.Identity?
    let state: State
    let feedback: String?
    let updatedAt: Moment

    var isForGroups: Bool { groupSize > 1 }
    /// The name in the frozen input.
    var code: String { "plek-\(number)" }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        round = try row("round_id")
        organisation = try row("organisation_id")
        municipality = try row("municipality_code")
        title = try row("title")
        what = try row("what")
        place = try row("place")
        rhythm = try row("rhythm")
        times = try row("times")
        seats = try row("seats")
        groupSize = try row("group_size")
        from16 = try row("from_16")
        school = try row("school_id")
        state = try row("state")
        feedback = try row("feedback")
        updatedAt = try row("updated_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> PupilPlace? {
        try db.first("SELECT * FROM pupil_place WHERE id = \(id)").map(PupilPlace.init(row:))
    }

    /// Whether the organisation in this column is still there to receive pupils, as a condition.
    static func isOffered(by organisation: SQL) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM organisation po WHERE po.id = \(organisation)
            AND po.state = \(Organisation.State.stopped))
        """
    }

    /// Every place of a round that pupils can choose, in the order of their numbers.
    static func open(in round: PupilRound.Identity, db: any SQLConnection) throws -> [PupilPlace] {
        try db.rows(
            """
            SELECT * FROM pupil_place WHERE round_id = \(round) AND state = \(State.approved)
            AND \(isOffered(by: "pupil_place.organisation_id")) ORDER BY number
            """
        ).map(PupilPlace.init(row:))
    }

    /// How many places `open(in:db:)` gives, and for how many pupils they have room together.
    static func openCounts(in round: PupilRound.Identity, db: any SQLConnection) throws -> (places: Int, seats: Int) {
        let row = try db.first(
            """
            SELECT COUNT(*) AS places, SUM(seats * group_size) AS seats FROM pupil_place
            WHERE round_id = \(round) AND state = \(State.approved)
            AND \(isOffered(by: "pupil_place.organisation_id"))
            """)
        return (try row?("places") ?? 0, try row?("seats", as: Int?.self) ?? 0)
    }

    /// Every place of a round the centre said yes to, also at an organisation that stopped since: what was frozen counts.
    static func approved(in round: PupilRound.Identity, db: any SQLConnection) throws -> [PupilPlace] {
        try db.rows("SELECT * FROM pupil_place WHERE round_id = \(round) AND state = \(State.approved) ORDER BY number")
            .map(PupilPlace.init(row:))
    }

    /// A place that pupils can get.
    static func findOpen(_ id: Identity, in db: any SQLConnection) throws -> PupilPlace? {
        try db.first(
            """
            SELECT * FROM pupil_place WHERE id = \(id) AND state = \(State.approved)
            AND \(isOffered(by: "pupil_place.organisation_id"))
            """
        ).map(PupilPlace.init(row:))
    }
}
