import Community
import Core
import Web

/// Planned, promised and paid for each basic function, as bars drawn on the server. The table beside it says the same.
struct MoneyChart {
    struct Bar {
        let label: String
        /// For its colour; `nil` for money that serves all five.
        let function: BasicFunction?
        let sums: MoneySums
    }

    let title: String
    let bars: [Bar]
    let t: Texts

    private static let height = 46
    private static let left = 130
    private static let width = 250

    var svg: HTML {
        let most = max(1, bars.flatMap { [$0.sums.planned, $0.sums.committed, $0.sums.spent] }.max() ?? 1)
        var rows = HTML.empty
        for (index, bar) in bars.enumerated() { rows += row(bar, at: index * Self.height, most: most) }
        let size = bars.count * Self.height + 26
        return """
            <svg class="chart money-chart" viewBox="0 0 500 \(size)" role="img" aria-label="\(title)">\(rows)\
            \(legend(at: bars.count * Self.height + 4))</svg>
            """
    }

    private func row(_ bar: Bar, at y: Int, most: Int) -> HTML {
        func length(_ cents: Int) -> Int { max(0, Int(Double(cents) / Double(most) * Double(Self.width))) }
        let planned = length(bar.sums.planned)
        let end = max(planned, length(bar.sums.committed), length(bar.sums.spent))
        let colour = bar.function?.rawValue ?? "alle"
        return """
            <text x="0" y="\(y + 22)" font-size="14">\(bar.label)</text>\
            <rect class="money-planned fill-\(colour)" x="\(Self.left)" y="\(y + 4)" width="\(max(1, planned))" height="32" rx="3"/>\
            <rect class="money-committed fill-\(colour)" x="\(Self.left)" y="\(y + 9)" width="\(length(bar.sums.committed))" height="10" rx="2"/>\
            <rect class="money-spent" x="\(Self.left)" y="\(y + 22)" width="\(length(bar.sums.spent))" height="9" rx="2"/>\
            <text x="\(Self.left + end + 8)" y="\(y + 25)" font-size="13">\(t.euros(bar.sums.planned))</text>
            """
    }

    private func legend(at y: Int) -> HTML {
        let items: [(String, HTML)] = [
            (
                t("begroot"),
                "<rect class=\"money-planned fill-alle\" x=\"0\" y=\"\(y)\" width=\"22\" height=\"14\" rx=\"3\"/>"
            ),
            (
                t("toegezegd"),
                "<rect class=\"fill-alle\" x=\"130\" y=\"\(y + 2)\" width=\"22\" height=\"10\" rx=\"2\"/>"
            ),
            (
                t("uitgegeven"),
                "<rect class=\"money-spent\" x=\"270\" y=\"\(y + 2)\" width=\"22\" height=\"10\" rx=\"2\"/>"
            ),
        ]
        var markup = HTML.empty
        for (index, item) in items.enumerated() {
            let x = [28, 158, 298][index]
            markup += "\(item.1)<text x=\"\(x)\" y=\"\(y + 12)\" font-size=\"13\">\(item.0)</text>"
        }
        return markup
    }

    /// In words, for who cannot see it.
    var description: String {
        bars.map { bar in
            t(
                "\(bar.label): begroot \(t.euros(bar.sums.planned)), toegezegd \(t.euros(bar.sums.committed)), uitgegeven \(t.euros(bar.sums.spent))."
            )
        }.joined(separator: " ")
    }
}
