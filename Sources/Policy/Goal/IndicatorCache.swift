import Community
import Core
import Storage

/// Today's value of every indicator, counted about once an hour for each municipality and kept in a table: a page
/// with two hundred goals reads one row for each figure.
enum IndicatorCache {
    /// Longer than the hour between two runs of the job, so that nobody's visit counts what the job is about to.
    static let lifetime = Span.minutes(70)
    /// What the hourly job counts again: all that would be too old before it comes by once more.
    static let refreshed = Span.minutes(10)

    struct Value: Sendable {
        let measured: Indicator.Measured?
        let takenAt: Moment

        func isStale(now: Moment, after age: Span) -> Bool { now - takenAt >= age || takenAt.day != now.day }
    }

    /// What is kept of a municipality, by indicator.
    static func values(_ municipality: String, in db: any SQLConnection) throws -> [String: Value] {
        let rows = try db.rows("SELECT * FROM policy_indicator_now WHERE municipality_code = \(municipality)")
        return try rows.reduce(into: [:]) { values, row in
            let value: Double? = try row("value")
            let base: Int? = try row("base")
            let margin: Double? = try row("margin")
            values[try row("indicator")] = Value(
                measured: value.map { value in
                    .init(value, base: base, low: margin.map { value - $0 }, high: margin.map { value + $0 })
                }, takenAt: try row("taken_at"))
        }
    }

    /// Counts again what is too old. The counting reads; only what was found is written.
    static func freshen(_ municipality: String, house: House, now: Moment, after age: Span = lifetime) async throws {
        let found = try await house.database.read { db in
            let shelf = try IndicatorShelf(house, municipality, in: db)
            return try stale(municipality, shelf, now: now, after: age, in: db).map { indicator in
                (indicator.id, try indicator.measured(municipality, on: now.day, in: db))
            }
        }
        if found.isEmpty { return }
        try await house.database.write { db in
            for (id, measured) in found { try keep(id, measured, municipality, now: now, in: db) }
        }
    }

    /// The same within a transaction that writes anyway.
    static func freshen(_ municipality: String, _ shelf: IndicatorShelf, now: Moment, in db: any SQLConnection) throws {
        for indicator in try stale(municipality, shelf, now: now, after: lifetime, in: db) {
            let measured = try indicator.measured(municipality, on: now.day, in: db)
            try keep(indicator.id, measured, municipality, now: now, in: db)
        }
    }

    private static func stale(
        _ municipality: String, _ shelf: IndicatorShelf, now: Moment, after age: Span, in db: any SQLConnection
    ) throws -> [Indicator] {
        let known = try values(municipality, in: db)
        return shelf.all.filter { known[$0.id]?.isStale(now: now, after: age) ?? true }
    }

    private static func keep(
        _ indicator: String, _ measured: Indicator.Measured?, _ municipality: String, now: Moment,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_indicator_now (municipality_code, indicator, value, base, margin, taken_at)
            VALUES (\(municipality), \(indicator), \(measured?.value), \(measured?.base), \(measured?.margin), \(now))
            ON CONFLICT (municipality_code, indicator) DO UPDATE SET value = excluded.value, base = excluded.base,
                margin = excluded.margin, taken_at = excluded.taken_at
            """)
    }
}
