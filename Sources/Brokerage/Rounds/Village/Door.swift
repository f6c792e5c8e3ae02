import Community
import Core
import Storage

/// One door of a round. It keeps what came of it and never who lives there.
struct Door: Sendable {
    typealias Identity = ID<Door>

    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case open = "open", away = "niet-thuis", card = "kaart", spoken = "gesproken", no = "nee", none = "vervalt"

        var label: Text {
            switch self {
            case .open: Text("Nog doen")
            case .away: Text("Niet thuis, nog één keer")
            case .card: Text("Kaart in de bus")
            case .spoken: Text("Gesproken")
            case .no: Text("Doet niet mee")
            case .none: Text("Geen woning")
            }
        }

        /// Nothing more to do for a walker.
        var isDone: Bool { self != .open && self != .away }
        static let toDo: [State] = [.open, .away]
        /// A walker may still write down what was said.
        static let takesAnswer: [State] = [.open, .away, .card]
    }

    enum Way: String, Sendable, SQLConvertible { case door = "deur", card = "kaart" }

    let id: Identity
    let number: Int
    let round: DoorRound.Identity
    let municipality: String
    let street: String
    let streetKey: String
    let house: Int
    let suffix: String
    let helper: RoundHelper.Identity?
    let state: State
    let visits: Int
    let offers: Int
    let asks: Int
    /// How the last of it came in: told to a walker, or by the code on the card.
    let via: Way?
    let codeHash: String?
    let sealedCode: [UInt8]?
    let visitedAt: Moment?

    var houseText: String { String(house) + suffix }
    var address: String { street + " " + houseText }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        round = try row("round_id")
        municipality = try row("municipality_code")
        street = try row("street")
        streetKey = try row("street_key")
        house = try row("house")
        suffix = try row("suffix")
        helper = try row("helper_id")
        state = try row("state")
        visits = try row("visits")
        offers = try row("offers")
        asks = try row("asks")
        via = try row("via")
        codeHash = try row("code_hash")
        sealedCode = try row("code_sealed")
        visitedAt = try row("visited_at")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> Door? {
        try db.first("SELECT * FROM door WHERE id = \(id)").map(Door.init(row:))
    }

    /// A door that this walker may do: the own ones, and those of the round that nobody has.
    static func find(number: Int, for helper: RoundHelper, in db: any SQLConnection) throws -> Door? {
        guard let round = helper.round else { return nil }
        return try db.first(
            """
            SELECT * FROM door WHERE number = \(number) AND round_id = \(round)
            AND (helper_id = \(helper.id) OR helper_id IS NULL)
            """
        ).map(Door.init(row:))
    }

    /// The doors of a street for a walker, in the order of the street.
    static func street(_ key: String, for helper: RoundHelper, in db: any SQLConnection) throws -> [Door] {
        guard let round = helper.round else { return [] }
        return try db.rows(
            """
            SELECT * FROM door WHERE round_id = \(round) AND street_key = \(key)
            AND (helper_id = \(helper.id) OR helper_id IS NULL) ORDER BY house, suffix LIMIT 500
            """
        ).map(Door.init(row:))
    }
}
