import Community
import Core
import Storage

/// An application as the list behind a figure shows it: who and where, no address, no message.
struct ApplicationRecord: Sendable {
    let id: VacancyApplication.Identity
    let number: Int
    /// Empty after an erasure.
    let name: String
    let vacancyNumber: Int
    let vacancyTitle: String
    let organisationNumber: Int
    let organisationName: String
    let neighbourhood: String?
    let sector: Sector
    let state: VacancyApplication.State
    let confirmed: Moment?
    let answered: Moment?
    let placed: Moment?
    /// Whether an answer came within seven days; `nil` when that does not count.
    var inTime: Bool?

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        name = try row("name")
        vacancyNumber = try row("vacancy_number")
        vacancyTitle = try row("vacancy_title")
        organisationNumber = try row("organisation_number")
        organisationName = try row("organisation_name")
        neighbourhood = try row("neighbourhood_name")
        sector = try row("sector")
        state = try row("state")
        confirmed = try row("confirmed_at")
        answered = try row("answered_at")
        placed = try row("placed_at")
    }

    /// How long the answer took, in days begun.
    var days: Int? {
        guard let confirmed, let answered else { return nil }
        return max(1, AnswerTime.days(answered - confirmed))
    }
}

extension FigureRecords {
    /// How many are looked at in one go for those that fit.
    private static let stride = 1000

    /// The applications a figure counts, newest first.
    func applications(after: String?, now: Moment, limit: Int, in db: any SQLConnection) throws -> Page<
        ApplicationRecord
    > {
        var found: [Candidate] = []
        var from = after.flatMap(PageKey.init)
        // Whether an answer was in time is decided here, as for the figures: no engine counts days like another.
        let stride = filtersVerdict ? Self.stride : limit + 1
        while found.count <= limit {
            let candidates = try candidates(after: from, now: now, limit: stride, in: db)
            found += candidates.filter(fits)
            guard candidates.count == stride, let last = candidates.last else { break }
            from = PageKey(last.key)
        }
        let page = Page(fetched: Array(found.prefix(limit + 1)), limit: limit, key: \.key)
        let records = try load(page.items, in: db)
        return Page(items: records, next: page.next)
    }

    private struct Candidate: Sendable {
        let id: VacancyApplication.Identity
        let key: String
        let inTime: Bool?
    }

    private var filtersVerdict: Bool { [.due, .inTime, .late].contains(kind) }

    private func fits(_ candidate: Candidate) -> Bool {
        switch kind {
        case .due: candidate.inTime != nil
        case .inTime: candidate.inTime == true
        case .late: candidate.inTime == false
        case .online, .applications, .answered, .placed: true
        }
    }

    /// The moment by which the kind counts, and by which its list is ordered.
    private var clock: SQL { kind == .placed ? "placed_at" : "confirmed_at" }

    private func candidates(after key: PageKey?, now: Moment, limit: Int, in db: any SQLConnection) throws
        -> [Candidate]
    {
        var conditions = place(municipality: "municipality_code", neighbourhood: "neighbourhood_id", sector: "sector")
        conditions.append("\(clock) >= \(period.start) AND \(clock) < \(period.end)")
        if kind == .answered || filtersVerdict { conditions.append("waiting_since IS NULL") }
        if kind == .answered || kind == .inTime { conditions.append("answered_at IS NOT NULL") }
        if let key { conditions.append("(\(clock), id) < (\(key.moment), \(key.id))") }
        let rows = try db.rows(
            """
            SELECT id, \(clock) AS moment, confirmed_at, answered_at,
                CASE WHEN answered_at IS NULL AND state = \(VacancyApplication.State.withdrawn) THEN state_at END AS left_at,
                waiting_since
            FROM application WHERE \(SQL.all(conditions)) ORDER BY \(clock) DESC, id DESC LIMIT \(limit)
            """)
        return try rows.map { row in
            let id: VacancyApplication.Identity = try row("id")
            let moment: Moment = try row("moment")
            var sample: AnswerScore.Sample?
            if let confirmed: Moment = try row("confirmed_at", as: Moment?.self),
                try row("waiting_since", as: Moment?.self) == nil
            {
                sample = try AnswerScore.Sample(
                    confirmed: confirmed, answered: row("answered_at"), withdrawn: row("left_at"))
            }
            return Candidate(id: id, key: moment.iso + "_" + id.text, inTime: sample?.inTime(now: now))
        }
    }

    private func load(_ candidates: [Candidate], in db: any SQLConnection) throws -> [ApplicationRecord] {
        if candidates.isEmpty { return [] }
        let records = try db.rows(
            """
            SELECT a.id, a.number, a.name, a.sector, a.state, a.confirmed_at, a.answered_at, a.placed_at,
                v.number AS vacancy_number, v.title AS vacancy_title, o.number AS organisation_number,
                o.name AS organisation_name, n.name AS neighbourhood_name
            FROM application a JOIN vacancy v ON v.id = a.vacancy_id JOIN organisation o ON o.id = a.organisation_id
            LEFT JOIN neighbourhood n ON n.id = a.neighbourhood_id
            WHERE a.id IN (\(list: candidates.map(\.id)))
            """
        ).map(ApplicationRecord.init(row:))
        let byID = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
        return candidates.compactMap { candidate in
            guard var record = byID[candidate.id] else { return nil }
            record.inTime = candidate.inTime
            return record
        }
    }
}
