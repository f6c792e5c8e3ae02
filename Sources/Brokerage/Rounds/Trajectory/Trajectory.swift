import Community
import Core
import Storage

/// People of an organisation's own following talk with others they know about what they would like to do. In one
/// organisation, or in several of a neighbourhood that send people on to each other.
struct Trajectory: Sendable {
    typealias Identity = ID<Trajectory>

    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case single = "een", neighbourhood = "wijk"

        var label: Text {
            switch self {
            case .single: Text("In één organisatie")
            case .neighbourhood: Text("In een wijk, met meer organisaties")
            }
        }
    }

    enum State: String, Sendable, SQLConvertible {
        case running = "loopt", ended = "klaar"

        var label: Text { self == .running ? Text("Loopt") : Text("Afgerond") }
    }

    /// A talk that was promised and did not take place after so many days is the centre's to look at.
    static let talkDays = 14
    /// So long an organisation has to answer.
    static let answerDays = 14
    /// So long after a yes we ask whether somebody began.
    static let startDays = 30

    let id: Identity
    let number: Int
    let municipality: String
    let name: String
    let kind: Kind
    let neighbourhood: String?
    let goal: String
    let state: State
    let conclusion: String
    let createdAt: Moment
    let endedAt: Moment?
    let forgottenAt: Moment?

    static let home = "/centrale/trajecten"
    var path: String { Self.home + "/\(number)" }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        kind = try row("kind")
        neighbourhood = try row("neighbourhood_id")
        goal = try row("goal")
        state = try row("state")
        conclusion = try row("conclusion")
        createdAt = try row("created_at")
        endedAt = try row("ended_at")
        forgottenAt = try row("forgotten_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> Trajectory? {
        try db.first("SELECT * FROM trajectory WHERE id = \(id)").map(Trajectory.init(row:))
    }

    /// The trajectory with this number in one of the municipalities.
    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> Trajectory? {
        try db.first(
            "SELECT * FROM trajectory WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(Trajectory.init(row:))
    }

    static func all(in municipalities: [String], db: any SQLConnection) throws -> [Trajectory] {
        try db.rows(
            """
            SELECT * FROM trajectory WHERE municipality_code IN (\(list: municipalities))
            ORDER BY state DESC, number DESC LIMIT 200
            """
        ).map(Trajectory.init(row:))
    }

    /// The organisations that take part, by name.
    func organisations(in db: any SQLConnection) throws -> [Organisation] {
        try db.rows(
            """
            SELECT o.* FROM trajectory_organisation t JOIN organisation o ON o.id = t.organisation_id
            WHERE t.trajectory_id = \(id) ORDER BY o.sort_key, o.id
            """
        ).map(Organisation.init(row:))
    }
}
