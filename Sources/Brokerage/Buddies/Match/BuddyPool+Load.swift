import Community
import Core
import Storage

extension BuddyPool {
    /// What a pool is made of, as the database has it. Comparing two takes much less time than reading one.
    struct Rows: Sendable, Equatable {
        let kinds: [BuddyKind]
        /// Pairs of who waits; people who wait; what volunteers do; free volunteers.
        let pairs: [Row]
        let needs: [Row]
        let doing: [Row]
        let offers: [Row]
    }

    /// All of one municipality as it is now. The waiting list and the free volunteers bound it.
    static func load(_ municipality: String, today: Day, in db: any SQLConnection) throws -> BuddyPool {
        try BuddyPool(Rows(municipality, in: db), today: today)
    }

    init(_ rows: Rows, today: Day) throws {
        self.init(needs: try rows.readNeeds(), offers: try rows.readOffers(), today: today)
    }

    /// One request and one volunteer as they are now, for a decision about these two; a side that does not take part
    /// any more is missing.
    static func pair(
        _ request: BuddyRequest, _ volunteer: BuddyVolunteer, in db: any SQLConnection
    ) throws -> (need: BuddyNeed?, offer: BuddyOffer?) {
        let rows = try Rows(request.municipality, request: request, volunteer: volunteer, in: db)
        return (try rows.readNeeds().first, try rows.readOffers().first)
    }
}

extension BuddyPool.Rows {
    /// - Parameters:
    ///   - request: this one alone; otherwise all who wait.
    ///   - volunteer: this one alone; otherwise all who are free.
    init(
        _ municipality: String, request: BuddyRequest? = nil, volunteer: BuddyVolunteer? = nil,
        in db: any SQLConnection
    ) throws {
        let asked: SQL = request.map { "AND r.id = \($0.id)" } ?? ""
        let asking: SQL = volunteer.map { "AND v.id = \($0.id)" } ?? ""
        kinds =
            try request.map { try BuddyKind.find($0.kind, in: db).map { [$0] } ?? [] }
            ?? BuddyKind.all(in: [municipality], db: db)
        pairs = try db.rows(
            """
            SELECT p.request_id, p.volunteer_id, p.state, p.handover_at FROM buddy_pair p
            JOIN buddy_request r ON r.id = p.request_id
            WHERE r.municipality_code = \(municipality) AND r.state = \(BuddyRequest.State.waiting) \(asked)
            ORDER BY p.id
            """)
        needs = try db.rows(
            """
            SELECT r.id, r.number, r.kind_id, r.moments, r.languages, r.prefers, r.helpers, r.interests,
                r.created_at, n.x, n.y
            FROM buddy_request r LEFT JOIN neighbourhood n ON n.id = r.neighbourhood_id
            WHERE r.municipality_code = \(municipality) AND r.state = \(BuddyRequest.State.waiting) \(asked)
            ORDER BY r.created_at, r.id LIMIT 2000
            """)
        doing = try db.rows(
            """
            SELECT w.volunteer_id, w.kind_id, w.course_done FROM buddy_volunteer_kind w
            JOIN buddy_volunteer v ON v.id = w.volunteer_id
            WHERE v.municipality_code = \(municipality) AND v.state = \(BuddyVolunteer.State.ready) \(asking)
            ORDER BY w.volunteer_id, w.kind_id
            """)
        offers = try db.rows(
            """
            SELECT v.id, v.number, v.name, v.vog_seen, v.moments, v.languages, v.gender, v.reach, v.capacity,
                v.interests, v.created_at, n.x, n.y, (SELECT COUNT(*) FROM buddy_pair p WHERE p.volunteer_id = v.id
                AND p.state IN (\(list: BuddyPair.State.active))) AS busy
            FROM buddy_volunteer v LEFT JOIN neighbourhood n ON n.id = v.neighbourhood_id
            WHERE v.municipality_code = \(municipality) AND v.state = \(BuddyVolunteer.State.ready) \(asking)
            ORDER BY v.created_at, v.id LIMIT 2000
            """)
    }

    fileprivate func readNeeds() throws -> [BuddyNeed] {
        let byID = Dictionary(kinds.map { ($0.id, $0) }) { first, _ in first }
        var tried: [String: Set<String>] = [:]
        var found: [String: Int] = [:]
        for row in pairs {
            let request: String = try row("request_id")
            tried[request, default: []].insert(try row("volunteer_id"))
            let state: BuddyPair.State = try row("state")
            if state.isActive, try row("handover_at", as: Moment?.self) == nil { found[request, default: 0] += 1 }
        }
        return try needs.compactMap { row in
            let id: String = try row("id")
            let kindID: BuddyKind.Identity = try row("kind_id")
            guard let kind = byID[kindID] else { return nil }
            let helpers: Int = try row("helpers")
            return BuddyNeed(
                id: id, number: try row("number"), kind: kind, moments: try row("moments"),
                languages: try row("languages"), prefers: try row("prefers"), interests: try row("interests"),
                spot: try Spot(row: row),
                places: max(1, helpers - (found[id] ?? 0)), since: try row("created_at"), tried: tried[id] ?? [])
        }
    }

    fileprivate func readOffers() throws -> [BuddyOffer] {
        var kinds: [String: [String: Bool]] = [:]
        for row in doing {
            kinds[try row("volunteer_id"), default: [:]][try row("kind_id")] =
                try row("course_done", as: Day?.self) != nil
        }
        return try offers.map { row in
            let id: String = try row("id")
            let room = try row("capacity", as: Int.self) - row("busy", as: Int.self)
            return BuddyOffer(
                id: id, number: try row("number"), name: try row("name"), kinds: kinds[id] ?? [:],
                hasVOG: try row("vog_seen", as: Day?.self) != nil, moments: try row("moments"),
                languages: try row("languages"), gender: try row("gender"), interests: try row("interests"),
                spot: try Spot(row: row), reach: try row("reach"), room: max(0, room), since: try row("created_at"))
        }
    }
}
