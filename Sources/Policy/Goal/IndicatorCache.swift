import Community
import Core
import Storage

/// Today's value of every indicator, counted at most once an hour for each municipality and kept in a table: a page
/// with two hundred goals reads one row for each figure.
enum IndicatorCache {
    static let lifetime = Span.hours(1)

    struct Value: Sendable {
        let measured: Indicator.Measured?
        let takenAt: Moment

        func isStale(now: Moment) -> Bool { now - takenAt >= lifetime || takenAt.day != now.day }
    }

    /// What is kept of a municipality, by indicator.
    static func values(_ municipality: String, in db: any SQLConnection) throws -> [String: Value] {
        let rows = try db.rows("SELECT * FROM policy_indicator_now WHERE municipality_code = \(municipality)")
        return try rows.reduce(into: [:]) { values, row in
            let value: Double? = try row("value")
            let base: Int? = try row("base")
            values[try row("indicator")] = Value(
                measured: value.map { .init($0, base: base) }, takenAt: try row("taken_at"))
        }
    }

    /// Counts again what is older than an hour. The counting reads; only what was found is written.
    static func freshen(_ municipality: String, _ shelf: IndicatorShelf, house: House, now: Moment) async throws {
        let found = try await house.database.read { db in
            try stale(municipality, shelf, now: now, in: db).map { indicator in
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
        for indicator in try stale(municipality, shelf, now: now, in: db) {
            let measured = try indicator.measured(municipality, on: now.day, in: db)
            try keep(indicator.id, measured, municipality, now: now, in: db)
        }
    }

    private static func stale(_ municipality: String, _ shelf: IndicatorShelf, now: Moment, in db: any SQLConnection)
        throws -> [Indicator]
    {
        let known = try values(municipality, in: db)
        return shelf.all.filter { known[$0.id]?.isStale(now: now) ?? true }
    }

    private static func keep(
        _ indicator: String, _ measured: Indicator.Measured?, _ municipality: String, now: Moment,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_indicator_now (municipality_code, indicator, value, base, taken_at)
            VALUES (\(municipality), \(indicator), \(measured?.value), \(measured?.base), \(now))
            ON CONFLICT (municipality_code, indicator) DO UPDATE SET value = excluded.value, base = excluded.base,
                taken_at = excluded.taken_at
            """)
    }
}
