import Core
import Storage

/// What somebody got for their time in a year, at organisations and as a buddy: the limits count for all of it together.
enum PaidHours {
    static func of(person: String, year: Int, in db: any SQLConnection) throws -> [AllowanceCheck.Paid] {
        try organisations("person_id = \(person)", year: year, in: db)
            + buddies("person_id = \(person)", year: year, in: db)
    }

    static func organisations(_ whose: SQL, year: Int, in db: any SQLConnection) throws -> [AllowanceCheck.Paid] {
        guard let days = HoursEntry.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT day, minutes, allowance_cents, organisation_id AS payer FROM hours_entry
            WHERE \(whose) AND day >= \(days.first) AND day <= \(days.last) AND state <> \(HoursEntry.State.returned)
            AND allowance_cents IS NOT NULL ORDER BY day, id LIMIT 4000
            """
        ).map(paid)
    }

    static func buddies(_ whose: SQL, year: Int, in db: any SQLConnection) throws -> [AllowanceCheck.Paid] {
        guard let days = HoursEntry.days(of: year) else { return [] }
        return try db.rows(
            """
            SELECT day, minutes, allowance_cents, municipality_code AS payer FROM buddy_hours
            WHERE \(whose) AND day >= \(days.first) AND day <= \(days.last) AND state <> \(HoursEntry.State.returned)
            AND allowance_cents IS NOT NULL ORDER BY day, id LIMIT 4000
            """
        ).map(paid)
    }

    private static func paid(_ row: Row) throws -> AllowanceCheck.Paid {
        AllowanceCheck.Paid(
            day: try row("day"), minutes: try row("minutes"), cents: try row("allowance_cents"),
            organisation: try row("payer"))
    }
}
