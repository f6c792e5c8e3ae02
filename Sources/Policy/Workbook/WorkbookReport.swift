import Core
import Web

/// What the documents tell of the workbook.
struct WorkbookReport {
    let content: WorkbookContent
    let overview: WorkbookOverview
    let previous: WorkbookOverview?
    let t: Texts

    func blocks(for document: ReportKind) -> [ReportBlock] {
        if overview.answered == 0 { return [] }
        let chart = WorkbookChart(overview: overview, t: t)
        var blocks: [ReportBlock] = [
            .paragraph(
                t(
                    "Per basisfunctie is gekeken wat in het beleid staat en wie het uitvoert. Van \(overview.total) onderdelen zijn er \(overview.answered) ingevuld."
                )),
            summary,
            .picture(chart.svg, caption: chart.title, description: chart.description, figures: chart.figures),
        ]
        blocks += list(t("Dit gaat voor"), overview.first)
        blocks += list(t("Wel beleid, geen uitvoering"), overview.paperOnly)
        blocks += list(t("Wel uitvoering, geen beleid"), overview.withoutPolicy)
        if document == .handover { blocks += overview.parts.map(table) }
        blocks.append(.paragraph(t(content.survey.caution)))
        blocks.append(.source(content.survey.source))
        return blocks
    }

    private var summary: ReportBlock {
        var columns = [
            Table.Column(t("Basisfunctie")), Table.Column(t("Onderdelen"), number: true),
            Table.Column(t("In beleid"), number: true), Table.Column(t("In uitvoering"), number: true),
            Table.Column(t("In beleid in 2011"), number: true), Table.Column(t("Geld per jaar"), number: true),
        ]
        if previous != nil { columns.insert(Table.Column(t("In uitvoering, vorige ronde"), number: true), at: 4) }
        let base = overview.survey.base
        let rows = overview.parts.map { part in
            let then = part.policyThen(base: base)
            let mark = t.language == .dutch ? "," : "."
            let average = "\(then / 10)\(mark)\(then % 10)"
            var row = [
                t(part.function.name), String(part.lines.count), String(part.inPolicy), String(part.happens),
                t("gemiddeld \(average) van \(part.compared.count)"),
                part.budget == 0 ? "–" : t.euros(part.budget),
            ]
            if let previous {
                let before = previous.parts.first { $0.function.id == part.function.id }
                row.insert(before.map { String($0.happens) } ?? "–", at: 4)
            }
            return row
        }
        return .table(caption: t("Beleid naast uitvoering"), columns: columns, rows: rows)
    }

    private func list(_ title: String, _ lines: [WorkbookOverview.Line]) -> [ReportBlock] {
        lines.isEmpty ? [] : [.heading(title, level: 4), .list(lines.map(\.name))]
    }

    private func table(_ part: WorkbookOverview.Part) -> ReportBlock {
        .table(
            caption: t(part.function.name),
            columns: [
                Table.Column(t("Onderdeel")), Table.Column(t("In beleid")), Table.Column(t("Wie doet het")),
                Table.Column(t("Waaraan je het ziet")), Table.Column(t("Geld per jaar"), number: true),
            ],
            rows: part.lines.map { line in
                [
                    line.name, content.inPolicy(line.answer, t), content.carriers(line.answer, t), line.answer.evidence,
                    line.answer.budget.map(t.euros) ?? "",
                ]
            })
    }
}
