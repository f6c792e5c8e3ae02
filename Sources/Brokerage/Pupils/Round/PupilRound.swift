import Community
import Core
import Matching
import Storage

/// A school year of community service in one municipality: when places and wishes come in, and how they are shared out.
struct PupilRound: Sendable {
    typealias Identity = ID<PupilRound>

    /// How far the sharing out has come. Everything before it follows from the dates.
    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case open, frozen = "vastgelegd", drawn = "geloot", decided = "besloten", published = "bekend"

        var label: Text {
            switch self {
            case .open: Text("loopt")
            case .frozen: Text("wensen vastgelegd")
            case .drawn: Text("geloot, nog niet besloten")
            case .decided: Text("besloten, nog niet bekend")
            case .published: Text("uitslag bekend")
            }
        }
    }

    let id: Identity
    let number: Int
    let municipality: String
    let name: String
    let placesFrom: Day
    let wishesFrom: Day
    let wishesUntil: Day
    let drawDay: Day
    let lastDay: Day
    /// Hours each pupil is asked for.
    let hours: Int
    let wishesMin: Int
    let wishesMax: Int
    let rule: LotteryRule
    let state: State
    let publishedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        placesFrom = try row("places_from")
        wishesFrom = try row("wishes_from")
        wishesUntil = try row("wishes_until")
        drawDay = try row("draw_day")
        lastDay = try row("last_day")
        hours = try row("hours")
        wishesMin = try row("wishes_min")
        wishesMax = try row("wishes_max")
        rule = LotteryRule(rawValue: try row("rule")) ?? .oneNumber
        state = try row("state")
        publishedAt = try row("published_at")
    }

    var centrePath: String { "/centrale/stage/rondes/\(number)" }

    /// Organisations may offer places until the choosing closes.
    func takesPlaces(on day: Day) -> Bool { state == .open && day >= placesFrom && day <= wishesUntil }
    /// Pupils may choose.
    func takesWishes(on day: Day) -> Bool { state == .open && day >= wishesFrom && day <= wishesUntil }
    /// The choosing is over and the wishes can be frozen.
    func canFreeze(on day: Day) -> Bool { state == .open && day > wishesUntil }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> PupilRound? {
        try db.first("SELECT * FROM pupil_round WHERE id = \(id)").map(PupilRound.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> PupilRound? {
        try db.first(
            "SELECT * FROM pupil_round WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(PupilRound.init(row:))
    }

    /// The newest first.
    static func all(in municipalities: [String], db: any SQLConnection) throws -> [PupilRound] {
        try db.rows(
            """
            SELECT * FROM pupil_round WHERE municipality_code IN (\(list: municipalities))
            ORDER BY number DESC LIMIT 60
            """
        ).map(PupilRound.init(row:))
    }

    /// Goes on to another state, if it is still in this one.
    func move(to next: State, in db: any SQLConnection) throws -> Bool {
        try db.run("UPDATE pupil_round SET state = \(next) WHERE id = \(id) AND state = \(state)") == 1
    }
}
