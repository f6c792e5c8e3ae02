import Community
import Core
import Services
import Storage
import Web

enum BuddyVolunteerList {
    struct Line: Sendable {
        let volunteer: BuddyVolunteer
        let area: String?
        let busy: Int
        let courseFirst: Bool
        let vogFirst: Bool
    }

    static func load(_ filter: BuddyListFilter, _ codes: [String], in db: any SQLConnection) throws -> Page<Line> {
        var conditions: [SQL] = ["v.municipality_code IN (\(list: codes))"]
        switch filter.state.flatMap({ BuddyVolunteer.State(rawValue: $0) }) {
        case let state?: conditions.append("v.state = \(state)")
        case nil: conditions.append("v.state IN (\(list: [BuddyVolunteer.State.new, .ready]))")
        }
        if let kind = filter.kind {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM buddy_volunteer_kind x JOIN buddy_kind k ON k.id = x.kind_id
                WHERE x.volunteer_id = v.id AND k.number = \(kind))
                """)
        }
        if let area = filter.area { conditions.append("v.neighbourhood_id = \(area)") }
        if let after = filter.after, let number = Int(after),
            let last = try BuddyVolunteer.find(number: number, municipalities: codes, in: db)
        {
            conditions.append("(v.created_at, v.id) > (\(last.createdAt), \(last.id))")
        }
        let rows = try db.rows(
            """
            SELECT v.*, n.name AS area_name, (SELECT COUNT(*) FROM buddy_pair p WHERE p.volunteer_id = v.id
                AND p.state IN (\(list: BuddyPair.State.active))) AS busy,
                (SELECT COUNT(*) FROM buddy_volunteer_kind w JOIN buddy_kind k ON k.id = w.kind_id
                WHERE w.volunteer_id = v.id AND k.needs_course = \(true) AND w.course_done IS NULL) AS courses,
                (SELECT COUNT(*) FROM buddy_volunteer_kind w JOIN buddy_kind k ON k.id = w.kind_id
                WHERE w.volunteer_id = v.id AND k.needs_vog = \(true)) AS vogs
            FROM buddy_volunteer v LEFT JOIN neighbourhood n ON n.id = v.neighbourhood_id
            WHERE \(SQL.all(conditions)) ORDER BY v.created_at, v.id LIMIT \(BuddyListFilter.size + 1)
            """
        ).map { row in
            let volunteer = try BuddyVolunteer(row: row)
            return Line(
                volunteer: volunteer, area: try row("area_name"), busy: try row("busy"),
                courseFirst: try row("courses", as: Int.self) > 0,
                vogFirst: try row("vogs", as: Int.self) > 0 && volunteer.vogSeen == nil)
        }
        return Page(fetched: rows, limit: BuddyListFilter.size) { String($0.volunteer.number) }
    }
}

struct BuddyVolunteerView: Sendable {
    let volunteer: BuddyVolunteer
    let area: String?
    let about: String?
    let wanted: [BuddyVolunteer.Wanted]
    let kinds: [BuddyKind]
    let pairs: [BuddyPair]

    init(_ volunteer: BuddyVolunteer, _ work: BuddyWork, in db: any SQLConnection) throws {
        self.volunteer = volunteer
        area = try volunteer.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        wanted = try volunteer.wanted(in: db)
        kinds = try BuddyKind.all(in: [volunteer.municipality], db: db)
        pairs = try BuddyPair.all(of: volunteer.id, in: db)
        about = try work.unseal(volunteer.sealed, volunteer.id.text, "about", in: db)
        try work.noteReading(volunteer, in: db)
    }
}
