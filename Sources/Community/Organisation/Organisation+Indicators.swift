import Core
import Storage

extension Community {
    /// What is counted of organisations and residents themselves.
    package var communityIndicators: [Indicator] { organisationIndicators + residentIndicators }

    private var organisationIndicators: [Indicator] {
        let directory = Indicator.Records { _, _, _ in "/organisaties" }
        return [
            Indicator(
                id: "organisations-registered", name: Text("Organisaties in het register"),
                definition: Text("Organisaties die de centrale heeft goedgekeurd en die nog meedoen."),
                unit: Text("organisaties"), window: .moment, records: directory
            ) { municipality, _, _, db in
                .init(Double(try OrganisationCount.inState(.approved, municipality, in: db)))
            },
            Indicator(
                id: "organisations-new", name: Text("Organisaties die erbij kwamen"),
                definition: Text("Organisaties die in de afgelopen 12 maanden zijn goedgekeurd."),
                unit: Text("organisaties per jaar")
            ) { municipality, from, to, db in
                .init(Double(try OrganisationCount.approved(municipality, from, to, in: db)))
            },
            Indicator(
                id: "organisations-waiting", name: Text("Organisaties die op de centrale wachten"),
                definition: Text("Aanmeldingen van organisaties die nog niet zijn bekeken."),
                unit: Text("organisaties"), window: .moment, better: .down
            ) { municipality, _, _, db in
                .init(Double(try OrganisationCount.inState(.submitted, municipality, in: db)))
            },
            Indicator(
                id: "fields-covered", name: Text("Beleidsterreinen waar vrijwilligers zichtbaar zijn"),
                definition: Text("Soorten werk, van de 14, waarin ten minste één goedgekeurde organisatie werkt."),
                unit: Text("terreinen"), window: .moment, records: directory
            ) { municipality, _, _, db in
                .init(
                    Double(
                        try db.count(
                            """
                            SELECT COUNT(DISTINCT sector) FROM organisation WHERE municipality_code = \(municipality)
                            AND state = \(Organisation.State.approved)
                            """)), base: Sector.allCases.count)
            },
        ]
    }

    private var residentIndicators: [Indicator] {
        [
            Indicator(
                id: "residents-accounts", name: Text("Inwoners met een account"),
                definition: Text("Mensen met een account die een wijk in deze gemeente opgaven."), unit: Text("mensen"),
                window: .moment
            ) { municipality, _, _, db in
                .init(Double(try ResidentCount.accounts(municipality, "1 = 1", in: db)))
            },
            Indicator(
                id: "residents-new-accounts", name: Text("Inwoners die een account maakten"),
                definition: Text("Mensen uit deze gemeente die in de afgelopen 12 maanden een account maakten."),
                unit: Text("mensen per jaar")
            ) { municipality, from, to, db in
                let new: SQL = """
                    p.created_at >= \(DutchTime.moment(from)) AND p.created_at < \(DutchTime.moment(to + 1))
                    """
                return .init(Double(try ResidentCount.accounts(municipality, new, in: db)))
            },
        ]
    }
}

private enum OrganisationCount {
    static func inState(_ state: Organisation.State, _ municipality: String, in db: any SQLConnection) throws -> Int {
        try db.count(
            "SELECT COUNT(*) FROM organisation WHERE municipality_code = \(municipality) AND state = \(state)")
    }

    static func approved(_ municipality: String, _ from: Day, _ to: Day, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM organisation WHERE municipality_code = \(municipality)
            AND approved_at >= \(DutchTime.moment(from)) AND approved_at < \(DutchTime.moment(to + 1))
            """)
    }
}

private enum ResidentCount {
    /// - Parameter condition: on a person `p`.
    static func accounts(_ municipality: String, _ condition: SQL, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM person p JOIN neighbourhood n ON n.id = p.neighbourhood_id
            WHERE n.municipality_code = \(municipality) AND p.erased_at IS NULL AND \(condition)
            """)
    }
}
