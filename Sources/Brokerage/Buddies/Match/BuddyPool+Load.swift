import Community
import Core
import Storage

extension BuddyPool {
    /// All of one municipality as it is now. The waiting list and the free volunteers bound it.
    static func load(_ municipality: String, today: Day, in db: any SQLConnection) throws -> BuddyPool {
        let kinds = try BuddyKind.all(in: [municipality], db: db)
        return BuddyPool(
            needs: try needs(municipality, kinds, in: db), offers: try offers(municipality, in: db), today: today)
    }

    /// One request and one volunteer as they are now, for a decision about these two; a side that does not take part
    /// any more is missing.
    static func pair(
        _ request: BuddyRequest, _ volunteer: BuddyVolunteer, in db: any SQLConnection
    ) throws -> (need: BuddyNeed?, offer: BuddyOffer?) {
        let kinds = try BuddyKind.find(request.kind, in: db).map { [$0] } ?? []
        let need = try needs(request.municipality, kinds, only: request.id, in: db).first
        return (need, try offers(request.municipality, only: volunteer.id, in: db).first)
    }

    private static func needs(
        _ municipality: String, _ kinds: [BuddyKind], only: BuddyRequest.Identity? = nil, in db: any SQLConnection
    ) throws -> [BuddyNeed] {
        let some: SQL = only.map { "AND r.id = \($0)" } ?? ""
        let byID = Dictionary(kinds.map { ($0.id, $0) }) { first, _ in first }
        var tried: [String: Set<String>] = [:]
        var found: [String: Int] = [:]
        let pairs = try db.rows(
            """
            SELECT p.request_id, p.volunteer_id, p.state, p.handover_at FROM buddy_pair p
            JOIN buddy_request r ON r.id = p.request_id
            WHERE r.municipality_code = \(municipality) AND r.state = \(BuddyRequest.State.waiting) \(some)
            """)
        for row in pairs {
            let request: String = try row("request_id")
            tried[request, default: []].insert(try row("volunteer_id"))
            let state: BuddyPair.State = try row("state")
            if state.isActive, try row("handover_at", as: Moment?.self) == nil { found[request, default: 0] += 1 }
        }
        return try db.rows(
            """
            SELECT r.id, r.number, r.kind_id, r.moments, r.languages, r.prefers, r.helpers, r.interests,
                r.created_at, n.x, n.y
            FROM buddy_request r LEFT JOIN neighbourhood n ON n.id = r.neighbourhood_id
            WHERE r.municipality_code = \(municipality) AND r.state = \(BuddyRequest.State.waiting) \(some)
            ORDER BY r.created_at, r.id LIMIT 2000
            """
        ).compactMap { row in
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

    private static func offers(
        _ municipality: String, only: BuddyVolunteer.Identity? = nil, in db: any SQLConnection
    ) throws -> [BuddyOffer] {
        let some: SQL = only.map { "AND v.id = \($0)" } ?? ""
        var kinds: [String: [String: Bool]] = [:]
        let wanted = try db.rows(
            """
            SELECT w.volunteer_id, w.kind_id, w.course_done FROM buddy_volunteer_kind w
            JOIN buddy_volunteer v ON v.id = w.volunteer_id
            WHERE v.municipality_code = \(municipality) AND v.state = \(BuddyVolunteer.State.ready) \(some)
            """)
        for row in wanted {
            kinds[try row("volunteer_id"), default: [:]][try row("kind_id")] =
                try row("course_done", as: Day?.self) != nil
        }
        return try db.rows(
            """
            SELECT v.id, v.number, v.name, v.vog_seen, v.moments, v.languages, v.gender, v.reach, v.capacity,
                v.interests, v.created_at, n.x, n.y, (SELECT COUNT(*) FROM buddy_pair p WHERE p.volunteer_id = v.id
                AND p.state IN (\(list: BuddyPair.State.active))) AS busy
            FROM buddy_volunteer v LEFT JOIN neighbourhood n ON n.id = v.neighbourhood_id
            WHERE v.municipality_code = \(municipality) AND v.state = \(BuddyVolunteer.State.ready) \(some)
            ORDER BY v.created_at, v.id LIMIT 2000
            """
        ).map { row in
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
