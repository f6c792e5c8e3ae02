import Community
import Core
import Storage

/// The figures of a period, by neighbourhood, by sector and by month.
struct FigureSet: Sendable {
    let period: FigurePeriod
    private(set) var total = FigureCount()
    private(set) var months: [(period: FigurePeriod, count: FigureCount)]
    /// By the id of the neighbourhood; empty for work without one.
    private(set) var neighbourhoods: [String: FigureCount] = [:]
    /// By the code of the sector.
    private(set) var sectors: [String: FigureCount] = [:]

    /// - Parameter now: for what is not due yet.
    init(_ municipalities: [String], _ period: FigurePeriod, now: Moment, in db: any SQLConnection) throws {
        self.period = period
        months = period.months.map { ($0, FigureCount()) }
        try countApplications(municipalities, now: now, in: db)
        try countPlacements(municipalities, in: db)
        try countOnline(municipalities, today: now.day, in: db)
    }

    /// One walk along the index of the period, that fetches no more than six small columns: the days between two
    /// moments are counted here, because the engines have no way to do so in common.
    private mutating func countApplications(_ municipalities: [String], now: Moment, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT neighbourhood_id, sector, confirmed_at, answered_at,
                CASE WHEN answered_at IS NULL AND state = \(VacancyApplication.State.withdrawn) THEN state_at END AS left_at,
                waiting_since
            FROM application WHERE municipality_code IN (\(list: municipalities))
            AND confirmed_at >= \(period.start) AND confirmed_at < \(period.end)
            """)
        let starts = months.map(\.period.start)
        for row in rows {
            let values = row.values
            guard values.count == 6, let confirmed = Self.moment(values[2]) else { continue }
            var sample: AnswerScore.Sample?
            if values[5] == .null {
                sample = AnswerScore.Sample(
                    confirmed: confirmed, answered: Self.moment(values[3]), withdrawn: Self.moment(values[4]))
            }
            let verdict = sample?.inTime(now: now)
            total.add(sample, inTime: verdict)
            neighbourhoods[Self.key(values[0]), default: FigureCount()].add(sample, inTime: verdict)
            sectors[Self.key(values[1]), default: FigureCount()].add(sample, inTime: verdict)
            if let month = starts.lastIndex(where: { $0 <= confirmed }) {
                months[month].count.add(sample, inTime: verdict)
            }
        }
    }

    private mutating func countPlacements(_ municipalities: [String], in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT neighbourhood_id, sector, placed_at FROM application
            WHERE municipality_code IN (\(list: municipalities))
            AND placed_at >= \(period.start) AND placed_at < \(period.end)
            """)
        let starts = months.map(\.period.start)
        for row in rows {
            guard row.values.count == 3, let placed = Self.moment(row.values[2]) else { continue }
            total.placed += 1
            neighbourhoods[Self.key(row.values[0]), default: FigureCount()].placed += 1
            sectors[Self.key(row.values[1]), default: FigureCount()].placed += 1
            if let month = starts.lastIndex(where: { $0 <= placed }) { months[month].count.placed += 1 }
        }
    }

    private mutating func countOnline(_ municipalities: [String], today: Day, in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT v.neighbourhood_id, v.sector, COUNT(*) AS amount FROM vacancy v
            JOIN organisation o ON o.id = v.organisation_id
            WHERE v.municipality_code IN (\(list: municipalities)) AND \(FigureRecords.online(on: today))
            GROUP BY v.neighbourhood_id, v.sector
            """)
        for row in rows {
            let amount: Int = try row("amount")
            total.online += amount
            neighbourhoods[try row("neighbourhood_id", as: String?.self) ?? "", default: FigureCount()].online += amount
            sectors[try row("sector"), default: FigureCount()].online += amount
        }
    }

    private static func moment(_ value: SQLValue) -> Moment? { Moment(sqlValue: value) }

    private static func key(_ value: SQLValue) -> String {
        if case .text(let text) = value { text } else { "" }
    }
}
