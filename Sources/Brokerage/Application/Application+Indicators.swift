package import Community
import Core
import Storage

extension Brokerage {
    /// What the vacancy bank measures about applications, for goals to point at.
    package var applicationIndicators: [Indicator] {
        let clock = house.clock
        return [
            Indicator(id: "brokerage.applications", name: Text("Reacties op vacatures"), unit: Text("reacties")) {
                municipality, from, to, db in
                let count = try db.count(
                    """
                    SELECT COUNT(*) FROM application WHERE municipality_code = \(municipality)
                    AND confirmed_at >= \(DutchTime.moment(from)) AND confirmed_at < \(DutchTime.moment(to + 1))
                    """)
                return Double(count)
            },
            Indicator(
                id: "brokerage.answered-in-time", name: Text("Reacties met antwoord binnen 7 dagen"),
                unit: Text("procent")
            ) { municipality, from, to, db in
                try Self.answeredInTime(municipality, from, to, now: clock.now, in: db)
            },
            Indicator(id: "brokerage.placed", name: Text("Geplaatste vrijwilligers"), unit: Text("plaatsingen")) {
                municipality, from, to, db in
                let count = try db.count(
                    """
                    SELECT COUNT(*) FROM application WHERE municipality_code = \(municipality)
                    AND placed_at >= \(DutchTime.moment(from)) AND placed_at < \(DutchTime.moment(to + 1))
                    """)
                return Double(count)
            },
            Indicator(
                id: "brokerage.placed-under-27", name: Text("Geplaatste vrijwilligers onder de 27 jaar"),
                unit: Text("plaatsingen")
            ) { municipality, from, to, db in
                try Self.placedYoung(municipality, from, to, in: db)
            },
        ]
    }

    /// The share in per cent; `nil` when there was nothing to answer. Counts as `AnswerScore` does.
    private static func answeredInTime(
        _ municipality: String, _ from: Day, _ to: Day, now: Moment, in db: any SQLConnection
    ) throws -> Double? {
        let samples = try db.rows(
            """
            SELECT confirmed_at, answered_at, state, state_at FROM application WHERE municipality_code = \(municipality)
            AND confirmed_at >= \(DutchTime.moment(from)) AND confirmed_at < \(DutchTime.moment(to + 1))
            AND waiting_since IS NULL
            """
        ).map(AnswerScore.sample)
        let score = AnswerScore(samples, now: now)
        return score.applications == 0 ? nil : Double(score.inTime) * 100 / Double(score.applications)
    }

    /// People whose year of birth is known and who did not turn 27 before the year of their placement ended; `nil` when
    /// no year is known of anyone who was placed.
    private static func placedYoung(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws
        -> Double?
    {
        let ages = try db.rows(
            """
            SELECT p.birth_year, a.placed_at FROM application a JOIN person p ON p.id = a.person_id
            WHERE a.municipality_code = \(municipality) AND p.birth_year IS NOT NULL
            AND a.placed_at >= \(DutchTime.moment(from)) AND a.placed_at < \(DutchTime.moment(to + 1))
            """
        ).map { try $0("placed_at", as: Moment.self).day.year - $0("birth_year", as: Int.self) }
        return ages.isEmpty ? nil : Double(ages.filter { $0 < 27 }.count)
    }
}
