import Community
import Core
import Services
import Storage
import Web

/// The waiting list and the rest of the requests, who asked first at the top; no names: those are read on the page.
struct BuddyRequestList: Sendable {
    struct Line: Sendable {
        let request: BuddyRequest
        let kind: String
        let maxWait: Int
        let area: String?
        let passed: Int
    }

    let page: Page<Line>
    let kinds: [BuddyKind]
    let areas: [Neighbourhood]

    static func load(_ filter: BuddyListFilter, _ codes: [String], now: Moment, in db: any SQLConnection) throws
        -> BuddyRequestList
    {
        var conditions: [SQL] = ["r.municipality_code IN (\(list: codes))"]
        switch filter.state.flatMap({ BuddyRequest.State(rawValue: $0) }) {
        case let state?: conditions.append("r.state = \(state)")
        case nil: conditions.append("r.state IN (\(list: [BuddyRequest.State.new, .waiting]))")
        }
        if let kind = filter.kind { conditions.append("k.number = \(kind)") }
        if let area = filter.area { conditions.append("r.neighbourhood_id = \(area)") }
        if let after = filter.after, let number = Int(after),
            let last = try BuddyRequest.find(number: number, municipalities: codes, in: db)
        {
            conditions.append("(r.created_at, r.id) > (\(last.createdAt), \(last.id))")
        }
        let rows = try db.rows(
            """
            SELECT r.*, k.name AS kind_name, k.max_wait_days, n.name AS area_name,
                (SELECT COUNT(*) FROM buddy_passed b WHERE b.request_id = r.id) AS passed
            FROM buddy_request r JOIN buddy_kind k ON k.id = r.kind_id
            LEFT JOIN neighbourhood n ON n.id = r.neighbourhood_id
            WHERE \(SQL.all(conditions)) ORDER BY r.created_at, r.id LIMIT \(BuddyListFilter.size + 1)
            """
        ).map { row in
            Line(
                request: try BuddyRequest(row: row), kind: try row("kind_name"), maxWait: try row("max_wait_days"),
                area: try row("area_name"), passed: try row("passed"))
        }
        return BuddyRequestList(
            page: Page(fetched: rows, limit: BuddyListFilter.size) { String($0.request.number) },
            kinds: try BuddyKind.all(in: codes, db: db),
            areas: try codes.flatMap { try Places.neighbourhoods(of: $0, in: db) })
    }
}

/// One request with its words. Whoever loads it writes first that they read it: `BuddyWork.noteReading`.
struct BuddyRequestView: Sendable {
    let request: BuddyRequest
    let kind: BuddyKind?
    /// What the centre can choose from when it speaks with the person.
    let kinds: [BuddyKind]
    let area: String?
    let words: BuddyWords?
    let pairs: [(pair: BuddyPair, volunteer: String)]
    let passed: [(at: Moment, reason: String)]
    /// So many candidates are shown.
    static let most = 12
    /// Candidates, the proposed ones first.
    let candidates: [(candidate: BuddyPool.Candidate, isProposed: Bool, passes: Int)]
    let hindrance: BuddyHindrance?
    /// The rule gave no proposal: the broker chooses by hand.
    let isByHand: Bool

    init(_ request: BuddyRequest, _ board: BuddyBoard?, _ work: BuddyWork, in db: any SQLConnection) throws {
        self.request = request
        let kind = try BuddyKind.find(request.kind, in: db)
        self.kind = kind
        let open = try BuddyKind.all(in: [request.municipality], active: true, db: db)
        kinds = open.contains { $0.id == request.kind } ? open : [kind].compactMap(\.self) + open
        area = try request.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        words = try BuddyWords.open(request, work.house.seals, in: db)
        pairs = try BuddyPair.all(of: request.id, in: db).map { pair in
            (pair: pair, volunteer: try BuddyVolunteer.find(pair.volunteer, in: db)?.name ?? "")
        }
        passed = try db.rows(
            """
            SELECT pair_id, sealed_reason, at FROM buddy_passed WHERE request_id = \(request.id)
            ORDER BY at, id LIMIT 50
            """
        ).compactMap { row in
            let pair: String = try row("pair_id")
            guard let reason = try work.unseal(try row("sealed_reason"), request.id.text, "passed \(pair)", in: db)
            else { return nil }
            return (at: try row("at"), reason: reason)
        }
        // Who came on the list a moment ago is on the board of the next look.
        guard request.state == .waiting, let board, let place = board.pool.place(of: request.id.text) else {
            candidates = []
            hindrance = nil
            isByHand = false
            return
        }
        isByHand = board.fault != nil
        let proposed = board.proposals[place].map { board.pool.candidate(place, $0) }
        let ids = Set(proposed.map(\.offer.id))
        let others = board.pool.candidates(place, most: Self.most + ids.count).filter { !ids.contains($0.offer.id) }
        candidates = (proposed + others).prefix(Self.most).map { candidate in
            (
                candidate: candidate, isProposed: ids.contains(candidate.offer.id),
                passes: board.passed(by: candidate.offer.id, for: request.id.text).count
            )
        }
        hindrance = candidates.isEmpty ? board.pool.hindrance(place) : nil
    }
}
