package import Community
package import Core
package import Storage

extension PlanPart {
    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        var items = try clashItems(cycle, actor, t, db) + ownTasks(cycle, actor, t, now.day, db)
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return items }
        let open = try PlanComment.open(of: cycle.id, in: db)
        let count = open.values.reduce(0, +)
        if count > 0 {
            items.append(
                TaskItem(
                    function: .vertalen,
                    title: t.plural(count, "1 opmerking bij het plan", "\(count) opmerkingen bij het plan"),
                    detail: t("Lezers wachten op een antwoord."), action: t("Lees ze"), path: PlanPath(cycle).text))
        }
        if let day = cycle.councilDay, day <= now.day, cycle.phase == .preparing,
            try Adoption.latest(of: cycle.id, in: db) == nil
        {
            items.append(
                TaskItem(
                    function: .vertalen, title: t("Heeft de raad het plan vastgesteld?"),
                    detail: t("De raad zou beslissen op \(t.date(day))."), action: t("Leg het vast"),
                    path: PlanPath(cycle).adopt, isUrgent: true, since: DutchTime.moment(day)))
        }
        return items
    }

    private func clashItems(_ cycle: PolicyCycle, _ actor: Actor, _ t: Texts, _ db: any SQLConnection) throws
        -> [TaskItem]
    {
        let waiting = try Clash.waiting(for: actor.person, in: cycle.id, db: db).compactMap { clash in
            elements.element(clash.element).map { item in
                TaskItem(
                    function: .vertalen, title: t("Twee teksten voor \(t(item.name))"),
                    detail: t("Jouw tekst staat nog apart van die van \(PlanFrame.name(clash.firstName, t))."),
                    action: t("Breng samen"), path: PlanPath(cycle).element(item.number) + "/botsing/\(clash.id)",
                    isUrgent: true, since: clash.at)
            }
        }
        let untold = try Clash.untold(to: actor.person, in: cycle.id, db: db).compactMap { clash in
            elements.element(clash.element).map { item in
                TaskItem(
                    function: .vertalen,
                    title: t("\(PlanFrame.name(clash.secondName, t)) schreef tegelijk met jou aan \(t(item.name))"),
                    detail: t("Jullie teksten zijn allebei bewaard."), action: t("Kijk"),
                    path: PlanPath(cycle).element(item.number), since: clash.at)
            }
        }
        return waiting + untold
    }

    /// Tasks of this person that are late or due within two weeks: at most five, the rest stands on the plan's page.
    private func ownTasks(
        _ cycle: PolicyCycle, _ actor: Actor, _ t: Texts, _ today: Day, _ db: any SQLConnection
    ) throws -> [TaskItem] {
        guard let person = actor.person else { return [] }
        let due = try PlanTask.all(of: cycle.id, in: db).filter { task in
            task.owner == person && !task.isDone && (task.due.map { $0 <= today + 14 } ?? false)
        }
        return due.prefix(5).map { task in
            let day = task.due ?? today
            return TaskItem(
                function: .vertalen, title: task.title,
                detail: task.isLate(on: today)
                    ? t("Dit had klaar moeten zijn op \(t.date(day)).") : t("Klaar op \(t.date(day))."),
                action: t("Ga verder"), path: PlanPath(cycle).step(steps.step(task.step)?.number ?? 1),
                isUrgent: task.isLate(on: today), since: nil)
        }
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        var entries: [CalendarEntry] = []
        if let day = cycle.councilDay, day >= from {
            entries.append(
                CalendarEntry(
                    uid: "raad-\(cycle.id.text)", title: t("De raad beslist over \(cycle.name)"), day: day,
                    path: PlanPath(cycle).home))
        }
        guard let person = actor.person else { return entries }
        entries += try PlanTask.all(of: cycle.id, in: db).compactMap { task in
            guard task.owner == person, !task.isDone, let due = task.due, due >= from else { return nil }
            return CalendarEntry(
                uid: "taak-\(task.id)", title: task.title, day: due,
                path: PlanPath(cycle).step(steps.step(task.step)?.number ?? 1))
        }
        return entries
    }
}
