import Community
import Core
import Storage

/// Every door of a village or neighbourhood is asked: what would you like to do for others, and what could you use?
struct DoorRound: Sendable {
    typealias Identity = ID<DoorRound>

    enum State: String, Sendable, SQLConvertible {
        case running = "loopt", ended = "klaar"

        var label: Text { self == .running ? Text("Loopt") : Text("Afgerond") }
    }

    /// Nobody is called on more often than this; after that a card goes in the mailbox.
    static let mostVisits = 2
    /// A round in which no door was done for so many days stands still.
    static let stalledDays = 14

    let id: Identity
    let number: Int
    let municipality: String
    let name: String
    let neighbourhood: String?
    let state: State
    let firstDay: Day
    let lastDay: Day
    let conclusion: String
    let createdAt: Moment
    let lastDoorAt: Moment?
    let endedAt: Moment?
    let forgottenAt: Moment?
    /// How many found a place, counted when the line to the desk was cut; `nil` as long as it is counted live.
    let placed: Int?

    static let home = "/centrale/rondes"
    var path: String { Self.home + "/\(number)" }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        neighbourhood = try row("neighbourhood_id")
        state = try row("state")
        firstDay = try row("first_day")
        lastDay = try row("last_day")
        conclusion = try row("conclusion")
        createdAt = try row("created_at")
        lastDoorAt = try row("last_door_at")
        endedAt = try row("ended_at")
        forgottenAt = try row("forgotten_at")
        placed = try row("placed")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> DoorRound? {
        try db.first("SELECT * FROM door_round WHERE id = \(id)").map(DoorRound.init(row:))
    }

    /// The round with this number in one of the municipalities.
    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> DoorRound? {
        try db.first(
            "SELECT * FROM door_round WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(DoorRound.init(row:))
    }

    static func all(in municipalities: [String], db: any SQLConnection) throws -> [DoorRound] {
        try db.rows(
            """
            SELECT * FROM door_round WHERE municipality_code IN (\(list: municipalities))
            ORDER BY state DESC, number DESC LIMIT 200
            """
        ).map(DoorRound.init(row:))
    }
}
