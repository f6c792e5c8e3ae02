package import Core
package import Storage
import Web

extension EvaluationPart {
    /// For the plan what the round before taught; for the handover file every evaluation and what is still to decide.
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        switch document {
        case .plan: return try lessons(of: cycle, t: t, in: db)
        case .evaluation: return []
        case .handover: return try history(of: cycle, t: t, in: db) + decisions(of: cycle, t: t, in: db)
        }
    }

    private func lessons(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        guard let previous = try cycle.previous.flatMap({ try PolicyCycle.find($0, in: db) }),
            let evaluation = try Evaluation.all(of: previous.id, in: db).first(where: \.isFinished)
        else { return [] }
        var blocks: [ReportBlock] = [
            .heading(t("Wat de vorige ronde ons leerde")),
            .paragraph(t("Uit de evaluatie van “\(previous.name)”, vastgesteld over \(String(evaluation.year)).")),
        ]
        if !evaluation.summary.isEmpty { blocks.append(.markdown(evaluation.summary)) }
        blocks += try goals(of: previous, evaluation, t: t, in: db)
        let taken = try CarriedProposal.all(of: cycle.id, in: db).filter {
            $0.state == .taken && $0.item.kind == .attention
        }
        if !taken.isEmpty {
            blocks.append(.heading(t("Hier letten we op")))
            blocks.append(.list(taken.map { "\($0.item.title) \($0.item.text)" }))
        }
        return blocks
    }

    private func goals(of cycle: PolicyCycle, _ evaluation: Evaluation, t: Texts, in db: any SQLConnection) throws
        -> [ReportBlock]
    {
        let content = file(of: evaluation)
        let conclusions = try GoalConclusion.all(of: evaluation.id, in: db)
        let rows = try Goal.all(of: cycle.id, in: db).map { goal -> [String] in
            let conclusion = conclusions[goal.id]
            let name = conclusion.flatMap { content.conclusion($0.conclusion) }.map { t($0.name) }
            return [goal.result, name ?? t("nog geen conclusie"), conclusion?.reason ?? ""]
        }
        if rows.isEmpty { return [] }
        return [
            .table(
                caption: t("Conclusies over \(String(evaluation.year))"),
                columns: [.init(t("Doel")), .init(t("Conclusie")), .init(t("Waarom"))], rows: rows)
        ]
    }

    private func history(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let all = try Evaluation.all(of: cycle.id, in: db)
        if all.isEmpty { return [.paragraph(t("In deze ronde is nog geen evaluatie gemaakt."))] }
        return try all.flatMap { evaluation -> [ReportBlock] in
            let state =
                evaluation.finishedAt.map { t("Vastgesteld op \(t.date($0.day))") }
                ?? t("Begonnen op \(t.date(evaluation.begunAt.day))")
            var blocks: [ReportBlock] = [
                .heading(t("Evaluatie \(String(evaluation.year))")), .paragraph(state + "."),
            ]
            if !evaluation.summary.isEmpty { blocks.append(.markdown(evaluation.summary)) }
            return blocks + (try goals(of: cycle, evaluation, t: t, in: db))
        }
    }

    /// What became of everything that the round before left.
    private func decisions(of cycle: PolicyCycle, t: Texts, in db: any SQLConnection) throws -> [ReportBlock] {
        let proposals = try CarriedProposal.all(of: cycle.id, in: db)
        if proposals.isEmpty { return [] }
        let words: [CarriedProposal.State: String] = [
            .open: t("nog beslissen"), .taken: t("overgenomen"), .left: t("niet overgenomen"),
        ]
        return [
            .table(
                caption: t("Meegekomen uit de vorige ronde"),
                columns: [.init(t("Wat")), .init(t("Soort")), .init(t("Besluit")), .init(t("Waarom"))],
                rows: proposals.map { [$0.item.title, t($0.item.kind.label), words[$0.state] ?? "", $0.reason] })
        ]
    }
}
