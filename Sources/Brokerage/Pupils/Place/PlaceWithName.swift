import Community
import Core
import Storage

/// A place with the organisation that offers it.
struct PlaceWithName: Sendable {
    let place: PupilPlace
    let organisation: String
    /// The organisation left the site: nobody can go there.
    let hasStopped: Bool

    init(row: Row) throws {
        place = try PupilPlace(row: row)
        organisation = try row("organisation_name")
        hasStopped = try row("organisation_state", as: Organisation.State.self) == .stopped
    }

    private static let columns: SQL = """
        SELECT p.*, o.name AS organisation_name, o.state AS organisation_state
        FROM pupil_place p JOIN organisation o ON o.id = p.organisation_id
        """

    static func find(number: Int, round: PupilRound.Identity, in db: any SQLConnection) throws -> PlaceWithName? {
        try db.first("\(columns) WHERE p.number = \(number) AND p.round_id = \(round)").map(PlaceWithName.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> PlaceWithName? {
        try db.first("\(columns) WHERE p.number = \(number) AND p.municipality_code IN (\(list: municipalities))").map(
            PlaceWithName.init(row:))
    }

    static func find(_ id: PupilPlace.Identity, in db: any SQLConnection) throws -> PlaceWithName? {
        try db.first("\(columns) WHERE p.id = \(id)").map(PlaceWithName.init(row:))
    }

    /// What a pupil looks for.
    struct Filter: Sendable {
        var text: String?
        var rhythm: PupilPlace.Rhythm?
        var forGroups: Bool
        var mayBe16: Bool
    }

    static let pageSize = 20

    /// Open places that fit the filter, paged by number.
    static func page(_ filter: Filter, round: PupilRound.Identity, after: Int, in db: any SQLConnection) throws
        -> Page<PlaceWithName>
    {
        var conditions: [SQL] = [
            "p.round_id = \(round)", "p.state = \(PupilPlace.State.approved)", "p.number > \(after)",
            "o.state <> \(Organisation.State.stopped)",
        ]
        if let text = filter.text {
            let words = "%" + text.lowercased() + "%"
            conditions.append(
                "(LOWER(p.title) LIKE \(words) OR LOWER(p.what) LIKE \(words) OR LOWER(o.name) LIKE \(words))")
        }
        if let rhythm = filter.rhythm { conditions.append("p.rhythm = \(rhythm)") }
        conditions.append(filter.forGroups ? "p.group_size > \(1)" : "p.group_size = \(1)")
        if !filter.mayBe16 { conditions.append("p.from_16 = \(false)") }
        let rows = try db.rows("\(columns) WHERE \(SQL.all(conditions)) ORDER BY p.number LIMIT \(pageSize + 1)").map(
            PlaceWithName.init(row:))
        return Page(fetched: rows, limit: pageSize) { String($0.place.number) }
    }

    /// Places by their ids, in the order asked.
    static func ordered(_ ids: [PupilPlace.Identity], in db: any SQLConnection) throws -> [PlaceWithName] {
        guard !ids.isEmpty else { return [] }
        let found = try db.rows("\(columns) WHERE p.id IN (\(list: ids))").map(PlaceWithName.init(row:))
        return ids.compactMap { id in found.first { $0.place.id == id } }
    }

    /// What waits for the centre, the oldest first. A round that is over needs no places, and of an organisation that
    /// stopped nobody can get one.
    static func submitted(in municipalities: [String], on day: Day, db: any SQLConnection) throws -> [PlaceWithName] {
        try db.rows(
            """
            \(columns) JOIN pupil_round r ON r.id = p.round_id WHERE p.municipality_code IN (\(list: municipalities))
            AND p.state = \(PupilPlace.State.submitted) AND o.state <> \(Organisation.State.stopped)
            AND r.last_day >= \(day) ORDER BY p.updated_at, p.id LIMIT 100
            """
        ).map(PlaceWithName.init(row:))
    }

    /// Places of a round that pupils cannot get now though they may stand on lists: somebody has still to say something
    /// about them. About those of an organisation that stopped nobody has.
    static func waiting(in round: PupilRound.Identity, _ state: PupilPlace.State, db: any SQLConnection) throws
        -> [PlaceWithName]
    {
        try db.rows(
            """
            \(columns) WHERE p.round_id = \(round) AND p.state = \(state) AND o.state <> \(Organisation.State.stopped)
            ORDER BY p.number LIMIT 200
            """
        ).map(PlaceWithName.init(row:))
    }

    /// On how many lists each of these places stands; those on none are left out.
    static func wished(_ ids: [PupilPlace.Identity], in db: any SQLConnection) throws -> [PupilPlace.Identity: Int] {
        guard !ids.isEmpty else { return [:] }
        var counts: [PupilPlace.Identity: Int] = [:]
        for row in try db.rows(
            """
            SELECT place_id, COUNT(*) AS lists FROM pupil_wish WHERE place_id IN (\(list: ids)) GROUP BY place_id
            """)
        { counts[try row("place_id")] = try row("lists") }
        return counts
    }
}
