import Core
import Tabulation

/// A table of the engine; `Table` alone is the markup of the site.
typealias CountedTable = Tabulation.Table

/// Figures and sentences about a table, in the language of the reader.
struct TableWords: Sendable {
    let t: Texts

    /// `43%`. Half a per cent goes up.
    func percent(_ share: Double, decimals: Int = 0) -> String {
        guard share.isFinite else { return "–" }
        return number(share * 100, decimals: decimals) + "%"
    }

    /// `7,4` in Dutch. Halves go up; beyond a quadrillion there is nothing to say.
    func number(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let places = min(max(decimals, 0), 4)
        var power = 1
        for _ in 0..<places { power *= 10 }
        let scaled = Int((abs(value) * Double(power)).rounded(.toNearestOrAwayFromZero))
        let sign = value < 0 && scaled > 0 ? "−" : ""
        let whole = t.number(scaled / power)
        if places == 0 { return sign + whole }
        let rest = String(scaled % power)
        let mark = t.language == .dutch ? "," : "."
        return sign + whole + mark + String(repeating: "0", count: places - rest.count) + rest
    }

    /// The figure of a cell: a share, or a mean with one decimal; a point for what is hidden.
    func value(_ cell: CountedTable.Cell, of table: CountedTable) -> String {
        if cell.hidden != nil { return "·" }
        guard let value = cell.value else { return "–" }
        return table.isOfMeans ? number(value, decimals: 1) : percent(value)
    }

    /// `38%–49%`; empty when there is none.
    func interval(_ cell: CountedTable.Cell, of table: CountedTable) -> String {
        guard cell.hidden == nil, let low = cell.low, let high = cell.high else { return "" }
        return table.isOfMeans
            ? "\(number(low, decimals: 1))–\(number(high, decimals: 1))" : "\(percent(low))–\(percent(high))"
    }

    /// The name of a row or column: what is no answer and no row of a grid gets its word here.
    func label(_ heading: CountedTable.Heading) -> String {
        switch heading.name {
        case Statistic.mean.rawValue: t("gemiddelde")
        case Statistic.sd.rawValue: t("spreiding (standaardafwijking)")
        case Statistic.p10.rawValue: t("10% zit hieronder")
        case Statistic.q1.rawValue: t("een kwart zit hieronder")
        case Statistic.median.rawValue: t("middelste")
        case Statistic.q3.rawValue: t("een kwart zit hierboven")
        case Statistic.p90.rawValue: t("10% zit hierboven")
        case NoneAll.none.rawValue: t("geen enkele")
        case NoneAll.part.rawValue: t("een deel")
        case NoneAll.all.rawValue: t("allemaal")
        default: heading.code == nil && heading.name == nil ? t("Totaal") : heading.label
        }
    }
}

extension CountedTable {
    /// Whether its figures are means and quantiles instead of shares.
    var isOfMeans: Bool {
        if request.kind == .mean { return true }
        // A grid of numbers has statistics for columns.
        return request.kind == .grid && columns.contains { $0.name == Statistic.mean.rawValue }
    }

    /// Whether every figure is hidden.
    var isEmpty: Bool { cells.allSatisfy { $0.allSatisfy { $0.value == nil } } }

    /// Whether people could give several answers: then the shares of a column add up to more than the whole.
    var hasSeveral: Bool {
        let parts = parts
        return columns.indices.contains { place in
            parts.reduce(0.0) { $0 + ($1.indices.contains(place) ? $1[place] ?? 0 : 0) } > 1.0001
        }
    }

    /// Whether it was weighted and the sums of the weights are not in it.
    var isWithoutWeights: Bool {
        request.isWeighted && cells.allSatisfy { $0.allSatisfy { $0.weighted == Double($0.count) } }
    }

    /// The figures to add up. Rounded shares do not add up to the whole: then the parts are those of the numbers.
    var parts: [[Double?]] {
        guard isWithoutWeights, !isOfMeans else { return cells.map { $0.map(\.value) } }
        return cells.map { row in
            row.map { $0.value == nil || $0.base == 0 ? $0.value : Double($0.count) / Double($0.base) }
        }
    }

    var hiddenCells: Int { cells.reduce(0) { $0 + $1.count { $0.hidden != nil } } }
    var wholeGroups: Int { cells.reduce(0) { $0 + $1.count { $0.isWholeGroup && $0.hidden == nil } } }

    func cell(_ row: Int, _ column: Int) -> Cell? {
        guard cells.indices.contains(row), cells[row].indices.contains(column) else { return nil }
        return cells[row][column]
    }
}
