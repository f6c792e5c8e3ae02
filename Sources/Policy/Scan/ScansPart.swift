package import Community
package import Core
import Services
package import Storage
import Web

/// The scans: is the policy integral and future-proof, and how does it stand on ten points and seven principles?
package struct ScansPart: CyclePart {
    package let house: House
    package let content: ContentShelf

    package static let contentKinds: [any ContentFile.Type] = [
        IntegralScan.self, TenPointsScan.self, SevenPrinciplesScan.self,
    ]

    package init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content
    }

    package var kind: CyclePartKind { .scans }
    package var migrations: [Migration] { [ScanRun.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let runs = try ScanRun.all(of: cycle.id, in: db)
        let line = try outcome(runs, t, in: db)
        if let open = runs.first(where: { $0.state == .open }) {
            return PartStatus(.busy, line: line, next: t("Vul de scan verder in"), path: open.path(cycle))
        }
        if runs.contains(where: { $0.kind == .integral }) { return PartStatus(.done, line: line) }
        let start = cycle.path(.scans) + "/nieuw/\(ScanKind.integral.rawValue)"
        return PartStatus(runs.isEmpty ? .open : .busy, line: line, next: t("Doe de eerste scan"), path: start)
    }

    private func outcome(_ runs: [ScanRun], _ t: Texts, in db: any SQLConnection) throws -> String {
        guard let run = runs.first(where: { $0.kind == .integral && $0.state == .closed }) ?? runs.first else {
            return ""
        }
        let filled = try FilledScan.load(run, content, in: db)
        return run.state == .open
            ? t("\(filled.answered) van \(filled.sheet.questionCount) vragen beantwoord")
            : ScanWords(t: t).outcome(filled)
    }

    /// After so long a scan says little about now.
    private static let freshness = Span.days(365)

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        let runs = try ScanRun.all(of: cycle.id, in: db)
        var tasks: [TaskItem] = []
        for filled in try FilledScan.load(runs, content, in: db) {
            for (section, note) in filled.actions where note.isOpen && note.owner?.text == actor.person {
                guard let due = note.due else { continue }
                tasks.append(
                    TaskItem(
                        function: .vertalen, title: note.action,
                        detail: due < now.day
                            ? t("\(t(section.title)). Dit moest klaar zijn op \(t.date(due)).")
                            : t("\(t(section.title)). Klaar op \(t.date(due))."),
                        action: t("Bekijk"), path: filled.run.path(cycle) + "#acties", isUrgent: due < now.day,
                        since: filled.run.createdAt))
            }
        }
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return tasks }
        for run in runs where run.state == .open && now - run.createdAt >= .days(14) {
            tasks.append(
                TaskItem(
                    function: .vertalen, title: t("Maak de scan af: \(t(run.kind.sheet(content).title))"),
                    detail: t("Begonnen op \(t.date(run.createdAt.day))."), action: t("Ga verder"),
                    path: run.path(cycle), since: run.createdAt))
        }
        let last = runs.filter { $0.kind == .integral && $0.state == .closed }.map(\.day).max()
        if let last, cycle.phase == .running, now - DutchTime.moment(last) >= Self.freshness,
            !runs.contains(where: { $0.kind == .integral && $0.state == .open })
        {
            tasks.append(
                TaskItem(
                    function: .vertalen, title: t("Doe de scan opnieuw"),
                    detail: t("De laatste is van \(t.date(last)). Na een jaar zie je wat er bewoog."),
                    action: t("Begin"), path: cycle.path(.scans) + "/nieuw/\(ScanKind.integral.rawValue)",
                    since: DutchTime.moment(last)))
        }
        return tasks
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        let isOfficer = actor.has(PolicyAccess.writers, in: cycle.municipality)
        return try FilledScan.load(ScanRun.all(of: cycle.id, in: db), content, in: db).flatMap { filled in
            filled.actions.compactMap { section, note -> CalendarEntry? in
                guard note.isOpen, let due = note.due, due >= from, isOfficer || note.owner?.text == actor.person
                else { return nil }
                return CalendarEntry(
                    uid: "scan-\(filled.run.id.text)-\(section.id)", title: note.action, day: due,
                    path: filled.run.path(cycle) + "#acties")
            }
        }
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        try ScanReport(cycle: cycle, document: document, content: content, t: t, today: now.day).blocks(in: db)
    }

    package var personalData: [PersonalData] { [ScanData.personal(content)] }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try ScanDemo(demo: demo, content: content).write(in: db)
    }
}
