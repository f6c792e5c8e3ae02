import Community
import Core
import Storage

/// What waits for someone of the centre.
struct CentreTasks: Sendable {
    let municipalities: [String]
    /// Organisations with a low answer score.
    let slow: Set<Organisation.Identity>
    let t: Texts
    let now: Moment

    func items(in db: any SQLConnection) throws -> [TaskItem] {
        try overdue(in: db)
            + [calls(in: db), organisations(in: db), vacancies(in: db), slowOrganisations(in: db)].compactMap { $0 }
    }

    private func overdue(in db: any SQLConnection) throws -> [TaskItem] {
        let late = try Overdue.totals(municipalities: municipalities, days: Overdue.centreDays, now: now, in: db)
        return [unanswered(late), quiet(late)].compactMap { $0 }
    }

    /// Volunteers to call: they have a question, could not be asked by mail, or an organisation wrote to them.
    private func calls(in db: any SQLConnection) throws -> TaskItem? {
        let calls = try CareCall.open(municipalities, in: db)
        guard let first = calls.first else { return nil }
        let title =
            calls.allSatisfy { $0.why == .words }
            ? t.plural(
                calls.count, "Bel 1 vrijwilliger: een organisatie schreef iets",
                "Bel \(calls.count) vrijwilligers: een organisatie schreef iets")
            : t.plural(
                calls.count, "Bel 1 vrijwilliger: hoe gaat het op de plek?",
                "Bel \(calls.count) vrijwilligers: hoe gaat het op de plek?")
        return TaskItem(
            function: .verbinden, title: title,
            detail: t("De eerste wacht sinds \(day(first.since))."), action: t("Bel"), path: CareRoutes.page,
            isUrgent: (now - first.since).wholeDays >= 7, since: first.since)
    }

    private func quiet(_ late: Overdue.Totals) -> TaskItem? {
        let count = late.quiet
        guard count > 0 else { return nil }
        return TaskItem(
            function: .verbinden,
            title: t.plural(
                count, "1 gesprek met een vrijwilliger staat al lang stil",
                "\(count) gesprekken met vrijwilligers staan al lang stil"),
            detail: t("Al \(QuietTalks.centreDays) dagen geen nieuws. Bel de organisatie."),
            action: t("Bellen of afsluiten"),
            path: OverdueRoutes.page, since: late.quietSince)
    }

    private func unanswered(_ late: Overdue.Totals) -> TaskItem? {
        let count = late.applications
        guard let oldest = late.oldest else { return nil }
        let place = t.plural(late.unanswering, "Bij 1 organisatie.", "Bij \(late.unanswering) organisaties.")
        let chased =
            late.chasedAt.map { " " + t("De laatste herinnering ging \(day($0)) weg.") } ?? ""
        return TaskItem(
            function: .verbinden,
            title: t.plural(
                count, "1 reactie is langer dan twee weken onbeantwoord",
                "\(count) reacties zijn langer dan twee weken onbeantwoord"),
            detail: place + chased, action: t("Bellen of afsluiten"), path: OverdueRoutes.page, isUrgent: true,
            since: oldest)
    }

    private func organisations(in db: any SQLConnection) throws -> TaskItem? {
        try waiting(.organisations, changed: .changedOrganisations, in: db) { new, changed in
            let title =
                new > 0
                ? t.plural(new, "1 organisatie wacht op jouw akkoord", "\(new) organisaties wachten op jouw akkoord")
                : t.plural(
                    changed, "1 organisatie heeft iets gewijzigd", "\(changed) organisaties hebben iets gewijzigd")
            let rest = t.plural(changed, "Bij nog 1 is iets gewijzigd.", "Bij nog \(changed) is iets gewijzigd.")
            return (title, new > 0 && changed > 0 ? rest : nil)
        }
    }

    private func vacancies(in db: any SQLConnection) throws -> TaskItem? {
        try waiting(.vacancies, changed: .changedVacancies, in: db) { new, changed in
            let all = new + changed
            let title = t.plural(all, "1 vacature wacht op jouw akkoord", "\(all) vacatures wachten op jouw akkoord")
            return (title, changed > 0 ? t("Bij \(changed) is alleen de tekst gewijzigd.") : nil)
        }
    }

    private func waiting(
        _ kind: CentreQueue.Kind, changed: CentreQueue.Kind, in db: any SQLConnection,
        _ words: (Int, Int) -> (title: String, rest: String?)
    ) throws -> TaskItem? {
        let new = try CentreQueue.count(kind, municipalities: municipalities, in: db)
        let other = try CentreQueue.count(changed, municipalities: municipalities, in: db)
        guard new + other > 0 else { return nil }
        let oldest = try [kind, changed].compactMap {
            try CentreQueue.page($0, municipalities: municipalities, limit: 1, in: db).items.first?.since
        }.min()
        let (title, rest) = words(new, other)
        let since = oldest.map { t("Het oudste wacht sinds \(day($0)).") }
        return TaskItem(
            function: .verbinden, title: title, detail: [since, rest].compactMap { $0 }.joined(separator: " "),
            action: t("Nakijken"), path: CentreRoutes.home, since: oldest)
    }

    private func slowOrganisations(in db: any SQLConnection) throws -> TaskItem? {
        let count = try db.count(
            """
            SELECT COUNT(*) FROM organisation WHERE id IN (\(list: slow.sorted()))
            AND municipality_code IN (\(list: municipalities)) AND state = \(Organisation.State.approved)
            """)
        guard count > 0 else { return nil }
        return TaskItem(
            function: .verbinden,
            title: t.plural(
                count, "1 organisatie antwoordt vaak te laat", "\(count) organisaties antwoorden vaak te laat"),
            detail: t("De antwoordscore is lager dan \(CentreScores.low)."), action: t("Bekijk wie"),
            path: CentreRoutes.organisations + "?score=laag")
    }

    /// `vandaag`, `donderdag`, or the date when it is longer ago than a week.
    private func day(_ moment: Moment) -> String {
        let days = now.day - moment.day
        switch days {
        case ...0: return t("vandaag")
        case 1: return t("gisteren")
        case 2..<7: return t.weekday(moment.day.weekday)
        default: return t.date(moment.day)
        }
    }
}
