import Community
import Core
import Storage

/// A broker who is away for some days, and the colleague to whom the cases and tasks go in that time.
struct DeskAbsence: Sendable {
    let id: String
    let person: Person.Identity
    let name: String
    let from: Day
    let until: Day
    let cover: Person.Identity
    let coverName: String

    init(row: Row) throws {
        id = try row("id")
        person = try row("person_id")
        name = try row("name")
        from = try row("from_day")
        until = try row("until_day")
        cover = try row("cover_id")
        coverName = try row("cover_name")
    }

    /// This person and everyone whose work comes to them on `day`, also through a colleague who is away as well.
    static func covered(by person: Person.Identity, on day: Day, in db: any SQLConnection) throws -> [Person.Identity] {
        var all: Set<Person.Identity> = [person]
        var fresh = all
        // A chain longer than a team is a circle.
        for _ in 0..<8 where !fresh.isEmpty {
            let found = try db.rows(
                """
                SELECT person_id FROM desk_absence WHERE cover_id IN (\(list: fresh.sorted()))
                AND until_day >= \(day) AND from_day <= \(day)
                """
            ).map { try $0("person_id", as: Person.Identity.self) }
            fresh = Set(found).subtracting(all)
            all.formUnion(fresh)
        }
        return all.sorted()
    }

    /// What is said for the people of these municipalities, from `day` on.
    static func all(in codes: [String], from day: Day, db: any SQLConnection) throws -> [DeskAbsence] {
        try db.rows(
            """
            SELECT a.*, p.name, c.name AS cover_name FROM desk_absence a JOIN person p ON p.id = a.person_id
            JOIN person c ON c.id = a.cover_id WHERE a.until_day >= \(day)
            AND EXISTS (SELECT 1 FROM municipal_role r WHERE r.person_id = a.person_id
                AND r.municipality_code IN (\(list: codes))) ORDER BY a.from_day, a.id LIMIT 200
            """
        ).map(DeskAbsence.init(row:))
    }
}

/// Someone who works at the desk.
struct Colleague: Sendable {
    let person: Person.Identity
    let name: String
    let codes: Set<String>

    /// Everyone who runs the centre of these municipalities, by name.
    static func all(in codes: [String], db: any SQLConnection) throws -> [Colleague] {
        let rows = try db.rows(
            """
            SELECT r.municipality_code, p.id, p.name FROM municipal_role r JOIN person p ON p.id = r.person_id
            WHERE r.municipality_code IN (\(list: codes)) AND r.role IN (\(MunicipalRole.broker), \(MunicipalRole.centreManager))
            AND p.erased_at IS NULL ORDER BY p.name, p.id
            """)
        var order: [Person.Identity] = []
        var names: [Person.Identity: String] = [:]
        var places: [Person.Identity: Set<String>] = [:]
        for row in rows {
            let id: Person.Identity = try row("id")
            if names[id] == nil { order.append(id) }
            names[id] = try row("name")
            places[id, default: []].insert(try row("municipality_code"))
        }
        return order.map { Colleague(person: $0, name: names[$0] ?? "", codes: places[$0] ?? []) }
    }
}
