package import Community
import Core
import Storage

extension Brokerage {
    /// What the vacancy bank measures of people who found a place and stayed.
    package var placementIndicators: [Indicator] {
        [
            Indicator(
                id: "volunteers-placed", name: Text("Vrijwilligers die een plek vonden"),
                definition: Text(
                    "Plaatsingen via een vacature in de afgelopen 12 maanden. Wie twee plekken vindt, telt twee keer."),
                unit: Text("mensen per jaar"), records: .centre(.placed), since: ApplicationCount.since
            ) { municipality, from, to, db in
                .init(Double(try PlacementCount.placements(municipality, from, to, in: db)))
            },
            Indicator(
                id: "volunteers-placed-under-27", name: Text("Jongeren tot 27 jaar die een plek vonden"),
                definition: Text(
                    "Plaatsingen van mensen die in dat kalenderjaar 26 werden of jonger zijn. Wie geen geboortejaar opgaf, telt niet mee."
                ),
                unit: Text("mensen per jaar"), since: ApplicationCount.since
            ) { municipality, from, to, db in try PlacementCount.young(municipality, from, to, in: db) },
            Indicator(
                id: "volunteers-new", name: Text("Mensen die voor het eerst vrijwilliger werden"),
                definition: Text(
                    "Mensen met hun eerste plaatsing op dit platform in de afgelopen 12 maanden. Iedereen telt één keer."
                ),
                unit: Text("mensen per jaar"), since: ApplicationCount.since
            ) { municipality, from, to, db in
                .init(Double(try PlacementCount.first(municipality, from, to, in: db)))
            },
            Indicator(
                id: "volunteers-still-active-3-months", name: Text("Vrijwilligers die na drie maanden nog meedoen"),
                definition: Text(
                    "Deel van de plaatsingen die 91 dagen oud werden in de afgelopen 12 maanden en toen nog niet waren gestopt."
                ),
                unit: Text("procent"), since: ApplicationCount.sinceStay
            ) { municipality, from, to, db in
                let stay = try PlacementCount.stay(municipality, from, to, in: db)
                return .share(stay.placed - stay.stopped, of: stay.placed)
            },
            Indicator(
                id: "volunteers-stopped-3-months", name: Text("Vrijwilligers die binnen drie maanden stopten"),
                definition: Text(
                    "Plaatsingen die 91 dagen oud zouden worden in de afgelopen 12 maanden, maar eerder stopten."),
                unit: Text("mensen per jaar"), better: .down, since: ApplicationCount.sinceStay
            ) { municipality, from, to, db in
                let stay = try PlacementCount.stay(municipality, from, to, in: db)
                return stay.placed == 0 ? nil : .init(Double(stay.stopped), base: stay.placed)
            },
            Indicator(
                id: "organisations-placing", name: Text("Organisaties die iemand een plek gaven"),
                definition: Text("Organisaties met ten minste één plaatsing in de afgelopen 12 maanden."),
                unit: Text("organisaties"), records: .centre(.placed), since: ApplicationCount.since
            ) { municipality, from, to, db in
                .init(Double(try PlacementCount.organisations(municipality, from, to, in: db)))
            },
        ]
    }
}

/// Counts of placements between two days, the last one included.
enum PlacementCount {
    /// Three months, in days.
    static let stay = 91

    private static func within(_ municipality: String, _ from: Day, _ to: Day) -> SQL {
        """
        a.municipality_code = \(municipality) AND a.placed_at >= \(DutchTime.moment(from))
        AND a.placed_at < \(DutchTime.moment(to + 1))
        """
    }

    static func placements(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> Int {
        try db.count("SELECT COUNT(*) FROM application a WHERE \(within(municipality, from, to))")
    }

    /// Nothing when of nobody who was placed the year of birth is known.
    static func young(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws
        -> Indicator.Measured?
    {
        let ages = try db.rows(
            """
            SELECT p.birth_year, a.placed_at FROM application a JOIN person p ON p.id = a.person_id
            WHERE \(within(municipality, from, to)) AND p.birth_year IS NOT NULL
            """
        ).map { try $0("placed_at", as: Moment.self).day.year - $0("birth_year", as: Int.self) }
        return ages.isEmpty ? nil : Indicator.Measured(Double(ages.filter { $0 < 27 }.count), base: ages.count)
    }

    static func first(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(DISTINCT a.person_id) FROM application a WHERE \(within(municipality, from, to))
            AND a.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM application b WHERE b.person_id = a.person_id
                AND b.placed_at < \(DutchTime.moment(from)))
            """)
    }

    static func organisations(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(DISTINCT a.organisation_id) FROM application a WHERE \(within(municipality, from, to))")
    }

    /// The placements that had their ninety-first day in the period, and those of them that had stopped by then.
    static func stay(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> (
        placed: Int, stopped: Int
    ) {
        let rows = try db.rows(
            """
            SELECT a.placed_at, a.stopped_at FROM application a
            WHERE \(within(municipality, from - stay, to - stay))
            """)
        let stopped = try rows.filter { row in
            guard let end = try row("stopped_at", as: Moment?.self) else { return false }
            return try end < row("placed_at", as: Moment.self) + .days(stay)
        }
        return (rows.count, stopped.count)
    }
}
