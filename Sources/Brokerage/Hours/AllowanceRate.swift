import Core
import Storage

/// The untaxed volunteer allowance of one calendar year: all three limits count.
struct AllowanceRate: Sendable, Equatable {
    let year: Int
    /// In euro cents, for whoever is 21 or older.
    let hour: Int
    /// Under 21.
    let youngHour: Int
    let month: Int
    let wholeYear: Int
    let source: String

    /// The years the program knows. It guesses none: a year that is missing is not judged.
    ///
    /// Source: Belastingdienst, *Vrijwilligersvergoedingen*, by year.
    static let known = [
        AllowanceRate(
            year: 2023, hour: 500, youngHour: 275, month: 19_000, wholeYear: 190_000, source: "Belastingdienst 2023"),
        AllowanceRate(
            year: 2024, hour: 550, youngHour: 325, month: 21_000, wholeYear: 210_000, source: "Belastingdienst 2024"),
        AllowanceRate(
            year: 2025, hour: 560, youngHour: 330, month: 21_000, wholeYear: 210_000, source: "Belastingdienst 2025"),
    ]

    /// What a centre wrote down for its municipality goes before what the program knows.
    static func find(_ year: Int, for municipality: String, in db: any SQLConnection) throws -> AllowanceRate? {
        try db.first(
            "SELECT * FROM allowance_rate WHERE municipality_code = \(municipality) AND year = \(year)"
        ).map(AllowanceRate.init(row:)) ?? known.first { $0.year == year }
    }

    /// Years up to this one in which somebody got an allowance while there are no limits to hold it against. As far back
    /// as hours are kept.
    static func missing(for municipality: String, until last: Int, in db: any SQLConnection) throws -> [Int] {
        let own = try db.rows("SELECT year FROM allowance_rate WHERE municipality_code = \(municipality)").map {
            try $0("year", as: Int.self)
        }
        return try (last - 6...last).filter { year in
            guard !own.contains(year), !known.contains(where: { $0.year == year }) else { return false }
            return try isPaid(year, in: municipality, db)
        }
    }

    private static func isPaid(_ year: Int, in municipality: String, _ db: any SQLConnection) throws -> Bool {
        guard let days = HoursEntry.days(of: year) else { return false }
        return try (["hours_entry", "buddy_hours"] as [StaticString]).contains { table in
            try db.exists(
                """
                SELECT 1 FROM \(raw: table) WHERE municipality_code = \(municipality)
                AND state IN (\(list: [HoursEntry.State.waiting, .agreed])) AND day >= \(days.first)
                AND day <= \(days.last) AND allowance_cents IS NOT NULL LIMIT 1
                """)
        }
    }

    /// Every year there are amounts for, the newest first.
    static func all(for municipality: String, in db: any SQLConnection) throws -> [AllowanceRate] {
        let own = try db.rows("SELECT * FROM allowance_rate WHERE municipality_code = \(municipality)").map(
            AllowanceRate.init(row:))
        return (own + known.filter { rate in !own.contains { $0.year == rate.year } }).sorted { $0.year > $1.year }
    }
}

extension AllowanceRate {
    init(row: Row) throws {
        self.init(
            year: try row("year"), hour: try row("hour_cents"), youngHour: try row("young_hour_cents"),
            month: try row("month_cents"), wholeYear: try row("year_cents"), source: try row("source"))
    }

    func save(for municipality: String, by person: String?, now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO allowance_rate (municipality_code, year, hour_cents, young_hour_cents, month_cents, year_cents,
                source, changed_at, changed_by)
            VALUES (\(municipality), \(year), \(hour), \(youngHour), \(month), \(wholeYear), \(source), \(now), \(person))
            ON CONFLICT (municipality_code, year) DO UPDATE SET hour_cents = excluded.hour_cents,
                young_hour_cents = excluded.young_hour_cents, month_cents = excluded.month_cents,
                year_cents = excluded.year_cents, source = excluded.source, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by
            """)
    }
}
