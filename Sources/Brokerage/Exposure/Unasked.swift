import Core
import Storage

/// A vacancy nobody applied for in a long time, and what may help. No rule of fairness fills it: see the page.
struct Unasked: Sendable {
    enum Advice: Sendable, CaseIterable {
        case rewrite, gains, otherTimes, shorter, fewerDemands, split

        var label: Text {
            switch self {
            case .rewrite: Text("Schrijf de tekst opnieuw: wat doe je precies, met wie en waarvoor?")
            case .gains: Text("Vertel wat iemand ervoor terugkrijgt.")
            case .otherTimes: Text("Kijk of het ook op andere dagen of in de avond kan.")
            case .shorter: Text("Maak de klus korter, of laat twee mensen hem delen.")
            case .fewerDemands: Text("Kijk welke eisen echt nodig zijn.")
            case .split: Text("Zet er een lichtere klus naast om mee te beginnen.")
            }
        }
    }

    static let days = 60
    static let most = 50

    let number: Int
    let title: String
    let organisation: String
    let organisationNumber: Int
    let since: Moment
    let advice: [Advice]

    /// On line for longer than `days` without an application in that time, the longest first.
    static func list(in municipality: String, now: Moment, _ db: any SQLConnection) throws -> [Unasked] {
        let limit = now - .days(days)
        return try db.rows(
            """
            SELECT v.*, o.name AS organisation_name, o.number AS organisation_number FROM vacancy v
            JOIN organisation o ON o.id = v.organisation_id
            WHERE v.state = \(Vacancy.State.online) AND v.municipality_code = \(municipality)
            AND v.published_at < \(limit) AND NOT EXISTS (
                SELECT 1 FROM application a WHERE a.vacancy_id = v.id AND a.confirmed_at >= \(limit))
            ORDER BY v.published_at, v.id LIMIT \(most)
            """
        ).map { row in
            let vacancy = try Vacancy(row: row)
            return Unasked(
                number: vacancy.number, title: vacancy.title, organisation: try row("organisation_name"),
                organisationNumber: try row("organisation_number"), since: vacancy.publishedAt ?? vacancy.createdAt,
                advice: advice(for: vacancy))
        }
    }

    /// At most three, from what the vacancy asks and says.
    static func advice(for vacancy: Vacancy) -> [Advice] {
        var found: [Advice] = []
        if vacancy.what.count < 250 || vacancy.why.count < 80 { found.append(.rewrite) }
        if !vacancy.moments.isEmpty, vacancy.moments.bits.nonzeroBitCount <= 2 { found.append(.otherTimes) }
        if vacancy.minutesMin ?? 0 >= 240 { found.append(.shorter) }
        let demands = [vacancy.vog, vacancy.licence, vacancy.minimumAge >= 18, vacancy.course != nil].count { $0 }
        if demands >= 2 { found.append(.fewerDemands) }
        if vacancy.gets.count < 60 { found.append(.gains) }
        if found.isEmpty { found = [.rewrite, .split] }
        return Array(found.prefix(3))
    }
}
