package import Community
import Core
import Storage

extension Brokerage {
    /// What the vacancy bank measures of the work that is asked.
    package var vacancyIndicators: [Indicator] { markIndicators + rhythmIndicators + spreadIndicators + flowIndicators }

    private var markIndicators: [Indicator] {
        [
            online(
                "vacancies-online", Text("Vacatures die nu open staan"),
                Text("Vacatures die iedereen nu kan vinden, van goedgekeurde organisaties."), .vacancies(), "1 = 1"),
            online(
                "vacancies-learning-dutch", Text("Vacatures waar je Nederlands kunt leren"),
                Text("Open vacatures waarbij de organisatie zegt: ook als je Nederlands leert."),
                .vacancies("kenmerk", VacancyMark.learningDutch.rawValue), "v.learning_dutch = \(true)"),
            online(
                "vacancies-good-to-start", Text("Vacatures om mee te beginnen"),
                Text("Open vacatures waarbij de organisatie zegt: goed om mee te beginnen."),
                .vacancies("kenmerk", VacancyMark.goodToStart.rawValue), "v.good_to_start = \(true)"),
            online(
                "vacancies-wheelchair", Text("Vacatures waar je met een rolstoel terechtkunt"),
                Text("Open vacatures op een plek die toegankelijk is met een rolstoel."),
                .vacancies("kenmerk", VacancyMark.wheelchair.rawValue), "v.wheelchair = \(true)"),
            online(
                "vacancies-from-home", Text("Vacatures die je vanuit huis kunt doen"),
                Text("Open vacatures voor werk vanuit huis."),
                .vacancies("kenmerk", VacancyMark.fromHome.rawValue), "v.from_home = \(true)"),
        ]
    }

    private var rhythmIndicators: [Indicator] {
        [
            online(
                "vacancies-one-off", Text("Open klussen voor één keer"), Text("Open vacatures voor één keer."),
                .vacancies("ritme", Rhythm.once.rawValue), "v.rhythm = \(Rhythm.once)"),
            online(
                "vacancies-project", Text("Open vacatures voor een project"),
                Text("Open vacatures voor werk met een begin en een eind."),
                .vacancies("ritme", Rhythm.project.rawValue), "v.rhythm = \(Rhythm.project)"),
            online(
                "vacancies-regular", Text("Open vacatures met een vast ritme"),
                Text("Open vacatures voor werk dat steeds terugkomt."),
                .vacancies("ritme", Rhythm.regular.rawValue), "v.rhythm = \(Rhythm.regular)"),
            online(
                "vacancies-flexible", Text("Open vacatures waarbij je zelf de tijd bepaalt"),
                Text("Open vacatures zonder vaste tijden."), .vacancies("ritme", Rhythm.flexible.rawValue),
                "v.rhythm = \(Rhythm.flexible)"),
        ]
    }

    private var spreadIndicators: [Indicator] {
        [
            Indicator(
                id: "vacancies-older-than-60-days", name: Text("Vacatures die langer dan 60 dagen open staan"),
                definition: Text("Open vacatures die meer dan 60 dagen geleden online kwamen."),
                unit: Text("vacatures"), window: .moment, better: .down, records: .vacancies()
            ) { municipality, _, to, db in
                let condition: SQL = "v.published_at < \(DutchTime.moment(to - 60))"
                return .init(Double(try VacancyCount.online(municipality, condition, on: to, in: db)))
            },
            Indicator(
                id: "organisations-with-vacancies", name: Text("Organisaties die nu mensen zoeken"),
                definition: Text("Organisaties met ten minste één open vacature."), unit: Text("organisaties"),
                window: .moment, records: .vacancies()
            ) { municipality, _, to, db in
                .init(Double(try VacancyCount.organisations(municipality, on: to, in: db)))
            },
            Indicator(
                id: "neighbourhoods-without-vacancies", name: Text("Wijken zonder open vacature"),
                definition: Text("Wijken waar nu geen enkele open vacature is. Werk zonder vaste plek telt niet mee."),
                unit: Text("wijken"), window: .moment, better: .down
            ) { municipality, _, to, db in try VacancyCount.emptyNeighbourhoods(municipality, on: to, in: db) },
        ]
    }

    private var flowIndicators: [Indicator] {
        [
            Indicator(
                id: "vacancies-published", name: Text("Vacatures die online kwamen"),
                definition: Text(
                    "Vacatures die in de afgelopen 12 maanden voor het laatst online kwamen, ook als ze nu dicht zijn."),
                unit: Text("vacatures per jaar")
            ) { municipality, from, to, db in
                .init(
                    Double(
                        try db.count(
                            """
                            SELECT COUNT(*) FROM vacancy WHERE municipality_code = \(municipality)
                            AND published_at >= \(DutchTime.moment(from)) AND published_at < \(DutchTime.moment(to + 1))
                            AND is_template = \(false)
                            """)))
            }
        ]
    }

    /// A count of vacancies that are on line now.
    private func online(
        _ id: String, _ name: Text, _ definition: Text, _ records: Indicator.Records, _ condition: SQL
    ) -> Indicator {
        Indicator(
            id: id, name: name, definition: definition, unit: Text("vacatures"), window: .moment, records: records
        ) { municipality, _, to, db in
            .init(Double(try VacancyCount.online(municipality, condition, on: to, in: db)))
        }
    }
}

/// Counts of vacancies that people can see.
enum VacancyCount {
    /// - Parameter condition: on a vacancy `v`.
    static func online(_ municipality: String, _ condition: SQL, on day: Day, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            WHERE v.municipality_code = \(municipality) AND \(FigureRecords.online(on: day)) AND \(condition)
            """)
    }

    static func organisations(_ municipality: String, on day: Day, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(DISTINCT v.organisation_id) FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            WHERE v.municipality_code = \(municipality) AND \(FigureRecords.online(on: day))
            """)
    }

    /// Nothing for a municipality whose neighbourhoods are not known.
    static func emptyNeighbourhoods(_ municipality: String, on day: Day, in db: any SQLConnection) throws
        -> Indicator.Measured?
    {
        let all = try db.count("SELECT COUNT(*) FROM neighbourhood WHERE municipality_code = \(municipality)")
        if all == 0 { return nil }
        let served = try db.count(
            """
            SELECT COUNT(DISTINCT v.neighbourhood_id) FROM vacancy v JOIN organisation o ON o.id = v.organisation_id
            JOIN neighbourhood n ON n.id = v.neighbourhood_id
            WHERE v.municipality_code = \(municipality) AND n.municipality_code = \(municipality)
            AND \(FigureRecords.online(on: day))
            """)
        return Indicator.Measured(Double(all - served), base: all)
    }
}
