import Community
import Core
import Storage

/// What the platform measures of the desk, by the day people came in or were placed.
enum DeskIndicators {
    /// Days within which someone should have had a proposal.
    static let proposalDays = 14

    static let all: [Indicator] = [
        Indicator(
            id: "desk-intakes", name: Text("Mensen geholpen aan de balie"),
            definition: Text(
                "Mensen die zich in de afgelopen 12 maanden meldden bij de vrijwilligerscentrale: aan de balie, per telefoon, via de site of doorverwezen."
            ),
            unit: Text("mensen per jaar")
        ) { municipality, from, to, db in
            let count = try db.count(
                "SELECT COUNT(*) FROM intake i WHERE \(period(municipality, from, to))")
            return count == 0 ? nil : .init(Double(count))
        },
        Indicator(
            id: "desk-first-contact", name: Text("Dagen tot het eerste contact"),
            definition: Text(
                "De middelste wachttijd van mensen die zich in de afgelopen 12 maanden meldden, tot een makelaar hen sprak."
            ),
            unit: Text("dagen (de middelste)"), better: .down
        ) { municipality, from, to, db in
            let days = try db.rows(
                """
                SELECT i.created_at, i.first_contact_at FROM intake i WHERE \(period(municipality, from, to))
                AND i.first_contact_at IS NOT NULL
                """
            ).map { row -> Double in
                let created: Moment = try row("created_at")
                let contact: Moment = try row("first_contact_at")
                return Double((contact - created).milliseconds) / 86_400_000
            }.sorted()
            guard !days.isEmpty else { return nil }
            let middle = days.count / 2
            let median = days.count % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2
            return .init(median.rounded(), base: days.count)
        },
        Indicator(
            id: "desk-proposal-share", name: Text("Voorstel binnen twee weken"),
            definition: Text(
                "Van de mensen die zich in de afgelopen 12 maanden meldden: het deel dat binnen twee weken een voorstel kreeg. Wie zich korter dan twee weken geleden meldde, telt nog niet mee."
            ),
            unit: Text("procent")
        ) { municipality, from, to, db in
            let rows = try db.rows(
                """
                SELECT i.created_at, i.proposed_at FROM intake i WHERE \(period(municipality, from, to - proposalDays))
                """)
            let inTime = try rows.filter { row in
                guard let proposed: Moment = try row("proposed_at", as: Moment?.self) else { return false }
                return proposed - (try row("created_at", as: Moment.self)) <= .days(proposalDays)
            }
            return .share(inTime.count, of: rows.count)
        },
        Indicator(
            id: "desk-placed", name: Text("Geplaatst via de balie"),
            definition: Text("Mensen die de balie voorstelde en die in de afgelopen 12 maanden een plek kregen."),
            unit: Text("mensen per jaar")
        ) { municipality, from, to, db in
            let count = try db.count(
                """
                SELECT COUNT(DISTINCT p.intake_id) FROM intake i JOIN desk_proposal p ON p.intake_id = i.id
                JOIN application a ON a.id = p.application_id WHERE i.municipality_code = \(municipality)
                AND a.placed_at >= \(DutchTime.moment(from)) AND a.placed_at < \(DutchTime.moment(to + 1))
                """)
            return count == 0 ? nil : .init(Double(count))
        },
    ]

    private static func period(_ municipality: String, _ from: Day, _ to: Day) -> SQL {
        """
        i.municipality_code = \(municipality) AND i.created_at >= \(DutchTime.moment(from))
        AND i.created_at < \(DutchTime.moment(to + 1))
        """
    }
}
