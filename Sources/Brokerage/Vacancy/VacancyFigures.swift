package import Community
import Core
import Storage

extension Brokerage {
    /// How long what stands in closed vacancies about people is kept.
    package var vacancyRetention: [RetentionRule] {
        [
            RetentionRule(
                id: "vacature-contact", name: Text("Naam van wie vragen beantwoordt, in gesloten vacatures"),
                reason: Text("Zo lang kan een vacature nog opnieuw open, met dezelfde persoon."), keep: .days(730)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE vacancy SET contact = '', approved_copy = NULL WHERE id IN (
                        SELECT id FROM vacancy WHERE state = \(Vacancy.State.closed) AND closed_at < \(before)
                        AND (contact <> '' OR approved_copy IS NOT NULL) LIMIT 2000)
                    """)
            }
        ]
    }
}

enum VacancyFigures {
    /// Vacancies that were on line at the end of `day`, as far as their present state tells: a pause in between is not
    /// seen back.
    static func open(
        in municipality: String, at day: Day, publishedBefore limit: Day? = nil, in db: any SQLConnection
    ) throws -> Int {
        let end = DutchTime.moment(day + 1)
        let published = limit.map { DutchTime.moment($0 + 1) } ?? end
        return try db.count(
            """
            SELECT COUNT(*) FROM vacancy WHERE municipality_code = \(municipality) AND published_at < \(published)
            AND (state = \(Vacancy.State.online) OR (state = \(Vacancy.State.closed) AND closed_at >= \(end)))
            """)
    }
}
