import Community
import Core
import Services
import Storage
import Web

extension Brokerage {
    func deskRoutes(_ routes: Routes) {
        DeskRoutes(house: house, ranking: ranking, index: index).register(routes)
        PublicDeskRoutes(house: house).register(routes)
        DeskPersonRoutes(house: house).register(routes)
    }

    func deskMenu(for visit: Visit) -> [MenuItem] {
        guard visit.actor.has(MunicipalRole.centre) else { return [] }
        return [MenuItem(visit.t("Balie"), DeskNav.home, order: 21, in: CentreMenu.connect(visit.t))]
    }

    var deskJobs: [Job] {
        let house = self.house
        return [
            Job("balie-herinneren", .every(.minutes(30))) { _, now in
                let work = DeskWork(house, program: "balie-herinneren", now: now)
                for _ in 0..<100 {
                    let count = try await house.database.write { db in try work.remindTalks(limit: 50, in: db) }
                    if count == 0 { return }
                }
            }
        ]
    }

    /// Talks of the coming time, without names: a calendar lies open.
    func deskCalendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        guard actor.isSignedIn, actor.has(MunicipalRole.centre) else { return [] }
        let reader = try DeskReader(actor)
        return try await house.database.read { db in
            let mine = try reader.mine(today: from, in: db)
            let rows = try db.rows(
                """
                SELECT t.id, t.starts_at, t.place, i.number FROM desk_talk t JOIN intake i ON i.id = t.intake_id
                WHERE t.state = \(DeskTalk.State.planned) AND t.starts_at >= \(DutchTime.moment(from))
                AND i.owner_id IN (\(list: mine)) AND i.municipality_code IN (\(list: reader.codes))
                ORDER BY t.starts_at, t.id LIMIT 200
                """)
            return try rows.map { row in
                let start: Moment = try row("starts_at")
                let number: Int = try row("number")
                return CalendarEntry(
                    uid: "balie-gesprek-" + (try row("id", as: String.self)),
                    title: t("\(t.time(start)) gesprek aan de balie, nummer \(number)"), day: start.day,
                    place: try row("place"), path: DeskNav.home + "/\(number)")
            }
        }
    }

    /// What waits at the desk: for a broker their own, a colleague's they stand in for and nobody's; for who leads the
    /// centre, which are all its brokers where it has no manager, all that is a week over its term.
    func deskTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        guard actor.isSignedIn, actor.has(MunicipalRole.centre) else { return [] }
        let reader = try DeskReader(actor)
        let tasks = DeskTasks(reader: reader, t: t, now: now)
        return try await house.database.read { db in
            let led = try CentreLead.municipalities(of: actor, in: db)
            return try tasks.own(in: db) + tasks.offers(in: db) + tasks.late(in: led, db)
        }
    }
}

/// One task for each kind of step, so that forty calls are no forty lines.
struct DeskTasks: Sendable {
    let reader: DeskReader
    let t: Texts
    let now: Moment

    func own(in db: any SQLConnection) throws -> [TaskItem] {
        let mine = try reader.mine(today: now.day, in: db)
        let open = Intake.State.allCases.filter { $0 != .closed }
        let rows = try db.rows(
            """
            SELECT i.next_step, COUNT(*) AS cases, MIN(i.next_at) AS since, MIN(i.number) AS number, MIN(i.name) AS name
            FROM intake i WHERE i.municipality_code IN (\(list: reader.codes)) AND i.state IN (\(list: open))
            AND i.next_at < \(DutchTime.moment(now.day + 1)) AND \(reader.readable(mine))
            AND (i.owner_id IN (\(list: mine)) OR \(DeskReader.isNobodys)) GROUP BY i.next_step
            """)
        let found = try Dictionary(rows.map { (try $0("next_step", as: IntakeStep.self), $0) }) { first, _ in first }
        return try IntakeStep.allCases.compactMap { step in try found[step].map { try item(step, $0) } }
    }

    private func item(_ step: IntakeStep, _ row: Row) throws -> TaskItem {
        let count: Int = try row("cases")
        let since: Moment = try row("since")
        let detail =
            count == 1
            ? try row("name", as: String.self)
            : t("\(count) mensen, de eerste sinds \(t.date(since.day))")
        let path = count == 1 ? DeskNav.home + "/\(try row("number", as: Int.self))" : DeskNav.home
        return TaskItem(
            function: .verbinden, title: title(step), detail: detail, action: t("Bel of werk bij"), path: path,
            isUrgent: now - since >= .days(1), since: since)
    }

    private func title(_ step: IntakeStep) -> String {
        switch step {
        case .firstContact: t("Bel iemand die zich meldde bij de balie")
        case .talk: t("Een gesprek aan de balie: voer het of schrijf het op")
        case .followUp: t("Na het gesprek bleef het stil: doe een voorstel of bel")
        case .answer: t("Een voorstel wacht op antwoord: vraag na")
        case .introduction: t("Vraag hoe de kennismaking ging")
        case .thinking: t("De bedenktijd is om: bel")
        case .news: t("Er is nieuws aan de balie: bel terug")
        case .careFirst: t("Nazorg na twee weken: vraag hoe het gaat")
        case .careSecond: t("Nazorg na drie maanden: vraag hoe het gaat")
        }
    }

    /// A week over its term, whoever's it is: also what one broker keeps to themselves.
    func late(in led: [String], _ db: any SQLConnection) throws -> [TaskItem] {
        guard !led.isEmpty else { return [] }
        let open = Intake.State.allCases.filter { $0 != .closed }
        let row = try db.first(
            """
            SELECT COUNT(*) AS cases, MIN(next_at) AS since FROM intake
            WHERE municipality_code IN (\(list: led)) AND state IN (\(list: open))
            AND next_at < \(now - .days(DeskTerm.escalationDays))
            """)
        guard let row, let count: Int = try row("cases"), count > 0 else { return [] }
        let since: Moment = try row("since")
        return [
            TaskItem(
                function: .verbinden,
                title: t.plural(
                    count, "1 persoon aan de balie wacht een week te lang",
                    "\(count) mensen aan de balie wachten een week te lang"),
                detail: t("De eerste sinds \(t.date(since.day)). Geef het aan wie tijd heeft."),
                action: t("Bekijk het team"), path: DeskNav.team, isUrgent: true, since: since)
        ]
    }
}
