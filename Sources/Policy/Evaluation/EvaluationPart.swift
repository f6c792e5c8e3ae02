package import Community
package import Core
import Services
package import Storage
import Web

/// The yearly evaluation (A10): what was filled in by itself, what people add, a conclusion for each goal, and the way
/// into the next round.
package struct EvaluationPart: CyclePart {
    let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    var house: House { policy.house }
    /// The newest questions: for evaluations that are still to be begun.
    var newest: EvaluationContent { policy.content.file() }

    package var kind: CyclePartKind { .evaluation }
    package var migrations: [Migration] { [Evaluation.migration] }

    /// The questions an evaluation was begun with.
    func file(of evaluation: Evaluation) -> EvaluationContent {
        policy.content.file(EvaluationContent.self, version: evaluation.contentVersion) ?? newest
    }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let all = try Evaluation.all(of: cycle.id, in: db)
        let open = try CarriedProposal.all(of: cycle.id, in: db).count { $0.state == .open }
        if open > 0 {
            return PartStatus(
                .busy,
                line: t.plural(open, "1 punt uit de vorige ronde wacht", "\(open) punten uit de vorige ronde wachten"),
                next: t("Beslis wat je overneemt"))
        }
        if let busy = all.first(where: { !$0.isFinished }) {
            return PartStatus(
                .busy, line: t("Evaluatie \(String(busy.year)) is bezig"), next: t("Verder met de evaluatie"),
                path: "\(cycle.path(.evaluation))/\(busy.year)")
        }
        if let year = Self.due(cycle, all, today: now.day).first {
            return PartStatus(
                all.isEmpty ? .open : .busy, line: t("Over \(String(year)) is nog niet geëvalueerd"),
                next: t("Begin de evaluatie over \(String(year))"))
        }
        guard let last = all.first else { return PartStatus(.open) }
        return PartStatus(.done, line: t("Laatste evaluatie: over \(String(last.year))"))
    }

    /// The years that should have been looked back on by now: each year when it is over, and the last one from its
    /// autumn on, because that evaluation opens the next round.
    static func due(_ cycle: PolicyCycle, _ all: [Evaluation], today: Day) -> [Int] {
        if cycle.isClosed || cycle.phase == .preparing { return [] }
        let done = Set(all.filter(\.isFinished).map(\.year))
        return (cycle.firstYear...max(cycle.firstYear, cycle.lastYear)).filter { year in
            if done.contains(year) { return false }
            return year < today.year || (year == cycle.lastYear && year == today.year && today.parts.month >= 10)
        }
    }

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let all = try Evaluation.all(of: cycle.id, in: db)
        var tasks = Self.due(cycle, all, today: now.day).map { year in
            let isLast = year == cycle.lastYear
            let begun = all.contains { $0.year == year }
            return TaskItem(
                function: .vertalen, title: t("Evalueer \(String(year))"),
                detail: isLast
                    ? t("Deze evaluatie opent de volgende ronde.") : t("Graag voor 1 april \(String(year + 1))."),
                action: begun ? t("Ga verder") : t("Begin"),
                path: cycle.path(.evaluation) + (begun ? "/\(year)" : ""),
                isUrgent: now.day > Self.deadline(year))
        }
        let open = try CarriedProposal.all(of: cycle.id, in: db).count { $0.state == .open }
        if open > 0 {
            tasks.append(
                TaskItem(
                    function: .vertalen, title: t("Beslis wat je overneemt uit de vorige ronde"),
                    detail: t.plural(open, "1 punt wacht.", "\(open) punten wachten."), action: t("Beslis"),
                    path: cycle.path(.evaluation)))
        }
        return tasks
    }

    /// The first quarter after the year: our own choice, so that the council has it before the spring budget.
    private static func deadline(_ year: Int) -> Day { Day(year: year + 1, month: 3, day: 31) ?? Day(number: 0) }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        let done = try Set(Evaluation.all(of: cycle.id, in: db).filter(\.isFinished).map(\.year))
        return (cycle.firstYear...max(cycle.firstYear, cycle.lastYear)).filter { !done.contains($0) }.compactMap {
            year in
            let day = Self.deadline(year)
            if day < from { return nil }
            return CalendarEntry(
                uid: "evaluatie-\(cycle.id.text)-\(year)", title: t("Evaluatie over \(String(year)) vastgesteld"),
                day: day,
                path: cycle.path(.evaluation))
        }
    }

    package var indicators: [Indicator] {
        [
            Indicator(
                id: "evaluation-adopted", name: Text("De jaarlijkse evaluatie is vastgesteld"),
                definition: Text("1 als de evaluatie over het vorige jaar is vastgesteld, anders 0."),
                unit: Text("1 is ja, 0 is nee"),
                window: .moment
            ) { municipality, _, to, db in
                let year = to.year - 1
                let cycles = try PolicyCycle.all(of: [municipality], in: db).filter {
                    $0.firstYear <= year && $0.lastYear >= year
                }
                if cycles.isEmpty { return nil }
                let done = try cycles.contains {
                    try Evaluation.find(year: year, of: $0.id, in: db)?.isFinished ?? false
                }
                return Indicator.Measured(done ? 1 : 0)
            }
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try EvaluationDemo(part: self, demo: demo).fill(in: db)
    }
}
