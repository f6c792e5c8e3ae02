package import Community
import Core
import Storage

extension Brokerage {
    /// What the vacancy bank measures of people who answer a vacancy, and of the answer they get.
    package var applicationIndicators: [Indicator] { receivedIndicators + answerIndicators + waitingIndicators }

    private var receivedIndicators: [Indicator] {
        [
            Indicator(
                id: "applications-received", name: Text("Reacties op vacatures"),
                definition: Text("Reacties in de afgelopen 12 maanden met een bevestigd e-mailadres."),
                unit: Text("reacties per jaar"), records: .centre(.applications), since: ApplicationCount.since
            ) { municipality, from, to, db in
                .init(Double(try ApplicationCount.received(municipality, from, to, in: db)))
            },
            Indicator(
                id: "applications-withdrawn-share", name: Text("Reacties die mensen zelf introkken"),
                definition: Text(
                    "Deel van de reacties van de afgelopen 12 maanden dat de schrijver heeft ingetrokken."),
                unit: Text("procent"), better: .down, since: ApplicationCount.since
            ) { municipality, from, to, db in
                try ApplicationCount.share(.withdrawn, municipality, from, to, in: db)
            },
            Indicator(
                id: "applications-declined-share", name: Text("Reacties die niet doorgingen"),
                definition: Text(
                    "Deel van de reacties van de afgelopen 12 maanden dat de organisatie heeft afgewezen."),
                unit: Text("procent"), better: .down, since: ApplicationCount.since
            ) { municipality, from, to, db in
                try ApplicationCount.share(.declined, municipality, from, to, in: db)
            },
        ]
    }

    private var answerIndicators: [Indicator] {
        let clock = house.clock
        return [
            Indicator(
                id: "applications-answered-7-days", name: Text("Reacties die binnen 7 dagen antwoord kregen"),
                definition: Text(
                    "Deel van de reacties van de afgelopen 12 maanden met een eerste antwoord binnen 7 dagen. Wie nog geen week wacht, zelf stopte of op de wachtlijst staat, telt niet mee."
                ),
                unit: Text("procent"), records: .centre(.inTime), since: ApplicationCount.since
            ) { municipality, from, to, db in
                let score = try ApplicationCount.answers(municipality, from, to, now: clock.now, in: db)
                return .share(score.inTime, of: score.applications)
            },
            Indicator(
                id: "applications-late", name: Text("Reacties zonder antwoord binnen 7 dagen"),
                definition: Text("Aantal reacties van de afgelopen 12 maanden dat langer dan 7 dagen moest wachten."),
                unit: Text("reacties per jaar"), better: .down, records: .centre(.late), since: ApplicationCount.since
            ) { municipality, from, to, db in
                let score = try ApplicationCount.answers(municipality, from, to, now: clock.now, in: db)
                return score.applications == 0
                    ? nil : .init(Double(score.applications - score.inTime), base: score.applications)
            },
            Indicator(
                id: "applications-median-days", name: Text("Dagen tot een eerste antwoord"),
                definition: Text(
                    "De helft van wie in de afgelopen 12 maanden reageerde en antwoord kreeg, kreeg het binnen zo veel dagen."
                ),
                unit: Text("dagen (de middelste)"), better: .down, records: .centre(.answered),
                since: ApplicationCount.since
            ) { municipality, from, to, db in
                let score = try ApplicationCount.answers(municipality, from, to, now: clock.now, in: db)
                return score.medianDays.map { .init(Double($0)) }
            },
            Indicator(
                id: "answer-score", name: Text("Antwoordscore van alle organisaties samen"),
                definition: Text(
                    "Van 0 tot 100, over 12 maanden: 70 punten voor antwoord binnen 7 dagen, 30 punten voor snelheid."),
                unit: Text("punten"), since: ApplicationCount.since
            ) { municipality, from, to, db in
                let score = try ApplicationCount.answers(municipality, from, to, now: clock.now, in: db)
                return score.points.map { .init(Double($0), base: score.applications) }
            },
        ]
    }

    private var waitingIndicators: [Indicator] {
        [
            Indicator(
                id: "applications-unanswered", name: Text("Reacties die nog wachten op antwoord"),
                definition: Text("Bevestigde reacties waarop de organisatie nu nog niets heeft gezegd."),
                unit: Text("reacties"), window: .moment, better: .down
            ) { municipality, _, _, db in
                .init(
                    Double(
                        try db.count(
                            """
                            SELECT COUNT(*) FROM application WHERE municipality_code = \(municipality)
                            AND state = \(VacancyApplication.State.received) AND answered_at IS NULL
                            AND confirmed_at IS NOT NULL
                            """)))
            },
            Indicator(
                id: "waiting-list-people", name: Text("Mensen op een wachtlijst"),
                definition: Text("Reacties die nu op een wachtlijst staan omdat alle plekken vol zijn."),
                unit: Text("mensen"), window: .moment, better: .down
            ) { municipality, _, _, db in
                .init(
                    Double(
                        try db.count(
                            """
                            SELECT COUNT(*) FROM application WHERE municipality_code = \(municipality)
                            AND state = \(VacancyApplication.State.waiting)
                            """)))
            },
        ]
    }
}

/// Counts of applications that were confirmed between two days, the last one included.
enum ApplicationCount {
    private static func within(_ municipality: String, _ from: Day, _ to: Day) -> SQL {
        """
        municipality_code = \(municipality) AND confirmed_at >= \(DutchTime.moment(from))
        AND confirmed_at < \(DutchTime.moment(to + 1))
        """
    }

    /// The day of the first application.
    static func since(_ municipality: String, in db: any SQLConnection) throws -> Day? {
        try db.value(
            """
            SELECT MIN(confirmed_at) FROM application WHERE municipality_code = \(municipality)
            AND confirmed_at IS NOT NULL
            """, as: Moment.self
        )?.day
    }

    /// The day on which the first placement can have been there for three months.
    static func sinceStay(_ municipality: String, in db: any SQLConnection) throws -> Day? {
        try since(municipality, in: db).map { $0 + PlacementCount.stay }
    }

    static func received(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM application WHERE \(within(municipality, from, to))")
    }

    static func share(
        _ state: VacancyApplication.State, _ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection
    ) throws -> Indicator.Measured? {
        guard
            let row = try db.first(
                """
                SELECT COUNT(*) AS amount, SUM(CASE WHEN state = \(state) THEN 1 ELSE 0 END) AS part
                FROM application WHERE \(within(municipality, from, to))
                """)
        else { return nil }
        return .share(try row("part", as: Int?.self) ?? 0, of: try row("amount"))
    }

    /// The answers as they stood at the end of the last day: what happened later does not count, so that a month of
    /// long ago gives the value it gave then.
    static func answers(
        _ municipality: String, _ from: Day, _ to: Day, now: Moment, in db: any SQLConnection
    ) throws -> AnswerScore {
        let then = min(now, DutchTime.moment(to + 1))
        func known(_ value: SQLValue) -> Moment? { Moment(sqlValue: value).flatMap { $0 <= then ? $0 : nil } }
        let rows = try db.rows(
            """
            SELECT confirmed_at, answered_at,
                CASE WHEN answered_at IS NULL AND state = \(VacancyApplication.State.withdrawn) THEN state_at END AS left_at
            FROM application WHERE \(within(municipality, from, to)) AND waiting_since IS NULL
            """)
        let samples = rows.compactMap { row -> AnswerScore.Sample? in
            guard row.values.count == 3, let confirmed = Moment(sqlValue: row.values[0]) else { return nil }
            return AnswerScore.Sample(
                confirmed: confirmed, answered: known(row.values[1]), withdrawn: known(row.values[2]))
        }
        return AnswerScore(samples, now: then)
    }
}
