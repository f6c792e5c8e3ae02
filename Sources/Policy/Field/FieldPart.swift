import Community
package import Core
package import Services
package import Storage
import Web

/// The nine fields and the municipality's own: what is there, and where there is nothing (V6).
package struct FieldPart: CyclePart {
    let house: House
    let content: FieldsContent
    private let memory: SupplyMemory

    init(house: House, content: ContentShelf, memory: SupplyMemory) {
        self.house = house
        self.content = content.file()
        self.memory = memory
    }

    /// What pages and documents count with.
    func supplies(_ now: Moment) -> [Supply] { memory.around(house.registry.modules.flatMap(\.supply), now: now) }

    package var kind: CyclePartKind { .fields }
    package var migrations: [Migration] { [WorkField.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        // Counting anew walks every vacancy: the page of the fields does that, not a line on the home page.
        guard let kept = try Coverage.kept(of: cycle.id, in: db) else {
            return PartStatus(.open, next: t("Bekijk de witte plekken"))
        }
        let fields = try WorkField.all(of: cycle.id, content, t: t, in: db).filter { $0.archivedAt == nil }
        let covered = fields.filter { kept.level($0.key) > .thin }.count
        let line = t("\(covered) van \(fields.count) terreinen in beeld")
        return PartStatus(.done, line: t("\(line), stand vastgelegd op \(t.date(kept.day))"))
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        let view = try FieldView.load(
            cycle, content, supplies: supplies(now), t: t, today: now.day, in: db)
        return FieldReport(view: view, content: content, t: t).blocks
    }

    /// The counts of each month are kept, so that what moved can be seen later.
    package var jobs: [Job] {
        [
            Job("terreinen-tellen", .daily(minute: 4 * 60)) { [house, content] _, now in
                let supplies = house.registry.modules.flatMap(\.supply)
                try await house.database.write { db in
                    for row in try db.rows("SELECT * FROM policy_cycle WHERE closed_at IS NULL") {
                        let cycle = try PolicyCycle(row: row)
                        // Only for who looked at the fields once: the first count is a person's.
                        guard let last = try Coverage.kept(of: cycle.id, in: db),
                            last.day.firstOfMonth() < now.day.firstOfMonth()
                        else { continue }
                        try ChangeField.keep(cycle, content, supplies: supplies, today: now.day, in: db)
                    }
                }
            }
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try FieldDemo(content: content, demo: demo, supplies: house.registry.modules.flatMap(\.supply)).write(in: db)
    }
}
