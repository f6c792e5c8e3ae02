import Community
package import Core
package import Storage
import Web

extension AgreementPart {
    /// Every agreement with who, until when, money and how it goes; in the plan also what was agreed in full, in the
    /// evaluation and the handover each report.
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        let settled = try Agreement.all(of: cycle.id, in: db).filter { $0.state != .draft }
        let views = try AgreementView.load(settled, in: db)
        guard !views.isEmpty else { return [] }
        var blocks: [ReportBlock] = [overview(views, t)]
        let lights = views.compactMap(\.light)
        if document != .plan, !lights.isEmpty {
            let counts = ProgressReport.Light.allCases.map { light in
                "\(t.number(lights.count { $0 == light })) \(t(light.word))"
            }
            blocks.append(.paragraph(t("Van de afspraken met een verslag zijn er: \(counts.joined(separator: ", ")).")))
        }
        for view in views {
            blocks += document == .plan ? agreed(view, t) : told(view, t)
        }
        return blocks
    }

    private func overview(_ views: [AgreementView], _ t: Texts) -> ReportBlock {
        .table(
            caption: t("Afspraken"),
            columns: [
                Table.Column(t("Afspraak")), Table.Column(t("Met wie")), Table.Column(t("Doel")),
                Table.Column(t("Tot")), Table.Column(t("Bedrag"), number: true), Table.Column(t("Hoe gaat het")),
            ],
            rows: views.map { view in
                let it = view.it
                let state =
                    it.state == .ended
                    ? t(it.state.label) : view.light.map { t($0.word) } ?? t("nog geen verslag")
                return [
                    it.title, view.parties.map(\.name).joined(separator: ", "),
                    it.goalNumber.map { t("Doel \($0)") } ?? "–", t.date(it.lastDay),
                    it.budgetCents.map { t.euros($0) } ?? "–", state,
                ]
            })
    }

    private func agreed(_ view: AgreementView, _ t: Texts) -> [ReportBlock] {
        let it = view.it
        var lines = view.parties.map(\.line)
        lines.append(t("Van \(t.date(it.firstDay)) tot en met \(t.date(it.lastDay))"))
        if let figure = it.figureWords(t) { lines.append(t("Te zien aan: \(figure)")) }
        if let indicator = it.indicator { lines.append(t("Te zien aan: \(indicator)")) }
        if let line = it.budgetLineName { lines.append(t("Begrotingsregel: \(line)")) }
        return [.heading(it.title, level: 4), .paragraph(it.activity), .list(lines)]
    }

    private func told(_ view: AgreementView, _ t: Texts) -> [ReportBlock] {
        guard !view.reports.isEmpty else { return [] }
        return [
            .table(
                caption: t("Verslagen van “\(view.it.title)”"),
                columns: [
                    Table.Column(t("Tot en met")), Table.Column(t("Door")), Table.Column(t("Hoe gaat het")),
                    Table.Column(t("Waarom")), Table.Column(t("Gedaan")), Table.Column(t("Volgende stap")),
                ],
                rows: view.reports.map { report in
                    [
                        t.date(report.day), report.organisationName ?? t("de gemeente"), t(report.light.word),
                        report.reason, report.done, report.next,
                    ]
                })
        ]
    }
}
