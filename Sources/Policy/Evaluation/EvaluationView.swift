import Community
import Core
import Storage
import Web

/// An evaluation with everything that is filled in by itself and by people.
struct EvaluationView: Sendable {
    /// One goal with how it stands and what is concluded.
    struct GoalLine: Sendable {
        let goal: Goal
        let reading: GoalReading?
        let conclusion: GoalConclusion?
    }

    /// A chapter of the content with what the parts of the round tell.
    struct Section: Sendable {
        let number: Int
        let content: EvaluationContent.Section
        let told: [ReportBlock]
    }

    let cycle: PolicyCycle
    let evaluation: Evaluation
    let content: EvaluationContent
    let goals: [GoalLine]
    let sections: [Section]
    let answers: [String: EvaluationAnswer]
    let remarks: [EvaluationRemark]

    var answered: Int { content.questions.count { !(answers[$0.id]?.text ?? "").isEmpty } }
    var concluded: Int { goals.count { $0.conclusion != nil } }
    /// Everything that a finished evaluation must have: a conclusion for each goal and one for the whole.
    var isComplete: Bool { concluded == goals.count && !evaluation.summary.isEmpty }

    func answered(in section: Section) -> Int {
        section.content.questions.count { !(answers[$0.id]?.text ?? "").isEmpty }
    }
}

extension EvaluationPart {
    /// - Parameter only: the number of the one section whose blocks are wanted; all of them when `nil`.
    func view(
        _ evaluation: Evaluation, of cycle: PolicyCycle, only: Int? = nil, t: Texts, now: Moment,
        in db: any SQLConnection
    ) throws -> EvaluationView {
        let content = file(of: evaluation)
        // What happened after the year belongs to the next evaluation.
        let end = DutchTime.moment((Day(year: evaluation.year, month: 12, day: 31) ?? now.day) + 1) - .minutes(1)
        let now = min(now, end)
        let goals = try Goal.all(of: cycle.id, in: db)
        let readings = try YearEndReadings.load(goals, now: now, in: db)
        let conclusions = try GoalConclusion.all(of: evaluation.id, in: db)
        let skipped = try SkippedPart.all(of: cycle.id, in: db)
        var seen: [CyclePartKind: Int] = [:]
        var surveys: Int?
        var sections: [EvaluationView.Section] = []
        for (index, section) in content.sections.enumerated() {
            let number = index + 1
            var told: [ReportBlock] = []
            for name in names(section) {
                let kind = PartName.kind(name)
                if let earlier = kind.map({ seen[$0] }) ?? surveys {
                    if earlier != number {
                        let label = kind.map { t($0.label) } ?? t("Enquêtes")
                        told.append(.paragraph(t("\(label): zie “\(t(content.sections[earlier - 1].name))”.")))
                    }
                    continue
                }
                guard let kind else {
                    surveys = number
                    if only == nil || only == number {
                        told += try SurveyFigures.blocks(house, cycle.municipality, on: now.day, t: t, in: db)
                    }
                    continue
                }
                seen[kind] = number
                guard only == nil || only == number else { continue }
                told += try blocks(of: kind, in: cycle, skipped: skipped[kind], t: t, now: now, db: db)
            }
            sections.append(EvaluationView.Section(number: number, content: section, told: told))
        }
        return EvaluationView(
            cycle: cycle, evaluation: evaluation, content: content,
            goals: goals.map { .init(goal: $0, reading: readings[$0.id], conclusion: conclusions[$0.id]) },
            sections: sections, answers: try EvaluationAnswer.all(of: evaluation.id, in: db),
            remarks: try EvaluationRemark.all(of: evaluation.id, in: db))
    }

    /// The names a section is filled from, each once, in order.
    private func names(_ section: EvaluationContent.Section) -> [String] {
        section.questions.flatMap(\.filledFrom).reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    private func blocks(
        of kind: CyclePartKind, in cycle: PolicyCycle, skipped: SkippedPart?, t: Texts, now: Moment,
        db: any SQLConnection
    ) throws -> [ReportBlock] {
        let heading = ReportBlock.heading(t(kind.label))
        if let skipped { return [heading, .paragraph(t("Overgeslagen. Reden: \(skipped.reason)"))] }
        guard kind != .evaluation, kind != .handover, let part = policy.part(kind) else { return [] }
        let told = try part.report(of: cycle, for: .evaluation, t: t, now: now, in: db)
        return [heading] + (told.isEmpty ? [.paragraph(t("Hier is niets ingevuld."))] : told)
    }
}
