import Core
import Storage

/// A kind of project in which two people are brought together, as a centre set it up.
struct BuddyKind: Sendable, Equatable {
    typealias Identity = ID<BuddyKind>

    let id: Identity
    let number: Int
    let municipality: String
    let name: String
    let whoFor: String
    let needsCourse: Bool
    let needsVOG: Bool
    /// After the introduction both try it for so long.
    let trialWeeks: Int
    /// Moments at which both are asked how it goes, in weeks after the trial began.
    let evaluationWeeks: [Int]
    /// Whoever waits longer is on the list of the centre.
    let maxWaitDays: Int
    /// When nothing is heard from a pair for so long, the centre calls.
    let silenceDays: Int
    let weekHours: Int
    /// What people can do together, for the ticks on both forms.
    let interests: BuddyInterests
    let isActive: Bool

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        municipality = try row("municipality_code")
        name = try row("name")
        whoFor = try row("who_for")
        needsCourse = try row("needs_course")
        needsVOG = try row("needs_vog")
        trialWeeks = try row("trial_weeks")
        evaluationWeeks = Self.weeks(try row("evaluation_weeks"))
        maxWaitDays = try row("max_wait_days")
        silenceDays = try row("silence_days")
        weekHours = try row("week_hours")
        interests = try row("interests")
        isActive = try row("is_active")
    }

    /// Reads `6, 13, 26`: rising, each once, within two years. What is no number is left out.
    static func weeks(_ text: String) -> [Int] {
        let numbers = text.split { $0 == "," || $0 == " " || $0 == ";" }.compactMap { Int($0) }
        return Set(numbers.filter { (1...104).contains($0) }).sorted()
    }

    static func all(in codes: [String], active: Bool? = nil, db: any SQLConnection) throws -> [BuddyKind] {
        let condition: SQL = active.map { "is_active = \($0)" } ?? "1 = 1"
        return try db.rows(
            """
            SELECT * FROM buddy_kind WHERE municipality_code IN (\(list: codes)) AND \(condition)
            ORDER BY municipality_code, sort_key, number LIMIT 200
            """
        ).map(BuddyKind.init(row:))
    }

    static func find(_ id: Identity, in db: any SQLConnection) throws -> BuddyKind? {
        try db.first("SELECT * FROM buddy_kind WHERE id = \(id)").map(BuddyKind.init(row:))
    }

    static func find(number: Int, municipalities: [String], in db: any SQLConnection) throws -> BuddyKind? {
        try db.first(
            "SELECT * FROM buddy_kind WHERE number = \(number) AND municipality_code IN (\(list: municipalities))"
        ).map(BuddyKind.init(row:))
    }
}
