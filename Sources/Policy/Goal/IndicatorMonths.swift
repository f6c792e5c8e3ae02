import Community
import Core
import Storage

/// The value of every indicator at the end of every month. A row is written once and never again: what was reported
/// stays what it was, whatever is corrected or erased later.
enum IndicatorMonths {
    /// How many days after a month its stocks may still be taken for what they were at its end.
    private static let grace = 3
    /// Ten years.
    private static let most = 120

    /// Takes what is missing up to and with last month.
    ///
    /// What happened in a period is counted again from the records, as far back as they go. How things stood is known
    /// only when it is taken in time: such a month stays empty.
    static func take(_ municipality: String, _ shelf: IndicatorShelf, now: Moment, in db: any SQLConnection) throws
        -> [Row]
    {
        let last = now.day.firstOfMonth(adding: -1)
        let known = try newest(municipality, in: db)
        var rows: [Row] = []
        for indicator in shelf.all where known[indicator.id].map({ $0 < last }) ?? true {
            for month in try due(
                indicator, municipality, after: known[indicator.id], last: last, today: now.day, in: db)
            {
                let end = month.firstOfMonth(adding: 1) - 1
                let measured = try indicator.measured(municipality, on: end, in: db)
                rows.append(Row(indicator: indicator.id, month: month, measured: measured))
            }
        }
        return rows
    }

    struct Row: Sendable {
        let indicator: String
        let month: Day
        let measured: Indicator.Measured?
    }

    /// Keeps rows that are not there yet; those that are stay as they are.
    static func keep(_ rows: [Row], _ municipality: String, now: Moment, in db: any SQLConnection) throws {
        for row in rows {
            try db.run(
                """
                INSERT INTO policy_indicator_month (municipality_code, indicator, month, value, base, margin, taken_at)
                VALUES (\(municipality), \(row.indicator), \(row.month), \(row.measured?.value),
                    \(row.measured?.base), \(row.measured?.margin), \(now))
                ON CONFLICT (municipality_code, indicator, month) DO NOTHING
                """)
        }
    }

    private static func newest(_ municipality: String, in db: any SQLConnection) throws -> [String: Day] {
        let rows = try db.rows(
            """
            SELECT indicator, MAX(month) AS month FROM policy_indicator_month
            WHERE municipality_code = \(municipality) GROUP BY indicator
            """)
        return try rows.reduce(into: [:]) { known, row in known[try row("indicator")] = try row("month", as: Day.self) }
    }

    private static func due(
        _ indicator: Indicator, _ municipality: String, after known: Day?, last: Day, today: Day,
        in db: any SQLConnection
    ) throws -> [Day] {
        switch indicator.window {
        case .moment: return today - (last.firstOfMonth(adding: 1) - 1) <= grace ? [last] : []
        case .months(let count):
            guard let since = try indicator.since?(municipality, db) else { return [last] }
            // A year that is only half there would look like a bad year.
            let whole = since.firstOfMonth(adding: since.parts.day == 1 ? count - 1 : count)
            var month = max(known?.firstOfMonth(adding: 1) ?? whole, whole, last.firstOfMonth(adding: 1 - most))
            var months: [Day] = []
            while month <= last {
                months.append(month)
                month = month.firstOfMonth(adding: 1)
            }
            return months
        }
    }
}
