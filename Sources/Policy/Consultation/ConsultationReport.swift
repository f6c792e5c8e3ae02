import Community
package import Core
package import Storage
import Web

extension ConsultationPart {
    /// The questions, counts, every reaction with its answer (in the plan), and what changed.
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        let asked = try Consultation.all(of: cycle.id, in: db).filter { $0.consultation.state != .draft }
        guard !asked.isEmpty else { return [] }
        var blocks: [ReportBlock] = [
            .table(
                caption: t("Wat we vroegen en hoeveel reacties er kwamen"),
                columns: [
                    Table.Column(t("Vraag")), Table.Column(t("Wanneer")), Table.Column(t("Reacties"), number: true),
                ] + Reaction.Disposition.allCases.map { Table.Column(t($0.label), number: true) }
                    + [Table.Column(t("Nog zonder antwoord"), number: true)],
                rows: asked.map { it, tally in
                    [
                        it.title, "\(t.date(it.firstDay)) – \(t.date(it.lastDay))", t.number(tally.total),
                    ] + Reaction.Disposition.allCases.map { t.number(tally.dispositions[$0] ?? 0) }
                        + [t.number(tally.unanswered)]
                }),
            .paragraph(
                t("Wie meedoet, spreekt voor zichzelf. Daarom staan hier aantallen en geen percentages.")),
        ]
        for (it, tally) in asked {
            blocks += try Self.told(it, tally, full: document == .plan, t, in: db)
        }
        return blocks
    }

    private static func told(
        _ it: Consultation, _ tally: ReactionTally, full: Bool, _ t: Texts, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        var blocks: [ReportBlock] = [.heading(it.title), .paragraph(t("De vraag was: \(it.question)"))]
        let ways = Reaction.Source.allCases.compactMap { source in
            tally.sources[source].map { "\(t.number($0)) \(t(source.label))" }
        }
        if !ways.isEmpty {
            blocks.append(.paragraph(t("Zo kwamen de reacties binnen: \(ways.joined(separator: ", ")).")))
        }
        if let summary = it.summary { blocks.append(.markdown(summary)) }
        let changes = try Consultation.changes(of: it.id, in: db)
        if !changes.isEmpty {
            blocks.append(.heading(t("Wat er door de reacties veranderde"), level: 4))
            blocks.append(
                .table(
                    caption: t("Veranderd door “\(it.title)”"),
                    columns: [
                        Table.Column(t("Wat")), Table.Column(t("Waar")), Table.Column(t("Reacties"), number: true),
                    ], rows: changes.map { [$0.change.text, $0.change.place ?? "–", t.number($0.reactions)] }))
        }
        let groups = try Reaction.readable(of: it.id, in: db)
        if groups.contains(where: { $0.theme != nil }) {
            blocks.append(themes(groups, it, t))
        }
        guard full else { return blocks }
        for group in groups {
            blocks.append(
                .table(
                    caption: t("Alle reacties over: \(group.theme ?? t("overig"))"),
                    columns: [
                        Table.Column(t("Nr")), Table.Column(t("Reactie")), Table.Column(t("Antwoord")),
                        Table.Column(t("Waarom")),
                    ],
                    rows: group.reactions.map { reaction in
                        [
                            "\(reaction.number)", reaction.text,
                            reaction.answer.map { t($0.disposition.label) } ?? t("nog geen"),
                            reaction.answer?.reason ?? "",
                        ]
                    }))
        }
        return blocks
    }

    private static func themes(
        _ groups: [(theme: String?, reactions: [Reaction])], _ it: Consultation, _ t: Texts
    ) -> ReportBlock {
        .table(
            caption: t("Thema's in “\(it.title)”"),
            columns: [Table.Column(t("Thema")), Table.Column(t("Reacties"), number: true)]
                + Reaction.Disposition.allCases.map { Table.Column(t($0.label), number: true) },
            rows: groups.map { group in
                [group.theme ?? t("overig"), t.number(group.reactions.count)]
                    + Reaction.Disposition.allCases.map { disposition in
                        t.number(group.reactions.count { $0.answer?.disposition == disposition })
                    }
            })
    }

    /// One question as a document to print: all it holds, by theme.
    func reportRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/beleid/{ronde}/raadpleging/{vraag}/verslag", access: .policyReaders) { visit in
            let (cycle, it, blocks) = try await house.database.read { db in
                let (cycle, it) = try Consultation.readable(visit, in: db)
                let tally = try ReactionTally.of(it.id, in: db)
                return (cycle, it, try Self.told(it, tally, full: true, visit.t, in: db))
            }
            var page = ReportPage(t: visit.t)
            let t = visit.t
            return visit.cyclePage(
                cycle, .consultation, title: t("Verslag van de raadpleging"),
                intro: "\(t.date(it.firstDay)) – \(t.date(it.lastDay))", step: "",
                actions:
                    "<button class=\"quiet\" type=\"button\" data-print hidden>\(t("Print"))</button>\(Part.button(t("Terug"), it.path(in: cycle), quiet: true))",
                "<section class=\"stack\"><h2>\(t("Vraag en antwoord"))</h2>\(page.markup(blocks))</section>")
        }
    }
}
