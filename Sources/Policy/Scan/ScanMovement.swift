import Core
import Web

/// How the outcome of a scan moved over its runs, as a picture and as rows of a table.
struct ScanMovement {
    /// Finished runs of one scan, the oldest first.
    let runs: [FilledScan]
    let t: Texts

    /// One line over time; a run without a score leaves a gap.
    struct Line {
        let name: String
        let values: [Int?]
    }

    var days: [String] { runs.map { t.date($0.run.day) } }

    /// The two scales from 0 to 100, or for points the share of all that could be had.
    var lines: [Line] {
        guard case .integral(let scan)? = runs.last?.sheet else {
            return [Line(name: t("Alle punten samen"), values: runs.map(Self.share))]
        }
        return scan.scales.map { scale in
            Line(name: t(scale.name), values: runs.map { Self.scale(scale.id, of: $0) })
        }
    }

    private static func scale(_ id: String, of filled: FilledScan) -> Int? {
        guard case .integral(let scan) = filled.sheet else { return nil }
        return scan.assess(filled.choices).scales.first { $0.id == id }?.score?.whole
    }

    /// The mean of the points that have an answer, from 0 to 100; nothing when fewer than half have one.
    static func share(_ filled: FilledScan) -> Int? {
        let values = filled.sheet.sections.compactMap { filled.value($0.id) }
        let highest = filled.sheet.answers.highest
        guard highest > 0, !values.isEmpty, values.count * 2 >= filled.sheet.sections.count else { return nil }
        return values.reduce(0, +) * 100 / (values.count * highest)
    }

    var caption: String { t("Hoe het ging, keer op keer") }

    /// In words, for who cannot see the picture.
    var description: String {
        lines.map { line in
            let values = zip(days, line.values).map { "\($0): \($1.map(String.init) ?? t("nog niet te zeggen"))" }
            return line.name + " – " + values.joined(separator: ", ")
        }.joined(separator: ". ")
    }

    /// A row for each run, a column for each line.
    var figures: ReportFigures {
        ReportFigures(
            columns: [.init(t("Dag"))] + lines.map { .init($0.name, number: true) },
            rows: days.enumerated().map { index, day in
                [day] + lines.map { $0.values[index].map(String.init) ?? t("nog niet te zeggen") }
            })
    }

    /// Lines differ in dashes and in the shape of their marks, not in colour alone.
    var picture: HTML {
        let step = runs.count > 1 ? 380 / (runs.count - 1) : 0
        func x(_ index: Int) -> Int { 50 + index * step }
        func y(_ value: Int) -> Int { 170 - value * 150 / 100 }
        var marks: HTML = """
            <path class="axis" d="M40 170H480" fill="none"/><path class="grid" d="M40 95H480M40 20H480" fill="none"/>\
            <text x="32" y="174" font-size="12" text-anchor="end">0</text><text x="32" y="99" font-size="12" text-anchor="end">50</text>\
            <text x="32" y="24" font-size="12" text-anchor="end">100</text>
            """
        for (index, day) in days.enumerated() {
            let anchor = index == 0 ? "start" : index == days.count - 1 ? "end" : "middle"
            marks += "<text x=\"\(x(index))\" y=\"190\" font-size=\"12\" text-anchor=\"\(anchor)\">\(day)</text>"
        }
        for (place, line) in lines.enumerated() {
            let points = line.values.enumerated().compactMap { index, value in
                value.map { Point(x: x(index), y: y($0), value: $0, isHighest: isHighest($0, at: index, but: place)) }
            }
            let path = points.enumerated().map { ($0 == 0 ? "M" : "L") + "\($1.x) \($1.y)" }.joined()
            marks += """
                <path class="line-vertalen" d="\(path)" fill="none" stroke-width="2.5"\(attribute: "stroke-dasharray", place == 0 ? nil : "7 4")/>
                """
            for point in points { marks += Self.mark(point, square: place > 0) }
            let legend = 218 + place * 20
            marks += """
                <path class="line-vertalen" d="M50 \(legend - 4)H90" fill="none" stroke-width="2.5"\(attribute: "stroke-dasharray", place == 0 ? nil : "7 4")/>\
                <text x="100" y="\(legend)" font-size="13">\(line.name)</text>
                """
        }
        let height = 228 + (lines.count - 1) * 20
        return """
            <svg class="chart" viewBox="0 0 500 \(height)" role="img" aria-label="\(caption)"><desc>\(description)</desc>\(marks)</svg>
            """
    }

    private struct Point {
        let x: Int
        let y: Int
        let value: Int
        let isHighest: Bool
    }

    /// Whether no other line lies above at this run; of two that lie on one place the first counts as the highest.
    private func isHighest(_ value: Int, at index: Int, but place: Int) -> Bool {
        lines.enumerated().allSatisfy { other, line in
            guard other != place, let its = line.values[index] else { return true }
            return its < value || (its == value && place < other)
        }
    }

    private static func mark(_ point: Point, square: Bool) -> HTML {
        let shape: HTML =
            square
            ? "<rect class=\"fill-vertalen\" x=\"\(point.x - 4)\" y=\"\(point.y - 4)\" width=\"8\" height=\"8\"/>"
            : "<circle class=\"fill-vertalen\" cx=\"\(point.x)\" cy=\"\(point.y)\" r=\"4.5\"/>"
        // The number of the highest line stands above it, the others below, so that close lines stay readable.
        let y = point.isHighest ? point.y - 9 : point.y + 18
        return shape + "<text x=\"\(point.x)\" y=\"\(y)\" font-size=\"12\" text-anchor=\"middle\">\(point.value)</text>"
    }
}
