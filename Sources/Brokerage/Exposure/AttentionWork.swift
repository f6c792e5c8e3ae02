import Core
import Storage

/// One vacancy as the figures of attention see it: how long it was on line, for how many, and when people applied.
struct AttentionWork: Sendable {
    let organisation: String
    let from: Moment
    /// When it closed; `nil` while it is on line.
    let until: Moment?
    let places: Int
    /// All its applications are here, also the first.
    let isWhole: Bool
    /// The moments of confirmed applications, in order.
    var applied: [Moment] = []

    /// How many applied from the first moment to, but without, the last.
    func applications(from first: Moment, to last: Moment) -> Int {
        Self.before(applied, last) - Self.before(applied, first)
    }

    private static func before(_ moments: [Moment], _ moment: Moment) -> Int {
        var (low, high) = (0, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What was on line in a municipality at some time since `start`, with its applications. Paused work is left out: it
    /// is not kept how long the pause was.
    static func all(in municipality: String, since start: Moment, to end: Moment, _ db: any SQLConnection) throws
        -> [AttentionWork]
    {
        let rows = try db.rows(
            """
            SELECT id, organisation_id, published_at, closed_at, places FROM vacancy
            WHERE state IN (\(Vacancy.State.online), \(Vacancy.State.closed)) AND municipality_code = \(municipality)
            AND published_at < \(end) AND (closed_at IS NULL OR closed_at > \(start)) ORDER BY published_at, id
            """)
        var works: [AttentionWork] = []
        var positions: [String: Int] = [:]
        for row in rows {
            positions[try row("id")] = works.count
            let from: Moment = try row("published_at")
            works.append(
                AttentionWork(
                    organisation: try row("organisation_id"), from: from, until: try row("closed_at"),
                    places: max(1, try row("places")), isWhole: from >= start))
        }
        let applications = try db.rows(
            """
            SELECT vacancy_id, confirmed_at FROM application WHERE municipality_code = \(municipality)
            AND confirmed_at >= \(start) AND confirmed_at < \(end) ORDER BY confirmed_at
            """)
        for row in applications {
            guard let position = positions[try row("vacancy_id")] else { continue }
            works[position].applied.append(try row("confirmed_at"))
        }
        return works
    }
}
