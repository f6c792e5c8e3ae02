import Community
import Core
package import Storage

extension GoalsPart {
    /// Five goals in the round that runs, three of which measure themselves; four in the round before, each with its
    /// verdict.
    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        let now = demo.world.now
        let place = demo.present.municipality
        let shelf = try IndicatorShelf(house, place, in: db)
        try IndicatorMonths.keep(
            IndicatorMonths.take(place, shelf, now: now, in: db), place, now: now, in: db)
        try IndicatorCache.freshen(place, shelf, now: now, in: db)
        let writer = GoalDemoWriter(content: content, demo: demo)
        for (index, goal) in GoalDemoWriter.past(demo).enumerated() {
            try writer.write(goal, number: index + 1, in: demo.past, in: db)
        }
        let values = try IndicatorCache.values(place, in: db)
        let today = { (id: String) in values[id]?.measured?.value }
        for (index, goal) in GoalDemoWriter.present(demo, today).enumerated() {
            try writer.write(goal, number: index + 1, in: demo.present, in: db)
        }
        // What other parts tell of later is counted when someone looks.
        let own = try Goal.all(of: demo.present.id, in: db).compactMap(\.indicator)
        try db.run(
            "DELETE FROM policy_indicator_now WHERE municipality_code = \(place) AND indicator NOT IN (\(list: own))")
    }
}

/// One goal of the demo as it was agreed, with what was measured since.
struct GoalDemo {
    var result: String
    var forWhom = ""
    var intention = Goal.Intention.raise
    var indicator: String?
    var measure = ""
    var unit = ""
    var decimals = 0
    var baseline: Double?
    var target: Double
    /// An aim that was set first and changed, with the reason of the change.
    var firstTarget: (value: Double, reason: String)?
    var source: String
    var agreedWith = ""
    var budget = ""
    var euros: Int?
    var measurements: [(day: Day, value: Double, source: String, base: Int?, margin: Double?)] = []
}

struct GoalDemoWriter {
    let content: GoalsContent
    let demo: PolicyDemo

    func write(_ goal: GoalDemo, number: Int, in cycle: PolicyCycle, in db: any SQLConnection) throws {
        let begun = DutchTime.moment(cycle.firstDay - 60 + number, minute: 600)
        let id = Goal.Identity(at: begun)
        let measure = goal.indicator.flatMap { content.measure($0) }
        let unit = measure.flatMap { content.unit($0.unit) }
        let better: Goal.Better = goal.intention == .lower ? .down : .up
        let day = cycle.lastDay
        let review: Day? =
            cycle.isClosed ? cycle.lastDay - 60 : Day(year: demo.world.today.year, month: 12, day: 1 + number)
        // Measured before the council decided.
        let baselineDay: Day? = goal.baseline == nil ? nil : cycle.firstDay - 31
        var targets = [(goal.target, "", begun)]
        if let first = goal.firstTarget {
            targets = [(first.value, "", begun), (goal.target, first.reason, begun + .days(190))]
        }
        targets.removeAll { $0.2 >= demo.world.now }
        let target = targets.last?.0 ?? goal.target
        try db.run(
            """
            INSERT INTO policy_goal (id, cycle_id, number, result, for_whom, intention, better, indicator, measure, unit,
                decimals, baseline_value, baseline_day, target_value, target_day, source, owner_id, agreed_with, budget,
                budget_cents, review_day, version, created_at, created_by)
            VALUES (\(id), \(cycle.id), \(number), \(goal.result), \(goal.forWhom), \(goal.intention), \(better),
                \(goal.indicator), \(measure?.name.nl ?? goal.measure), \(unit?.text.nl ?? goal.unit),
                \(unit?.decimals ?? goal.decimals), \(goal.baseline), \(baselineDay), \(target), \(day),
                \(goal.source), \(demo.officer), \(goal.agreedWith), \(goal.budget), \(goal.euros.map { $0 * 100 }),
                \(review), 1, \(begun), \(demo.officer))
            """)
        for (index, target) in targets.enumerated() {
            try db.run(
                """
                INSERT INTO policy_goal_target (goal_id, seq, value, day, reason, person_id, set_at)
                VALUES (\(id), \(index + 1), \(target.0), \(day), \(target.1), \(demo.officer), \(target.2))
                """)
        }
        for (index, row) in goal.measurements.filter({ $0.day < demo.world.today }).enumerated() {
            let at = DutchTime.moment(row.day, minute: 660)
            try db.run(
                """
                INSERT INTO policy_goal_measurement (id, goal_id, seq, value, day, source, base, margin, reason, person_id,
                    recorded_at)
                VALUES (\(UUIDv7.make(at: at)), \(id), \(index + 1), \(row.value), \(row.day), \(row.source),
                    \(row.base), \(row.margin), '', \(demo.officer), \(at))
                """)
        }
    }

    /// - Parameter today: the value of an indicator now.
    static func present(_ demo: PolicyDemo, _ today: (String) -> Double?) -> [GoalDemo] {
        let first = demo.present.firstDay
        let young = (today("volunteers-placed-under-27") ?? 12).rounded()
        let answered = (today("applications-answered-7-days") ?? 70).rounded()
        let old = (today("vacancies-older-than-60-days") ?? 40).rounded()
        let survey = "enquête van de centrale onder organisaties"
        return [
            GoalDemo(
                result: "Meer jongeren tot 27 jaar vinden elk jaar een plek", forWhom: "jongeren van 16 tot 27 jaar",
                indicator: "volunteers-placed-under-27", baseline: (young * 0.7).rounded(),
                target: max(young + 2, (young * 1.4).rounded()), source: "Inzet telt dit zelf",
                agreedWith: "jongerenwerk, de scholen en de vrijwilligerscentrale",
                budget: "4 uur per week van een makelaar",
                euros: 12_000),
            GoalDemo(
                result: "Wie reageert op een vacature, krijgt binnen een week antwoord",
                forWhom: "iedereen die reageert",
                indicator: "applications-answered-7-days", baseline: max(5, answered - 1),
                target: min(98, max(90, answered + 10)),
                source: "Inzet telt dit zelf", agreedWith: "de organisaties in het vrijwilligersplatform",
                budget: "training voor coördinatoren", euros: 6000),
            GoalDemo(
                result: "Minder vacatures staan langer dan twee maanden open", forWhom: "organisaties die zoeken",
                intention: .lower, indicator: "vacancies-older-than-60-days", baseline: (old * 1.3).rounded() + 3,
                target: (old * 1.05).rounded() + 1, source: "Inzet telt dit zelf",
                agreedWith: "de vrijwilligerscentrale",
                budget: "2 uur per week van een makelaar"),
            GoalDemo(
                result: "Organisaties geven de ondersteuning ten minste een 7,5",
                forWhom: "organisaties met vrijwilligers",
                measure: "Rapportcijfer van organisaties", unit: "rapportcijfer", decimals: 1, baseline: 7.0,
                target: 7.5,
                firstTarget: (8, "Een 8 bleek niet haalbaar: gemeenten van onze grootte halen hoogstens een 7,6."),
                source: survey, agreedWith: "de vrijwilligerscentrale", budget: "twee enquêtes", euros: 3000,
                measurements: [
                    (first + 100, 7.2, survey + ", voorjaar", 54, 0.4),
                    (first + 270, 7.4, survey + ", najaar", 61, 0.3),
                ]),
            GoalDemo(
                result: "Tien bewonersplannen in De Akkers", forWhom: "bewoners van De Akkers",
                measure: "Plannen die bewoners zelf begonnen", unit: "plannen per jaar", target: 10,
                source: "het wijkteam telt in december", agreedWith: "het wijkteam", budget: "wijkbudget", euros: 8000),
        ]
    }

    /// The round before: counted by hand, because the vacancy bank was not there yet.
    static func past(_ demo: PolicyDemo) -> [GoalDemo] {
        let first = demo.past.firstDay
        func yearly(_ values: [Double], _ source: String, base: Int? = nil, margin: Double? = nil)
            -> [(day: Day, value: Double, source: String, base: Int?, margin: Double?)]
        {
            values.enumerated().map { (first + 340 + 365 * $0, $1, source, base, margin) }
        }
        return [
            GoalDemo(
                result: "Tweehonderd nieuwe vrijwilligers per jaar", forWhom: "inwoners",
                measure: "Nieuwe vrijwilligers",
                unit: "mensen per jaar", baseline: 141, target: 200, source: "jaarverslag van de centrale",
                agreedWith: "de vrijwilligerscentrale", budget: "subsidie van de centrale", euros: 92_000,
                measurements: yearly([150, 172, 189, 207], "jaarverslag van de centrale")),
            GoalDemo(
                result: "Nieuwe vrijwilligers blijven langer: 75% doet na drie maanden nog mee",
                forWhom: "wie net begint",
                measure: "Nog actief na drie maanden", unit: "procent", baseline: 62, target: 75,
                source: "belronde van de centrale", agreedWith: "tien grote organisaties", budget: "belronde",
                measurements: yearly([64, 66, 68, 71], "belronde van de centrale", base: 80, margin: 10)),
            GoalDemo(
                result: "Hoogstens drie weken wachten op een maatje", forWhom: "mensen die een maatje zoeken",
                intention: .lower, measure: "Dagen wachten op een maatje", unit: "dagen", baseline: 38, target: 21,
                source: "wachtlijst van het maatjesproject", agreedWith: "het maatjesproject",
                budget: "12 uur per week",
                measurements: yearly([36, 41, 43, 40], "wachtlijst van het maatjesproject")),
            GoalDemo(
                result: "Elke wijk krijgt een vrijwilligerspunt", forWhom: "alle acht wijken",
                measure: "Wijken met een punt",
                unit: "wijken", baseline: 2, target: 8, source: "telling door de centrale",
                agreedWith: "de buurthuizen",
                budget: "inrichting van de punten", euros: 16_000,
                measurements: yearly([3, 5, 8, 8], "telling door de centrale")),
        ]
    }
}
