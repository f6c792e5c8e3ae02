import Community
import Core
import Web

/// What the pages and the documents say of the money, in the reader's words.
struct MoneyView: Sendable {
    let budget: Budget
    /// One year, or all of them together.
    let year: Int?
    let t: Texts

    func name(_ function: BasicFunction?) -> String {
        function.map { t($0.moneyLabel) } ?? t("Voor alle vijf samen")
    }

    var chart: MoneyChart {
        MoneyChart(
            title: t("Geld per basisfunctie, \(period)"),
            bars: budget.byFunction(year: year).map {
                .init(label: short($0.function), function: $0.function, sums: $0.sums)
            },
            t: t)
    }

    private func short(_ function: BasicFunction?) -> String { function.map { t($0.moneyLabel) } ?? t("Samen") }

    /// `2026`, or `2026–2029`.
    var period: String {
        if let year { return String(year) }
        let first = budget.years.first ?? 0
        let last = budget.years.last ?? 0
        return first == last ? String(first) : "\(first)–\(last)"
    }

    var functionRows: [[String]] {
        rows(budget.byFunction(year: year).map { (name($0.function), $0.sums) })
    }

    var departmentRows: [[String]] {
        rows(
            budget.byDepartment(year: year).map {
                ($0.department.isEmpty ? t("Zonder begrotingsregel") : $0.department, $0.sums)
            })
    }

    private func rows(_ parts: [(String, MoneySums)]) -> [[String]] {
        let total = budget.total(year: year)
        return (parts + [(t("Totaal"), total)]).map { name, sums in
            [
                name, t.euros(sums.planned), t.share(max(0, sums.planned), of: max(0, total.planned)),
                t.euros(sums.committed), t.euros(sums.spent), t.euros(sums.free),
            ]
        }
    }

    func columns(_ first: String) -> [Table.Column] {
        [
            .init(first), .init(t("Begroot"), number: true), .init(t("Aandeel"), number: true),
            .init(t("Toegezegd"), number: true), .init(t("Uitgegeven"), number: true), .init(t("Vrij"), number: true),
        ]
    }

    /// Each line with its amount in each year of the round.
    var lineColumns: [Table.Column] {
        [.init(t("Regel")), .init(t("Basisfunctie")), .init(t("Afdeling"))]
            + budget.years.map { .init(String($0), number: true) }
    }

    func lineCells(_ line: BudgetLine) -> [String] {
        [name(line.function), line.department]
            + budget.years.map { budget.hasAmount(line, $0) ? t.euros(budget.planned(line, $0)) : t("niet ingevuld") }
    }

    var lineTotals: [String] {
        [t("Totaal"), "", ""] + budget.years.map { t.euros(budget.total(year: $0).planned) }
    }
}
