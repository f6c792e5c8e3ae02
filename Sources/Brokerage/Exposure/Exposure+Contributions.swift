import Community
import Core
import Services
import Storage
import Web

extension Brokerage {
    /// Fair exposure, its explanation, objections, and people who want to be found.
    func exposureRoutes(_ routes: Routes) {
        AttentionRoutes(house: house).register(routes)
        FittingAPI(brokerage: self).register(routes)
        ExplanationRoutes(house: house, weights: ranking.weights).register(routes)
        ObjectionRoutes(house: house).register(routes)
        FindableRoutes(house: house, index: index, weights: ranking.weights).register(routes)
    }

    func exposureMenu(for visit: Visit) -> [MenuItem] {
        guard visit.actor.has(MunicipalRole.centre) else { return [] }
        let group = CentreMenu.centre(visit.t)
        let objections =
            visit.actor.has([.centreManager])
            ? [MenuItem(visit.t("Bezwaren"), ObjectionPages.desk, order: 44, in: group)] : []
        return [MenuItem(visit.t("Aandacht"), AttentionRoutes.page, order: 42, in: group)] + objections
    }

    /// Objections for who leads a centre, and questions for whoever was asked.
    func exposureTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        guard let person = actor.person else { return [] }
        return try await house.database.read { db in
            let codes = try CentreLead.municipalities(of: actor, in: db)
            return try Self.objectionTasks(codes, t, now, db) + Self.askTasks(Person.Identity(person), t, db)
        }
    }

    private static func objectionTasks(_ codes: [String], _ t: Texts, _ now: Moment, _ db: any SQLConnection) throws
        -> [TaskItem]
    {
        if codes.isEmpty { return [] }
        let open = try AlgorithmObjection.list(in: codes, answered: false, db)
        guard let oldest = open.first else { return [] }
        let days = oldest.dueAt.day - now.day
        let path = open.count == 1 ? "\(ObjectionPages.desk)/\(oldest.number)" : ObjectionPages.desk
        return [
            TaskItem(
                function: .verbinden,
                title: t.plural(
                    open.count, "1 bezwaar wacht op jouw antwoord", "\(open.count) bezwaren wachten op jouw antwoord"),
                detail: days < 0
                    ? t("De termijn van twee weken is voorbij.") : t("Antwoord voor \(t.date(oldest.dueAt.day))."),
                action: t("Antwoord"), path: path, isUrgent: days <= 3, since: oldest.createdAt)
        ]
    }

    private static func askTasks(_ person: Person.Identity, _ t: Texts, _ db: any SQLConnection) throws -> [TaskItem] {
        try db.rows(
            """
            SELECT a.number, a.created_at, v.title, o.name FROM people_ask a JOIN vacancy v ON v.id = a.vacancy_id
            JOIN organisation o ON o.id = a.organisation_id
            WHERE a.person_id = \(person) AND a.state = \(PeopleAsk.State.open)
            ORDER BY a.created_at, a.number LIMIT 10
            """
        ).map { row in
            let at: Moment = try row("created_at")
            return TaskItem(
                function: .verbinden, title: t("\(try row("name", as: String.self)) wil kennismaken"),
                detail: t(
                    "“\(try row("title", as: String.self))”. Antwoord voor \(t.date((at + .days(PeopleAsk.termDays)).day))."
                ),
                action: t("Bekijk en kies"), path: "/mijn/gevraagd/\(try row("number", as: Int.self))", since: at)
        }
    }

    /// Applications grow old and questions lapse.
    var exposureJobs: [Job] {
        [
            Job("aandacht-bijwerken", .daily(minute: 3 * 60 + 20)) { [house] _, now in
                let codes = try await house.database.read { db in try FairExposure.municipalities(in: db) }
                for code in codes {
                    try await house.database.write { db in
                        try VacancyPressure.refreshAll(in: code, now: now, db)
                    }
                }
            },
            Job("kennismaken-vervallen", .daily(minute: 9 * 60 + 30)) { [house] _, now in
                for _ in 0..<200 {
                    let count = try await house.database.write { db in
                        try LapseAsks(house: house, now: now).run(limit: 50, in: db)
                    }
                    if count == 0 { break }
                }
            },
        ]
    }

    var exposurePersonalData: [PersonalData] { [PeopleAsk.personalData(house), AlgorithmObjection.personalData] }
    var exposureRetention: [RetentionRule] { [PeopleAsk.retention, AlgorithmObjection.retention] }
}
