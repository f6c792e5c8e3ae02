package import Community
import Core
import Storage

extension GoalsPart {
    /// Goals about goals: whether a municipality measures what it promises.
    package var indicators: [Indicator] {
        [
            Indicator(
                id: "goals-measured", name: Text("Doelen met een cijfer van dit jaar"),
                definition: Text("Deel van de doelen van de lopende ronde met een cijfer uit de afgelopen 12 maanden."),
                unit: Text("procent"), window: .moment
            ) { municipality, _, to, db in
                let readings = try Self.readings(municipality, to, in: db)
                return .share(readings.filter { ($0.day ?? to - 1000) > to - 365 }.count, of: readings.count)
            },
            Indicator(
                id: "goals-reached", name: Text("Doelen die zijn gehaald"),
                definition: Text(
                    "Deel van de doelen van de lopende ronde waarvan het cijfer op of voorbij het doel is."),
                unit: Text("procent"), window: .moment
            ) { municipality, _, to, db in
                let readings = try Self.readings(municipality, to, in: db)
                return .share(readings.filter { $0.verdict == .achieved }.count, of: readings.count)
            },
            Indicator(
                id: "policy-age-months", name: Text("Ouderdom van het beleid"),
                definition: Text("Hele maanden sinds de raad het plan vaststelde dat nu loopt."), unit: Text("maanden"),
                window: .moment, better: .down
            ) { municipality, _, to, db in
                // What was planned is no decision, and an amendment makes the plan no younger.
                let day = try db.value(
                    """
                    SELECT MAX(a.adopted_on) FROM policy_adoption a JOIN policy_cycle c ON c.id = a.cycle_id
                    WHERE c.municipality_code = \(municipality) AND a.number = 1 AND a.adopted_on <= \(to)
                    """, as: Day.self)
                return day.map { .init(Double(Self.months(from: $0, to: to))) }
            },
        ]
    }

    private static func readings(_ municipality: String, _ day: Day, in db: any SQLConnection) throws -> [GoalReading] {
        guard let cycle = try PolicyCycle.current(of: municipality, in: db) else { return [] }
        let goals = try Goal.all(of: cycle.id, in: db)
        let readings = try GoalReadings.load(goals, now: DutchTime.moment(day), in: db)
        return goals.compactMap { readings[$0.id] }
    }

    private static func months(from: Day, to: Day) -> Int {
        let whole = (to.year - from.year) * 12 + to.parts.month - from.parts.month
        return max(0, to.parts.day < from.parts.day ? whole - 1 : whole)
    }
}
