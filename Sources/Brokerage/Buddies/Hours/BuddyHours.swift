import Community
import Core
import Storage

/// Time that a volunteer gave to the person they are a buddy of. The volunteer writes it down, the centre says yes.
struct BuddyHours: Sendable {
    let id: String
    let pair: BuddyPair.Identity
    let volunteer: BuddyVolunteer.Identity
    let municipality: String
    let day: Day
    let minutes: Int
    let note: String
    /// In euro cents.
    let allowance: Int?
    let state: HoursEntry.State
    let reason: String?

    init(row: Row) throws {
        id = try row("id")
        pair = try row("pair_id")
        volunteer = try row("volunteer_id")
        municipality = try row("municipality_code")
        day = try row("day")
        minutes = try row("minutes")
        note = try row("note")
        allowance = try row("allowance_cents")
        state = try row("state")
        reason = try row("reason")
    }

    /// Of one volunteer in a year, the newest first. A year of days bounds the list.
    static func all(of volunteer: BuddyVolunteer.Identity, year: Int, in db: any SQLConnection) throws -> [BuddyHours] {
        guard let days = HoursEntry.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT * FROM buddy_hours WHERE volunteer_id = \(volunteer) AND day >= \(days.first)
            AND day <= \(days.last) ORDER BY day DESC, id DESC LIMIT 2000
            """
        ).map(BuddyHours.init(row:))
    }

    /// The years in which something was written down, the newest first.
    static func years(of volunteer: BuddyVolunteer.Identity, in db: any SQLConnection) throws -> [Int] {
        let row = try db.first(
            "SELECT MIN(day) AS first, MAX(day) AS last FROM buddy_hours WHERE volunteer_id = \(volunteer)")
        guard let first = try row?("first", as: Day?.self), let last = try row?("last", as: Day?.self) else {
            return []
        }
        return Array((first.year...last.year).reversed())
    }

    static func newest(of volunteer: BuddyVolunteer.Identity, in db: any SQLConnection) throws -> BuddyHours? {
        try db.first(
            "SELECT * FROM buddy_hours WHERE volunteer_id = \(volunteer) ORDER BY day DESC, id DESC LIMIT 1"
        ).map(BuddyHours.init(row:))
    }

    /// All that counts for the allowance of this volunteer in a year, wherever it was paid.
    static func check(_ volunteer: BuddyVolunteer, year: Int, in db: any SQLConnection) throws -> AllowanceCheck {
        let born = try volunteer.person.flatMap { try Person.find(.init($0), in: db)?.birthYear }
        let paid =
            try volunteer.person.map { try PaidHours.of(person: $0, year: year, in: db) }
            ?? PaidHours.buddies("volunteer_id = \(volunteer.id)", year: year, in: db)
        return AllowanceCheck(
            paid, year: year, rate: try AllowanceRate.find(year, for: volunteer.municipality, in: db), birthYear: born)
    }

    /// After an erasure the time stays as a number of the centre.
    static func forget(_ volunteer: BuddyVolunteer.Identity, in db: any SQLConnection) throws {
        try db.run(
            "UPDATE buddy_hours SET person_id = NULL, note = '', reason = NULL WHERE volunteer_id = \(volunteer)")
    }
}
