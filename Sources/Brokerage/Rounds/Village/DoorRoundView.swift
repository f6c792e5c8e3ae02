import Community
import Core
import Storage

/// Where a round stands, by street, by walker and in all.
struct DoorRoundView: Sendable {
    struct Count: Sendable {
        var all = 0
        var open = 0
        var away = 0
        var card = 0
        var spoken = 0
        var no = 0
        var none = 0
        var offers = 0
        var asks = 0
        var viaCard = 0

        var done: Int { all - open - away }

        static func += (left: inout Count, right: Count) {
            left.all += right.all
            left.open += right.open
            left.away += right.away
            left.card += right.card
            left.spoken += right.spoken
            left.no += right.no
            left.none += right.none
            left.offers += right.offers
            left.asks += right.asks
            left.viaCard += right.viaCard
        }
    }

    let round: DoorRound
    let neighbourhood: String?
    let streets: [(key: String, name: String, count: Count, helpers: [RoundHelper.Identity])]
    let helpers: [(helper: RoundHelper, count: Count)]
    let total: Count
    /// To do, and nobody's.
    let unassigned: Int
    /// Of those who want to do something: who found a place through the desk.
    let placed: Int

    init(_ round: DoorRound, in db: any SQLConnection) throws {
        self.round = round
        neighbourhood = try round.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        let rows = try db.rows(
            """
            SELECT street_key, MIN(street) AS street, helper_id, state, COUNT(*) AS n, SUM(offers) AS offers,
                SUM(asks) AS asks, SUM(CASE WHEN via = \(Door.Way.card) THEN 1 ELSE 0 END) AS cards
            FROM door WHERE round_id = \(round.id) GROUP BY street_key, helper_id, state ORDER BY street_key, helper_id
            """)
        var order: [String] = []
        var byStreet: [String: (name: String, count: Count, helpers: [RoundHelper.Identity])] = [:]
        var byHelper: [String: Count] = [:]
        var total = Count()
        var unassigned = 0
        for row in rows {
            let count = try Self.count(row)
            let key: String = try row("street_key")
            let helper: RoundHelper.Identity? = try row("helper_id")
            if byStreet[key] == nil {
                order.append(key)
                byStreet[key] = (try row("street"), Count(), [])
            }
            byStreet[key]?.count += count
            if let helper, byStreet[key]?.helpers.contains(helper) == false { byStreet[key]?.helpers.append(helper) }
            byHelper[helper?.text ?? "", default: Count()] += count
            if helper == nil { unassigned += count.open + count.away }
            total += count
        }
        streets = order.compactMap { key in
            byStreet[key].map { (key: key, name: $0.name, count: $0.count, helpers: $0.helpers) }
        }
        helpers = try RoundHelper.all(of: round.id, in: db).map { (helper: $0, count: byHelper[$0.id.text] ?? Count()) }
        self.total = total
        self.unassigned = unassigned
        placed = try round.placed ?? Self.placed(round.id, in: db)
    }

    /// The totals of each of these; missing for a round without doors.
    static func counts(_ rounds: [DoorRound.Identity], in db: any SQLConnection) throws -> [DoorRound.Identity: Count] {
        if rounds.isEmpty { return [:] }
        var counts: [DoorRound.Identity: Count] = [:]
        let rows = try db.rows(
            """
            SELECT round_id, state, COUNT(*) AS n, SUM(offers) AS offers, SUM(asks) AS asks,
                SUM(CASE WHEN via = \(Door.Way.card) THEN 1 ELSE 0 END) AS cards
            FROM door WHERE round_id IN (\(list: rounds)) GROUP BY round_id, state
            """)
        for row in rows { try counts[row("round_id"), default: Count()] += count(row) }
        return counts
    }

    static func placed(_ round: DoorRound.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM door d JOIN door_intake x ON x.door_id = d.id JOIN intake i ON i.id = x.intake_id
            WHERE d.round_id = \(round) AND i.placed_at IS NOT NULL
            """)
    }

    private static func count(_ row: Row) throws -> Count {
        var count = Count()
        let all: Int = try row("n")
        count.all = all
        count.offers = try row("offers")
        count.asks = try row("asks")
        count.viaCard = try row("cards")
        switch try row("state", as: Door.State.self) {
        case .open: count.open = all
        case .away: count.away = all
        case .card: count.card = all
        case .spoken: count.spoken = all
        case .no: count.no = all
        case .none: count.none = all
        }
        return count
    }
}
