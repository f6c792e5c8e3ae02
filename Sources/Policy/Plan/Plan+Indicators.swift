package import Community
import Core
import Storage

extension PlanPart {
    package var indicators: [Indicator] { [tasksOnTime, remarksAnswered] }

    private var tasksOnTime: Indicator {
        Indicator(
            id: "policy-tasks-on-time", name: Text("Taken van het beleidsplan op tijd klaar"),
            definition: Text(
                "Van de taken met een datum in de periode: het deel dat uiterlijk op die dag was afgevinkt, in alle rondes van de gemeente."
            ), unit: Text("procent")
        ) { municipality, from, to, db in
            let tasks = try db.rows(
                """
                SELECT k.due_day, k.done_at FROM policy_cycle c JOIN policy_task k ON k.cycle_id = c.id
                WHERE c.municipality_code = \(municipality) AND k.due_day >= \(from) AND k.due_day <= \(to)
                """)
            let onTime = try tasks.count { row in
                let due: Day = try row("due_day")
                return try row("done_at", as: Moment?.self).map { $0.day <= due } ?? false
            }
            return .share(onTime, of: tasks.count)
        }
    }

    private var remarksAnswered: Indicator {
        Indicator(
            id: "policy-remarks-answered", name: Text("Opmerkingen bij het beleidsplan met een antwoord"),
            definition: Text(
                "Van de opmerkingen bij het plan die in de periode zijn geplaatst: het deel met een antwoord."),
            unit: Text("procent")
        ) { municipality, from, to, db in
            let row = try db.first(
                """
                SELECT COUNT(*) AS everything, COUNT(o.resolved_at) AS answered
                FROM policy_cycle c JOIN policy_comment o ON o.cycle_id = c.id
                WHERE c.municipality_code = \(municipality) AND o.created_at >= \(DutchTime.moment(from))
                AND o.created_at < \(DutchTime.moment(to + 1))
                """)
            guard let row else { return nil }
            return .share(try row("answered"), of: try row("everything"))
        }
    }
}
