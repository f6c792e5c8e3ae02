import Core
import Tabulation
import Web

/// Chooses and fills the picture of a table.
struct TablePicture {
    let table: CountedTable
    let title: String
    let t: Texts

    private var words: TableWords { TableWords(t: t) }

    /// The picture that shows this kind of table best.
    var natural: PictureKind {
        switch table.request.kind {
        case .mean: .dots
        case .grid: table.isOfMeans ? .dots : addsUp ? .stacked : .dots
        case .counts:
            shown.count <= 1 ? .bars : addsUp && table.request.percent != .total ? .stacked : .dots
        case .combination, .threshold: table.columns.count > 1 ? .dots : .bars
        case .noneAll: .dots
        }
    }

    /// The pictures that make sense for it.
    var possible: [PictureKind] {
        var kinds: [PictureKind] = table.isOfMeans ? [.dots] : [.bars, .dots]
        if addsUp, !table.isOfMeans { kinds.append(.stacked) }
        if isGrid, table.columns.count >= 2, !table.isOfMeans { kinds.append(.quadrant) }
        return kinds
    }

    func draw(_ kind: PictureKind?) -> HTML {
        let chosen = kind.flatMap { possible.contains($0) || $0 == .none ? $0 : nil } ?? natural
        return chosen.draw(data(for: chosen))
    }

    private var isGrid: Bool { table.request.kind == .grid }

    /// Whether the figures of one bar are parts of one whole.
    private var addsUp: Bool {
        let parts = table.parts
        let sums: [Double] =
            isGrid
            ? parts.map { $0.compactMap(\.self).reduce(0, +) }
            : shown.map { place in
                parts.compactMap { $0.indices.contains(place) ? $0[place] : nil }.reduce(0, +)
            }
        let full = sums.filter { $0 > 0 }
        return !full.isEmpty && full.allSatisfy { $0 <= 1.0001 } && table.rows.count > 1
    }

    /// The columns that are drawn: the groups, or the total alone.
    private var shown: [Int] {
        let groups = table.columns.indices.filter { table.columns[$0].code != nil || table.columns[$0].name != nil }
        return groups.isEmpty ? Array(table.columns.indices) : groups
    }

    func data(for kind: PictureKind) -> PictureData {
        let turned = kind == .stacked && !isGrid || table.request.kind == .mean
        let means =
            table.request.kind == .mean
            ? table.rows.indices.filter { table.rows[$0].name == Statistic.mean.rawValue } : []
        let columns = statisticColumns ?? shown
        var lines: [PictureData.Line]
        var series: [String]
        if turned {
            // A bar for each group; its pieces are the answers.
            let rows = means.isEmpty ? Array(table.rows.indices) : means
            series = rows.map { words.label(table.rows[$0]) }
            lines = (means.isEmpty ? columns : Array(table.columns.indices)).map { place in
                PictureData.Line(label: words.label(table.columns[place]), marks: rows.map { mark($0, place) })
            }
        } else {
            series = columns.map { words.label(table.columns[$0]) }
            lines = table.rows.indices.map { row in
                PictureData.Line(label: words.label(table.rows[row]), marks: columns.map { mark(row, $0) })
            }
        }
        if kind == .quadrant { series = Array(series.prefix(2)) }
        let (low, high, ticks) = scale(lines)
        return PictureData(title: title, series: series, lines: lines, lowest: low, highest: high, ticks: ticks)
    }

    /// In a grid of numbers only the means are drawn.
    private var statisticColumns: [Int]? {
        guard isGrid, table.isOfMeans else { return nil }
        return table.columns.indices.filter { table.columns[$0].name == "mean" }
    }

    private func mark(_ row: Int, _ column: Int) -> PictureData.Mark {
        guard let cell = table.cell(row, column) else { return .init(value: nil, low: nil, high: nil, text: "–") }
        if cell.hidden != nil { return .init(value: nil, low: nil, high: nil, text: t("afgeschermd")) }
        return .init(value: cell.value, low: cell.low, high: cell.high, text: words.value(cell, of: table))
    }

    private func scale(_ lines: [PictureData.Line]) -> (Double, Double, [PictureData.Tick]) {
        if !table.isOfMeans {
            let ticks = [0, 0.25, 0.5, 0.75, 1].map { PictureData.Tick(value: $0, text: words.percent($0)) }
            return (0, 1, ticks)
        }
        let values = lines.flatMap { $0.marks.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } } }
        let low = min(0, (values.min() ?? 0).rounded(.down))
        let high = max(low + 1, (values.max() ?? 1).rounded(.up))
        let ticks = [low, (low + high) / 2, high].map {
            PictureData.Tick(value: $0, text: words.number($0, decimals: $0 == $0.rounded() ? 0 : 1))
        }
        return (low, high, ticks)
    }
}
