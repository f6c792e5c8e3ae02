import Core
import Web

/// A calculation in the reader's words: rows for tables, steps, and a picture.
struct ValueWords: Sendable {
    let content: ValueContent
    let t: Texts

    func name(_ factor: ValueFactor) -> String { content.assumption(factor).map { t($0.name) } ?? factor.rawValue }

    func name(_ level: ValueLevel) -> String {
        switch level {
        case .low: t("laag")
        case .middle: t("midden")
        case .high: t("hoog")
        }
    }

    /// A factor with its unit's marks: `7.000.000`, `4,5`, `€ 14,40`.
    func figure(_ value: Int, _ factor: ValueFactor) -> String {
        if factor == .rate { return t.euros(value) }
        let whole = t.number(value / 100)
        let rest = value % 100
        if rest == 0 { return whole }
        let mark = t.language == .dutch ? "," : "."
        return whole + mark + (rest % 10 == 0 ? String(rest / 10) : rest < 10 ? "0\(rest)" : String(rest))
    }

    /// A sum of money in whole euros, however large.
    func money(_ euros: Int) -> String { t.euros(min(euros, Int.max / 100) * 100) }

    /// Rounded to what the assumptions can carry: three figures.
    func rounded(_ euros: Int) -> String {
        var unit = 1
        while euros / unit >= 1000 { unit *= 10 }
        return money((euros + unit / 2) / unit * unit)
    }

    /// The multiplication one factor at a time.
    func steps(_ factors: ValueFactors) -> [String] {
        let week = ValueFactors(volunteers: factors.volunteers, hours: factors.hours, weeks: 100, rate: 100)
        return [
            t(
                "\(figure(factors.volunteers, .volunteers)) vrijwilligers × \(figure(factors.hours, .hours)) uur per week = \(t.number(week.yearHours)) uur per week"
            ),
            t("× \(figure(factors.weeks, .weeks)) weken = \(t.number(factors.yearHours)) uur per jaar"),
            t("× \(figure(factors.rate, .rate)) per uur = \(money(factors.value)) per jaar"),
        ]
    }

    /// Each assumption with its three figures and where they come from.
    func assumptionRows(_ band: ValueBand, why: [ValueFactor: String]) -> [[String]] {
        ValueFactor.allCases.map { factor in
            [name(factor)] + ValueLevel.allCases.map { figure(band[$0][factor], factor) }
                + [why[factor] ?? nationalSource(factor)]
        } + [
            [t("Uren per jaar")] + ValueLevel.allCases.map { t.number(band[$0].yearHours) } + [""],
            [t("Waarde per jaar")] + ValueLevel.allCases.map { money(band[$0].value) } + [""],
        ]
    }

    private func nationalSource(_ factor: ValueFactor) -> String {
        guard let item = content.assumption(factor) else { return "" }
        let levels = ValueLevel.allCases.map { "\(name($0)): \(item[$0].source.document)" }
        let note = factor == .volunteers ? " " + t("Omgerekend naar het aantal inwoners.") : ""
        return levels.joined(separator: "; ") + "." + note
    }

    var assumptionColumns: [Web.Table.Column] {
        [.init(t("Aanname"))] + ValueLevel.allCases.map { .init(name($0), number: true) } + [
            .init(t("Waar het vandaan komt"))
        ]
    }

    func swingRows(_ band: ValueBand) -> [[String]] {
        band.swings.map { [name($0.factor), money($0.low), money($0.high), money($0.width)] }
    }

    var swingColumns: [Web.Table.Column] {
        [
            .init(t("Aanname")), .init(t("als die laag is"), number: true), .init(t("als die hoog is"), number: true),
            .init(t("Verschil"), number: true),
        ]
    }

    func chart(_ band: ValueBand) -> ValueChart {
        let middle = band.middle.value
        let bars =
            [ValueChart.Bar(label: t("Alles samen"), low: band.low.value, high: band.high.value)]
            + band.swings.map { .init(label: name($0.factor), low: $0.low, high: $0.high) }
        return ValueChart(
            title: t("Bandbreedte van de waarde per jaar"), middle: middle, bars: bars, write: { rounded($0) })
    }
}

/// From low to high for the whole and for each assumption by itself, drawn on the server. The table says the same.
struct ValueChart {
    struct Bar {
        let label: String
        let low: Int
        let high: Int
    }

    let title: String
    let middle: Int
    let bars: [Bar]
    let write: (Int) -> String

    var svg: HTML {
        let most = max(1, bars.map(\.high).max() ?? 1)
        func x(_ value: Int) -> Int { 10 + Int(Double(value) / Double(most) * 470) }
        var rows = HTML.empty
        for (index, bar) in bars.enumerated() {
            let y = index * 50
            rows += """
                <text x="0" y="\(y + 15)" font-size="14">\(bar.label): \(write(bar.low)) – \(write(bar.high))</text>\
                <rect class="value-band" x="\(x(bar.low))" y="\(y + 21)" width="\(max(2, x(bar.high) - x(bar.low)))" height="18" rx="3"/>\
                <path class="value-middle" d="M\(x(middle)) \(y + 19)V\(y + 41)"/>
                """
        }
        return """
            <svg class="chart value-chart" viewBox="0 0 500 \(bars.count * 50)" role="img" aria-label="\(title)">\(rows)</svg>
            """
    }

    /// In words, for who cannot see it.
    var description: String {
        bars.map { "\($0.label): \(write($0.low)) – \(write($0.high))" }.joined(separator: "; ") + "."
    }
}
