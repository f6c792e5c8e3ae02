import Core
import Web

/// What the pages with figures share: charts that fit, and how it is counted.
enum FigureMarkup {
    /// The bars of one column. Names that do not fit beside a bar are cut off: the table under it has them whole.
    static func bars(_ title: String, _ values: [(label: String, value: Int)]) -> HTML {
        let shown = values.filter { $0.value > 0 }.sorted { $0.value > $1.value }.prefix(12)
        if shown.isEmpty { return .empty }
        return BarChart(title, shown.map { BarChart.Bar(short($0.label), $0.value) }).svg
    }

    private static func short(_ label: String) -> String { label.count > 24 ? String(label.prefix(23)) + "…" : label }

    /// A line over the months; over quarters when there are more months than fit.
    static func line(_ title: String, _ months: [(period: FigurePeriod, value: Int)], _ t: Texts) -> HTML {
        guard months.count > 1 else { return .empty }
        if months.count <= 13 {
            return LineChart(title, months.map { (String(t.month($0.period.first.parts.month).prefix(3)), $0.value) })
                .svg
        }
        var quarters: [(label: String, value: Int)] = []
        for month in months {
            let parts = month.period.first.parts
            let label = t("\((parts.month + 2) / 3)e kw. \(parts.year % 100)")
            if quarters.last?.label == label {
                quarters[quarters.count - 1].value += month.value
            } else {
                quarters.append((label, month.value))
            }
        }
        return LineChart(title, quarters).svg
    }

    static func days(_ count: Int?, _ t: Texts) -> String {
        count.map { t.plural($0, "1 dag", "\($0) dagen") } ?? "–"
    }

    /// How the figures are made, for whoever wonders.
    static func rules(_ t: Texts) -> [String] {
        [
            t("Nu online: vacatures die iedereen op dit moment kan vinden."),
            t("Reacties: mensen die reageerden en hun e-mailadres bevestigden, op de dag van de bevestiging."),
            t(
                "Binnen 7 dagen: het deel dat binnen 7 dagen een eerste antwoord kreeg. Wie nog geen week wacht, zich zelf terugtrok of meteen op de wachtlijst kwam, telt hier niet mee."
            ),
            t("Geplaatst: plaatsingen in deze periode, ook als de reactie van eerder is."),
            t("Dagen tot antwoord: de helft van de mensen met een antwoord kreeg het binnen zo veel dagen."),
            t("De wijk en het soort werk zijn die van de vacature."),
        ]
    }

    static func explanation(_ t: Texts, more: [String] = []) -> HTML {
        """
        <details class="card"><summary>\(t("Zo tellen we"))</summary><ul>\(rules(t) + more, { "<li>\($0)</li>" })</ul></details>
        """
    }
}
