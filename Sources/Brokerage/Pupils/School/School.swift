import Community
import Core
import Storage
import Web

/// A school whose pupils do their community service here.
struct School: Sendable {
    typealias Identity = ID<School>

    let id: Identity
    let number: Int
    let municipality: String
    let name: String
    let neighbourhood: String?

    static let home = "/school"
    var path: String { "\(Self.home)/\(number)" }

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        neighbourhood = try row("neighbourhood_id")
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> School? {
        try db.first("SELECT * FROM school WHERE id = \(id)").map(School.init(row:))
    }

    /// The school with this number in one of the municipalities.
    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> School? {
        try db.first("SELECT * FROM school WHERE number = \(number) AND municipality_code IN (\(list: municipalities))")
            .map(School.init(row:))
    }

    static func all(in municipalities: [String], db: any SQLConnection) throws -> [School] {
        try db.rows(
            "SELECT * FROM school WHERE municipality_code IN (\(list: municipalities)) ORDER BY sort_key, id LIMIT 500"
        ).map(School.init(row:))
    }

    static func add(_ name: String, municipality: String, neighbourhood: String?, now: Moment, in db: any SQLConnection)
        throws -> School
    {
        let id = Identity(at: now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM school")
        try db.run(
            """
            INSERT INTO school (id, number, municipality_code, name, sort_key, neighbourhood_id, created_at)
            VALUES (\(id), \(number), \(municipality), \(name), \(TextFolding.sortKey(name)), \(neighbourhood), \(now))
            """)
        guard let made = try find(id, in: db) else { throw StorageError.missingColumn("school") }
        return made
    }

    /// The schools this person works for.
    static func of(_ person: String, in db: any SQLConnection) throws -> [School] {
        try db.rows(
            """
            SELECT s.* FROM school s JOIN school_contact c ON c.school_id = s.id
            WHERE c.person_id = \(person) ORDER BY s.sort_key, s.id
            """
        ).map(School.init(row:))
    }

    /// The school in the path, for whoever works there.
    ///
    /// - Throws: `WebError.notFound` for everyone else.
    static func entered(by visit: Visit, in db: any SQLConnection) throws -> School {
        let number = try visit.number("school")
        let person = try visit.person()
        guard let school = try of(person, in: db).first(where: { $0.number == number }) else { throw WebError.notFound }
        return school
    }
}

/// Someone of a school: invited by mail, signs in by mail link.
struct SchoolContact: Sendable {
    let id: String
    let school: School.Identity
    let email: String
    let name: String
    let person: String?
    let joinedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        school = try row("school_id")
        email = try row("email")
        name = try row("name")
        person = try row("person_id")
        joinedAt = try row("joined_at")
    }

    static func all(of school: School.Identity, in db: any SQLConnection) throws -> [SchoolContact] {
        try db.rows("SELECT * FROM school_contact WHERE school_id = \(school) ORDER BY email").map(
            SchoolContact.init(row:))
    }
}
