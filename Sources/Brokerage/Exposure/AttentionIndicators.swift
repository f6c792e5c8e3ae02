import Community
import Core
import Storage

/// What the platform measures of attention, as `AttentionWeek` counts it.
enum AttentionIndicators {
    static let all: [Indicator] = [
        Indicator(
            id: "vacancies-with-applicant", name: Text("Vacatures die een reactie kregen"),
            definition: Text(
                "Van de vacatures die 4 weken of langer online staan: het deel met ten minste één reactie in die 4 weken."
            ),
            unit: Text("procent"), window: .moment
        ) { municipality, _, to, db in
            let week = try week(municipality, to, db)
            return .share(week.withAny.some, of: week.withAny.all)
        },
        Indicator(
            id: "vacancies-small-with-applicant",
            name: Text("Vacatures van kleine organisaties die een reactie kregen"),
            definition: Text(
                "Van de vacatures van organisaties met minder dan 3 vacatures: het deel met ten minste één reactie in 4 weken."
            ),
            unit: Text("procent"), window: .moment
        ) { municipality, _, to, db in
            let week = try week(municipality, to, db)
            return .share(week.small.some, of: week.small.all)
        },
        Indicator(
            id: "applications-skew", name: Text("Hoe scheef reacties over vacatures zijn verdeeld"),
            definition: Text(
                "De maat van Gini over de reacties van 4 weken, maal 100. 0: elke vacature evenveel. 100: alles naar één vacature."
            ),
            unit: Text("punten"), window: .moment, better: .down
        ) { municipality, _, to, db in
            let week = try week(municipality, to, db)
            return week.gini.map { .init(Double(($0 + 5) / 10), base: week.withAny.all) }
        },
    ]

    private static func week(_ municipality: String, _ day: Day, _ db: any SQLConnection) throws -> AttentionWeek {
        let start = DutchTime.moment(day + 1 - AttentionWeek.days)
        return AttentionWeek(
            last: day,
            try AttentionWork.all(in: municipality, since: start, to: DutchTime.moment(day + 1), db))
    }
}
