import Community
package import Core
package import Storage
import Web

extension GoalsPart {
    /// The goals in the plan, how far they came in the evaluation, and where the figures come from in the handover.
    package func report(
        of cycle: PolicyCycle, for document: ReportKind, t: Texts, now: Moment, in db: any SQLConnection
    ) throws -> [ReportBlock] {
        let lines = try GoalBoard.lines(
            Goal.all(of: cycle.id, in: db), now: now, draws: document == .evaluation, in: db)
        if lines.isEmpty { return [] }
        let board = GoalBoard(lines: lines, archived: [])
        var report = GoalReport(lines: lines, t: t, today: now.day)
        switch document {
        case .plan:
            report.namesPeople = false
            return [.paragraph(board.title(t) + "."), report.aims, report.people, .source(content.source)]
        case .evaluation:
            let good = board.count([.achieved, .onTrack])
            return [
                .paragraph(t("\(good) van de \(lines.count) op koers of gehaald.")), report.standing,
            ] + report.pictures + [.source(content.source)]
        case .handover:
            let shelf = try IndicatorShelf(house, cycle.municipality, in: db)
            return [.paragraph(board.title(t) + "."), report.standing, report.people, report.definitions(shelf)]
        }
    }
}

/// The goals as tables and pictures of a document.
struct GoalReport {
    let lines: [GoalBoard.Line]
    let t: Texts
    let today: Day
    /// Not in a document that everyone reads and that never changes: there it is the municipality that owns a goal.
    var namesPeople = true

    var aims: ReportBlock {
        .table(
            caption: t("Doelen: begin en streven"),
            columns: [
                .init(t("Doel")), .init(t("Wat we meten")), .init(t("Begin"), number: true),
                .init(t("Streven"), number: true), .init(t("Uiterlijk")), .init(t("Bron")),
            ],
            rows: lines.map { line in
                let goal = line.goal
                let begin =
                    goal.words(goal.baseline, t)
                    + (goal.baselineDay.map { " (" + t.shortDate($0, today: today) + ")" } ?? "")
                return [
                    goal.result, goal.measureWords(t) + " (" + goal.unitWords(t) + ")", begin,
                    goal.words(goal.target, t),
                    t.date(goal.targetDay), goal.source.isEmpty ? "–" : goal.source,
                ]
            })
    }

    var people: ReportBlock {
        .table(
            caption: t("Doelen: wie, met wie en waarmee"),
            columns: [
                .init(t("Doel")), .init(t("Eigenaar")), .init(t("Afgesproken met")), .init(t("Geld of uren")),
                .init(t("Terugkijken")),
            ],
            rows: lines.map { line in
                let goal = line.goal
                var means = goal.budget.isEmpty ? [] : [goal.budget]
                if let cents = goal.budgetCents { means.append("€ " + t.number(cents / 100)) }
                return [
                    goal.result, namesPeople ? goal.ownerName ?? "–" : t("de gemeente"),
                    goal.agreedWith.isEmpty ? "–" : goal.agreedWith,
                    means.isEmpty ? "–" : means.joined(separator: ", "), goal.reviewDay.map { t.date($0) } ?? "–",
                ]
            })
    }

    var standing: ReportBlock {
        .table(
            caption: t("Doelen: hoe ver we zijn"),
            columns: [
                .init(t("Doel")), .init(t("Begin"), number: true), .init(t("Nu"), number: true),
                .init(t("Streven"), number: true), .init(t("Stand")), .init(t("Gemeten op")),
            ],
            rows: lines.map { line in
                let goal = line.goal
                let margin = line.reading.margin.map { " ± " + Amount.number($0, decimals: goal.decimals, t) } ?? ""
                return [
                    goal.result, goal.words(goal.baseline, t), goal.words(line.reading.value, t) + margin,
                    goal.words(goal.target, t), t(line.reading.verdict.label),
                    line.reading.day.map { t.date($0) } ?? "–",
                ]
            })
    }

    /// The way of each goal of which there is more than one figure.
    var pictures: [ReportBlock] {
        lines.filter { $0.points.count > 1 }.map { line in
            .picture(
                GoalDrawing.chart(line.goal, line.points, t, today: today), caption: line.goal.result,
                description: GoalDrawing.description(line.goal, line.points, t), figures: figures(line))
        }
    }

    private func figures(_ line: GoalBoard.Line) -> ReportFigures {
        let goal = line.goal
        let rows = line.points.map { point in
            let margin = point.margin.map { " ± " + Amount.number($0, decimals: goal.decimals, t) } ?? ""
            return [t.date(point.day), goal.words(point.value, t) + margin]
        }
        return ReportFigures(
            columns: [.init(t("Dag")), .init(t("Cijfer"), number: true)],
            rows: rows + [[t("Streven op \(t.date(goal.targetDay))"), goal.words(goal.target, t)]])
    }

    /// How the figures come about, for who takes over.
    func definitions(_ shelf: IndicatorShelf) -> ReportBlock {
        .list(
            lines.map { line in
                let goal = line.goal
                guard let indicator = goal.indicator.flatMap({ shelf[$0] }) else {
                    return goal.measureWords(t) + ": "
                        + t("met de hand, bron: \(goal.source.isEmpty ? "–" : goal.source)")
                }
                return goal.measureWords(t) + ": " + t(indicator.definition)
            })
    }
}
