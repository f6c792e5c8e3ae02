import Core
import Tabulation
import Web

/// How many were left at each step, from the list to an answer that counts. The table beside it says the same.
struct Funnel {
    struct Step {
        let label: String
        let count: Int
    }

    let steps: [Step]

    init(_ account: ResponseAccount, _ t: Texts) {
        let arrived = account.addressed - account.count(.undelivered) - account.count(.moved)
        steps = [
            Step(label: t("Op de lijst"), count: account.total - account.count(.duplicate)),
            Step(label: t("Uitgenodigd"), count: account.addressed),
            Step(label: t("Kwam aan"), count: max(arrived, account.reacted.numerator)),
            Step(label: t("Gereageerd"), count: account.reacted.numerator),
            Step(label: t("Ingevuld"), count: account.answered.numerator),
        ]
    }

    private var most: Int { max(1, steps.map(\.count).max() ?? 1) }

    func svg(_ title: String, _ t: Texts) -> HTML {
        let height = steps.count * 46 + 4
        var rows = HTML.empty
        for (index, step) in steps.enumerated() {
            let width = max(2, step.count * 260 / most)
            let y = index * 46 + 4
            rows += """
                <rect class="fill-verankeren" x="\(130 + (260 - width) / 2)" y="\(y)" width="\(width)" height="36" rx="4"/>\
                <text x="0" y="\(y + 23)" font-size="15">\(step.label)</text>\
                <text x="402" y="\(y + 23)" font-size="15">\(t.number(step.count))</text>
                """
        }
        return "<svg class=\"chart\" viewBox=\"0 0 460 \(height)\" role=\"img\" aria-label=\"\(title)\">\(rows)</svg>"
    }

    func table(_ t: Texts) -> HTML {
        let first = steps.first?.count ?? 0
        return Table(
            t("Van de lijst naar een antwoord"),
            [Table.Column(t("Stap")), Table.Column(t("Aantal"), number: true), Table.Column(t("Deel"), number: true)],
            rows: steps.map { ["\($0.label)", "\(t.number($0.count))", "\(t.share($0.count, of: first))"] }
        ).markup
    }
}

/// Answers that count, added up day by day from the first day on.
struct DailyPicture {
    let days: [(day: Day, count: Int)]
    /// Marks on the line: the first day, the reminder, the last.
    let marks: [(day: Day, label: String)]

    func svg(_ title: String, _ t: Texts, today: Day) -> HTML {
        guard let first = marks.map(\.day).min() ?? days.first?.day,
            let last = (marks.map(\.day) + days.map(\.day)).max(), last > first
        else { return .empty }
        let span = last - first
        let total = max(1, days.reduce(0) { $0 + $1.count })
        func x(_ day: Day) -> Int { 20 + max(0, day - first) * 440 / span }
        func y(_ sum: Int) -> Int { 140 - sum * 115 / total }
        var sum = 0
        var line = "M\(x(first)) \(y(0))"
        for (day, count) in days {
            line += "L\(x(day)) \(y(sum))"
            sum += count
            line += "L\(x(day)) \(y(sum))"
        }
        line += "L\(x(min(max(today, days.last?.day ?? first), last))) \(y(sum))"
        let flags: HTML = """
            \(marks, { mark in
                "<path class=\"grid\" d=\"M\(x(mark.day)) 20V140\"/><text x=\"\(min(max(x(mark.day), 40), 425))\" y=\"160\" font-size=\"13\" text-anchor=\"middle\">\(t.shortDate(mark.day, today: today))</text>"
            })
            """
        return """
            <svg class="chart" viewBox="0 0 480 170" role="img" aria-label="\(title)"><path class="axis" d="M20 140H460" fill="none"/>\(flags)\
            <path class="line-verankeren" d="\(line)" fill="none" stroke-width="2.500"/>\
            <text x="\(min(x(days.last?.day ?? first) + 6, 420))" y="\(max(14, y(sum) - 6))" font-size="14">\(sum)</text></svg>
            """
    }
}
