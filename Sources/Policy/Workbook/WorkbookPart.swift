package import Community
package import Core
import Formats
package import Storage
import Web

/// The workbook of the five basic functions (V3).
package struct WorkbookPart: CyclePart {
    let house: House
    let content: WorkbookContent
    private let shelf: ContentShelf

    init(house: House, content: ContentShelf) {
        self.house = house
        self.content = content.file()
        shelf = content
    }

    /// A closed round keeps the questions that were answered then; an open one has the newest.
    func content(of cycle: PolicyCycle, _ sheets: [String: WorkbookSheet]) -> WorkbookContent {
        guard cycle.isClosed, let version = sheets.values.map(\.contentVersion).max() else { return content }
        return shelf.file(WorkbookContent.self, version: version) ?? content
    }

    func overview(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> WorkbookOverview {
        let sheets = try WorkbookSheet.all(of: cycle.id, in: db)
        return WorkbookOverview(content(of: cycle, sheets), sheets, t: t)
    }

    /// The round before, when it has a workbook.
    func previous(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> WorkbookOverview? {
        guard let id = cycle.previous, let before = try PolicyCycle.find(id, in: db) else { return nil }
        let overview = try overview(of: before, t: t, in: db)
        return overview.parts.allSatisfy { $0.sheet.version == 0 } ? nil : overview
    }

    package var kind: CyclePartKind { .workbook }
    package var migrations: [Migration] { [WorkbookSheet.migration] }

    package func status(of cycle: PolicyCycle, t: Texts, now: Moment, in db: any SQLConnection) throws -> PartStatus {
        let overview = try overview(of: cycle, t: t, in: db)
        guard let part = overview.parts.first(where: { $0.answered < $0.lines.count }) else {
            return PartStatus(
                .done,
                line: t("\(overview.total) onderdelen ingevuld, \(overview.first.count) gaan voor"))
        }
        let path = cycle.path(.workbook) + "/" + part.function.id
        if overview.answered == 0, overview.parts.allSatisfy({ $0.sheet.version == 0 }) {
            return PartStatus(.open, next: t("Begin met \(t(part.function.name))"), path: path)
        }
        return PartStatus(
            .busy, line: t("\(overview.answered) van \(overview.total) onderdelen ingevuld"),
            next: t("Ga verder met \(t(part.function.name))"), path: path)
    }

    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        let overview = try overview(of: cycle, t: t, in: db)
        return WorkbookReport(
            content: overview.content, overview: overview, previous: try previous(of: cycle, t: t, in: db), t: t
        ).blocks(for: document)
    }

    /// The work stays with the municipality; who saved it goes.
    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Wat je bewaarde in het werkboek"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT w.function, w.saved_at, c.name FROM policy_workbook w
                            JOIN policy_cycle c ON c.id = w.cycle_id
                            WHERE w.person_id = \(person) ORDER BY w.saved_at, w.function
                            """
                        ).map { row in
                            [
                                "ronde": .string(try row("name")), "functie": .string(try row("function")),
                                "bewaard": .string(try row("saved_at")),
                            ]
                        })
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_workbook SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }

    package func demo(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        try WorkbookDemo(content: content, demo: demo).write(in: db)
    }
}
