import Community
import Core
import Services
import Storage
import Web

enum BuddyPairList {
    struct Line: Sendable {
        let pair: BuddyPair
        let kind: String
        let volunteer: String
        let request: Int
    }

    static func load(_ filter: BuddyListFilter, _ codes: [String], in db: any SQLConnection) throws -> Page<Line> {
        var conditions: [SQL] = ["p.municipality_code IN (\(list: codes))"]
        switch filter.state.flatMap({ BuddyPair.State(rawValue: $0) }) {
        case let state?: conditions.append("p.state = \(state)")
        case nil: conditions.append("p.state IN (\(list: BuddyPair.State.active))")
        }
        if let kind = filter.kind { conditions.append("k.number = \(kind)") }
        if let after = filter.after, let number = Int(after),
            let last = try BuddyPair.find(number: number, municipalities: codes, in: db)
        {
            conditions.append("(p.created_at, p.id) < (\(last.createdAt), \(last.id))")
        }
        let rows = try db.rows(
            """
            SELECT p.*, k.name AS kind_name, v.name AS volunteer_name, r.number AS request_number FROM buddy_pair p
            JOIN buddy_kind k ON k.id = p.kind_id JOIN buddy_volunteer v ON v.id = p.volunteer_id
            JOIN buddy_request r ON r.id = p.request_id
            WHERE \(SQL.all(conditions)) ORDER BY p.created_at DESC, p.id DESC LIMIT \(BuddyListFilter.size + 1)
            """
        ).map { row in
            Line(
                pair: try BuddyPair(row: row), kind: try row("kind_name"), volunteer: try row("volunteer_name"),
                request: try row("request_number"))
        }
        return Page(fetched: rows, limit: BuddyListFilter.size) { String($0.pair.number) }
    }
}

/// One pair with the words on both sides. Whoever loads it writes first that they read it: `BuddyPairView.note`.
struct BuddyPairView: Sendable {
    struct Said: Sendable {
        let moment: BuddyMoment
        let asker: String?
        let volunteer: String?
    }

    let pair: BuddyPair
    let kind: BuddyKind?
    let request: BuddyRequest
    let words: BuddyWords?
    let volunteer: BuddyVolunteer
    let reason: String?
    let last: String?
    let said: [Said]
    let previous: BuddyPair?
    let next: BuddyPair?

    init(_ pair: BuddyPair, _ work: BuddyWork, in db: any SQLConnection) throws {
        guard let request = try BuddyRequest.find(pair.request, in: db),
            let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db)
        else { throw WebError.notFound }
        self.pair = pair
        self.request = request
        self.volunteer = volunteer
        kind = try BuddyKind.find(pair.kind, in: db)
        words = try BuddyWords.open(request, work.house.seals, in: db)
        reason = try work.unseal(pair.sealedReason, request.id.text, "reason \(pair.id.text)", in: db)
        last = try work.unseal(pair.sealedLast, request.id.text, "last \(pair.id.text)", in: db)
        said = try BuddyMoment.all(of: pair.id, in: db).map { moment in
            let field = "moment \(moment.id)"
            return Said(
                moment: moment, asker: try work.unseal(moment.askerWords, request.id.text, field, in: db),
                volunteer: try work.unseal(moment.volunteerWords, volunteer.id.text, field, in: db))
        }
        previous = try pair.previous.flatMap { try BuddyPair.find($0, in: db) }
        next = try BuddyPair.all(of: request.id, in: db).first { $0.previous == pair.id && $0.state != .declined }
    }

    /// Writes down whose words are opened.
    static func note(_ pair: BuddyPair, _ work: BuddyWork, in db: any SQLConnection) throws {
        if let request = try BuddyRequest.find(pair.request, in: db) { try work.noteReading(request, in: db) }
        let hasSpoken = try BuddyMoment.all(of: pair.id, in: db).contains { $0.volunteerWords != nil }
        if hasSpoken, let volunteer = try BuddyVolunteer.find(pair.volunteer, in: db) {
            try work.noteReading(volunteer, in: db)
        }
    }
}
