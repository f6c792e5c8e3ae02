import Core
import Web

/// What the plan, the evaluation and the handover file tell of the money.
struct MoneyReport {
    let budget: Budget
    let t: Texts

    private static let source = SourceNote(
        document: "Movisie 2009, De basisfuncties vrijwilligerswerk in de praktijk", section: "Financiële middelen")

    func blocks(_ document: ReportKind, year: Int) -> [ReportBlock] {
        if budget.lines.isEmpty, budget.commitments.isEmpty {
            return [.paragraph(t("Er is bij deze ronde geen geld ingevuld."))]
        }
        switch document {
        case .plan: return plan
        case .evaluation: return result(MoneyView(budget: budget, year: year, t: t)) + whole(upTo: year)
        case .handover: return result(MoneyView(budget: budget, year: year, t: t)) + [lines] + missing(year)
        }
    }

    private var plan: [ReportBlock] {
        let view = MoneyView(budget: budget, year: nil, t: t)
        let total = budget.total()
        return [
            .paragraph(t("Voor de hele periode is \(t.euros(total.planned)) begroot.")),
            .picture(
                view.chart.svg, caption: t("Geld per basisfunctie, \(view.period)"), description: view.chart.description
            ),
            .table(
                caption: t("Begroot per basisfunctie, \(view.period)"),
                columns: Array(view.columns(t("Basisfunctie")).prefix(3)),
                rows: view.functionRows.map { Array($0.prefix(3)) }),
            .table(
                caption: t("Begroot per afdeling, \(view.period)"),
                columns: Array(view.columns(t("Afdeling")).prefix(3)),
                rows: view.departmentRows.map { Array($0.prefix(3)) }),
            lines, .source(Self.source),
        ]
    }

    private var lines: ReportBlock {
        let view = MoneyView(budget: budget, year: nil, t: t)
        return .table(
            caption: t("Begroot per regel en per jaar"), columns: view.lineColumns,
            rows: budget.lines.map { [$0.name] + view.lineCells($0) } + [view.lineTotals])
    }

    private func result(_ view: MoneyView) -> [ReportBlock] {
        let total = budget.total(year: view.year)
        return [
            .paragraph(
                t(
                    "In \(view.period) was \(t.euros(total.planned)) begroot. Daarvan is \(t.euros(total.committed)) toegezegd en \(t.euros(total.spent)) uitgegeven."
                )),
            .picture(
                view.chart.svg, caption: t("Geld per basisfunctie, \(view.period)"), description: view.chart.description
            ),
            .table(
                caption: t("Geld per basisfunctie, \(view.period)"), columns: view.columns(t("Basisfunctie")),
                rows: view.functionRows),
            .table(
                caption: t("Geld per afdeling, \(view.period)"), columns: view.columns(t("Afdeling")),
                rows: view.departmentRows),
        ]
    }

    /// The years of the round so far, side by side.
    private func whole(upTo year: Int) -> [ReportBlock] {
        let years = budget.years.filter { $0 <= year }
        if years.count < 2 { return [] }
        let view = MoneyView(budget: budget, year: nil, t: t)
        return [
            .table(
                caption: t("Het geld van jaar tot jaar"),
                columns: Array(view.columns(t("Jaar")).prefix(2)) + Array(view.columns("").suffix(3)),
                rows: years.map { year in
                    let sums = budget.total(year: year)
                    return [String(year)] + [sums.planned, sums.committed, sums.spent, sums.free].map(t.euros)
                })
        ]
    }

    private func missing(_ year: Int) -> [ReportBlock] {
        let lines = budget.missing(in: year)
        if lines.isEmpty { return [] }
        return [
            .paragraph(t("Nog geen bedrag voor \(String(year)):")), .list(lines.map(\.name)),
        ]
    }
}
