import Community
import Core
import Storage

/// What the platform measures of pupils, by the day the outcome of their round was published.
enum PupilIndicators {
    static let all: [Indicator] = [
        Indicator(
            id: "pupils-placed", name: Text("Leerlingen met een stageplek"),
            definition: Text(
                "Leerlingen met een plek voor de maatschappelijke stage, in rondes die in de afgelopen 12 maanden bekend zijn gemaakt."
            ),
            unit: Text("leerlingen per jaar")
        ) { municipality, from, to, db in
            let counts = try counts(municipality, from, to, db)
            return counts.all == 0 ? nil : .init(Double(counts.all))
        },
        Indicator(
            id: "pupils-first-wish", name: Text("Leerlingen met hun eerste keuze"),
            definition: Text(
                "Van de leerlingen die door loting een plek kregen: het deel dat de eerste keuze kreeg."),
            unit: Text("procent")
        ) { municipality, from, to, db in
            let counts = try counts(municipality, from, to, db)
            return .share(counts.first, of: counts.drawn)
        },
        Indicator(
            id: "pupil-hours", name: Text("Uren maatschappelijke stage"),
            definition: Text("Uren van leerlingen in de afgelopen 12 maanden waar de organisatie akkoord mee is."),
            unit: Text("uren per jaar")
        ) { municipality, from, to, db in
            let row = try db.first(
                """
                SELECT COALESCE(SUM(minutes), 0) AS minutes, COUNT(*) AS entries FROM pupil_hours
                WHERE municipality_code = \(municipality) AND state = \(PupilHours.State.agreed)
                AND day >= \(from) AND day <= \(to)
                """)
            guard let row, let entries: Int = try row("entries"), entries > 0 else { return nil }
            return .init((Double(try row("minutes", as: Int.self)) / 60).rounded(), base: entries)
        },
    ]

    private static func counts(_ municipality: String, _ from: Day, _ to: Day, _ db: any SQLConnection) throws -> (
        all: Int, drawn: Int, first: Int
    ) {
        let row = try db.first(
            """
            SELECT COUNT(*) AS placed, SUM(CASE WHEN m.wish IS NOT NULL THEN 1 ELSE 0 END) AS drawn,
                SUM(CASE WHEN m.wish = \(1) THEN 1 ELSE 0 END) AS firsts
            FROM pupil_round r JOIN pupil_placement m ON m.round_id = r.id
            WHERE m.ended_at IS NULL AND r.municipality_code = \(municipality) AND r.published_at >= \(DutchTime.moment(from))
            AND r.published_at < \(DutchTime.moment(to + 1))
            """)
        return (
            try row?("placed", as: Int?.self) ?? 0, try row?("drawn", as: Int?.self) ?? 0,
            try row?("firsts", as: Int?.self) ?? 0
        )
    }
}
