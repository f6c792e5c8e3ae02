import Community
import Core
import Storage

/// What the platform measures of buddies.
enum BuddyIndicators {
    static let all: [Indicator] = [
        Indicator(
            id: "buddy-wait-days", name: Text("Dagen wachten op een maatje"),
            definition: Text(
                "Van de aanvragen waarvan het eerste koppel in de afgelopen 12 maanden begon: hoeveel dagen de middelste wachtte, vanaf de aanvraag. Een vrijwilliger die nee zegt, telt niet."
            ),
            unit: Text("dagen (de middelste)"), better: .down, records: records
        ) { municipality, from, to, db in
            percentile(try waits(municipality, from, to, db), 50)
        },
        Indicator(
            id: "buddy-wait-days-p90", name: Text("Dagen wachten op een maatje, de langste tien procent"),
            definition: Text(
                "Van de aanvragen waarvan het eerste koppel in de afgelopen 12 maanden begon: negen van de tien wachtten hoogstens zo veel dagen, vanaf de aanvraag."
            ),
            unit: Text("dagen (negen van de tien)"), better: .down, records: records
        ) { municipality, from, to, db in
            percentile(try waits(municipality, from, to, db), 90)
        },
        Indicator(
            id: "buddy-waiting-people", name: Text("Mensen die wachten op een maatje"),
            definition: Text(
                "Open aanvragen zonder maatje op deze dag: er begon nog geen koppel, of het vorige koppel was gestopt."),
            unit: Text("mensen"), window: .moment, better: .down, records: records
        ) { municipality, _, to, db in
            let end = DutchTime.moment(to + 1)
            let count = try db.count(
                """
                SELECT COUNT(*) FROM buddy_request r WHERE r.municipality_code = \(municipality)
                AND r.created_at < \(end) AND (r.closed_at IS NULL OR r.closed_at >= \(end))
                AND NOT EXISTS (SELECT 1 FROM buddy_pair p WHERE p.request_id = r.id AND p.started_at < \(end)
                    AND (p.ended_at IS NULL OR p.ended_at >= \(end)))
                """)
            return try isUsed(municipality, in: db) ? .init(Double(count)) : nil
        },
        Indicator(
            id: "buddy-pairs-active", name: Text("Maatjes die nu samen optrekken"),
            definition: Text("Koppels die na de kennismaking zijn begonnen en op deze dag niet waren gestopt."),
            unit: Text("paren"), window: .moment, records: records
        ) { municipality, _, to, db in
            let end = DutchTime.moment(to + 1)
            let count = try db.count(
                """
                SELECT COUNT(*) FROM buddy_pair WHERE municipality_code = \(municipality) AND started_at < \(end)
                AND (ended_at IS NULL OR ended_at >= \(end))
                """)
            return try isUsed(municipality, in: db) ? .init(Double(count)) : nil
        },
        Indicator(
            id: "buddy-without-candidate", name: Text("Mensen voor wie nu geen maatje past"),
            definition: Text(
                "Aanvragen op de wachtlijst waarvoor nu geen enkele vrijwilliger aan alle voorwaarden voldoet."),
            unit: Text("mensen"), window: .moment, better: .down, records: records
        ) { municipality, _, to, db in
            guard try isUsed(municipality, in: db) else { return nil }
            let pool = try BuddyPool.load(municipality, today: to, in: db)
            return .init(Double(pool.withoutCandidate), base: pool.needs.count)
        },
    ]

    private static let records = Indicator.Records(MunicipalRole.centre) { _, _, _ in BuddyDesk.home }

    private static func isUsed(_ municipality: String, in db: any SQLConnection) throws -> Bool {
        try db.first("SELECT id FROM buddy_request WHERE municipality_code = \(municipality) LIMIT 1") != nil
    }

    /// Days from the request to the beginning of the first pair, rising.
    static func waits(_ municipality: String, _ from: Day, _ to: Day, _ db: any SQLConnection) throws -> [Int] {
        try db.rows(
            """
            SELECT created_at, paired_at FROM buddy_request WHERE municipality_code = \(municipality)
            AND paired_at >= \(DutchTime.moment(from)) AND paired_at < \(DutchTime.moment(to + 1))
            """
        ).map { row in
            max(0, try row("paired_at", as: Moment.self).day - row("created_at", as: Moment.self).day)
        }.sorted()
    }

    private static func percentile(_ sorted: [Int], _ share: Int) -> Indicator.Measured? {
        Percentile.of(sorted, share).map { .init(Double($0), base: sorted.count) }
    }
}
