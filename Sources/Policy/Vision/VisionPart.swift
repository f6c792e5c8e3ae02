package import Community
package import Core
package import Storage
import Web

/// The vision workshop: several people propose, differences show, one text is adopted.
package struct VisionPart: CyclePart {
    package let house: House
    package let content: ContentShelf

    package init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content
    }

    package var kind: CyclePartKind { .vision }
    package var migrations: [Migration] { [AdoptedVision.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        if let vision = try AdoptedVision.latest(of: cycle.id, in: db) {
            return PartStatus(
                .done, line: t("Versie \(vision.version), vastgesteld op \(t.date(vision.adoptedOn)).").trimmed)
        }
        let all = try VisionProposal.all(of: cycle.id, in: db)
        let sent = all.filter(\.isSent).count
        if all.isEmpty { return PartStatus(.open, next: t("Doe je eigen voorstel"), path: cycle.path(.vision)) }
        let line = t("\(sent) van \(all.count) voorstellen binnen")
        return sent > 1
            ? PartStatus(
                .busy, line: line, next: t("Vergelijk de voorstellen"), path: cycle.path(.vision) + "/vergelijken")
            : PartStatus(.busy, line: line, next: t("Verzamel voorstellen"))
    }

    package func tasks(in cycle: PolicyCycle, for actor: Actor, t: Texts, now: Moment, db: any SQLConnection) throws
        -> [TaskItem]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let all = try VisionProposal.all(of: cycle.id, in: db)
        if all.isEmpty { return [] }
        let latest = try AdoptedVision.latest(of: cycle.id, in: db)
        // Proposals from before the vision have done their work.
        let fresh = all.filter { $0.isFresh(since: latest?.createdAt) }
        let path = cycle.path(.vision)
        let late = fresh.filter { $0.person == nil && !$0.isSent && now - $0.createdAt >= .days(7) }
        var tasks: [TaskItem] = []
        if let oldest = late.map(\.createdAt).min() {
            tasks.append(
                TaskItem(
                    function: .vertalen,
                    title: t.plural(
                        late.count, "1 voorstel voor de visie is nog niet binnen",
                        "\(late.count) voorstellen voor de visie zijn nog niet binnen"),
                    detail: t("De oudste vraag is van \(t.ago(oldest, now: now)). Bel even, of stuur een nieuwe link."),
                    action: t("Bekijk"), path: path, since: oldest))
        }
        let sent = fresh.filter(\.isSent)
        if sent.count > 1, late.isEmpty, let last = sent.compactMap(\.sentAt).max() {
            tasks.append(
                TaskItem(
                    function: .vertalen, title: t("Kies een visie"),
                    detail: t("Er zijn \(sent.count) voorstellen. Leg ze naast elkaar en kies een tekst."),
                    action: t("Vergelijk de voorstellen"), path: path + "/vergelijken", since: last))
        }
        return tasks
    }

    package func calendar(of cycle: PolicyCycle, for actor: Actor, t: Texts, from: Day, in db: any SQLConnection) throws
        -> [CalendarEntry]
    {
        guard actor.has(PolicyAccess.writers, in: cycle.municipality) else { return [] }
        let days = try VisionProposal.all(of: cycle.id, in: db).filter { !$0.isSent }.compactMap(\.expires)
        return Set(days).filter { $0 >= from }.sorted().map { day in
            CalendarEntry(
                uid: "visie-\(cycle.id.text)-\(day.iso)", title: t("Laatste dag voor voorstellen voor de visie"),
                day: day, path: cycle.path(.vision))
        }
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        VisionReport(view: try VisionView.load(cycle, content, in: db), shelf: content, document: document, t: t).blocks
    }

    package var personalData: [PersonalData] { [VisionData.personal] }
    package var retention: [RetentionRule] { VisionData.retention }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try VisionDemo(demo: demo, content: content.file()).write(in: db)
    }
}
