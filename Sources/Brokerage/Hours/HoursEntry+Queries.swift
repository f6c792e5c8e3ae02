import Community
import Core
import Storage

extension HoursEntry {
    /// The entries of one placement in a year, the newest first. A year of days bounds the list.
    static func all(of application: VacancyApplication.Identity, year: Int, in db: any SQLConnection) throws
        -> [HoursEntry]
    {
        guard let days = Self.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT * FROM hours_entry WHERE application_id = \(application) AND day >= \(days.first)
            AND day <= \(days.last) ORDER BY day DESC, id DESC LIMIT 2000
            """
        ).map(HoursEntry.init(row:))
    }

    /// The years in which something was written down for a placement, the newest first.
    static func years(of application: VacancyApplication.Identity, in db: any SQLConnection) throws -> [Int] {
        let row = try db.first(
            "SELECT MIN(day) AS first, MAX(day) AS last FROM hours_entry WHERE application_id = \(application)")
        guard let first = try row?("first", as: Day?.self), let last = try row?("last", as: Day?.self) else {
            return []
        }
        return Array((first.year...last.year).reversed())
    }

    static func newest(of application: VacancyApplication.Identity, in db: any SQLConnection) throws -> HoursEntry? {
        try db.first(
            "SELECT * FROM hours_entry WHERE application_id = \(application) ORDER BY day DESC, id DESC LIMIT 1"
        ).map(HoursEntry.init(row:))
    }

    /// The sum that an organisation agreed to, in minutes.
    static func agreed(of application: VacancyApplication.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COALESCE(SUM(minutes), 0) FROM hours_entry WHERE application_id = \(application)
            AND state = \(State.agreed)
            """)
    }

    /// Minutes of a placement on one day, whatever became of them except those sent back.
    static func minutes(of application: VacancyApplication.Identity, on day: Day, in db: any SQLConnection) throws
        -> Int
    {
        try db.count(
            """
            SELECT COALESCE(SUM(minutes), 0) FROM hours_entry WHERE application_id = \(application)
            AND day = \(day) AND state <> \(State.returned)
            """)
    }

    /// All that counts for the allowance of one volunteer in a year, at every organisation: by account where there is
    /// one, else only this placement.
    static func allowances(of application: VacancyApplication, year: Int, in db: any SQLConnection) throws
        -> [AllowanceCheck.Paid]
    {
        try application.person.map { try PaidHours.of(person: $0.text, year: year, in: db) }
            ?? PaidHours.organisations("application_id = \(application.id)", year: year, in: db)
    }

    /// Those allowances beside the rate of the year and the age of the volunteer.
    static func check(_ application: VacancyApplication, year: Int, in db: any SQLConnection) throws -> AllowanceCheck {
        let born = try application.person.flatMap { try Person.find($0, in: db)?.birthYear }
        return AllowanceCheck(
            try allowances(of: application, year: year, in: db), year: year,
            rate: try AllowanceRate.find(year, for: application.municipality, in: db), birthYear: born)
    }

    static func days(of year: Int) -> (first: Day, last: Day)? {
        guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else {
            return nil
        }
        return (first, last)
    }
}
