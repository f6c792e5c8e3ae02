import Core
import Web

/// A line or two over many weeks, with a mark where something was decided. The table under it says the same.
struct AttentionChart {
    struct Line {
        let label: String
        /// By week, 0 to 100; `nil` leaves a gap.
        let values: [Int?]
        /// One of the five functions, for its colour.
        let function: String
        var isDashed = false
    }

    let title: String
    let weeks: [Day]
    let lines: [Line]
    /// The week of a decision, and its words.
    let marks: [(day: Day, label: String)]
    let t: Texts

    private static let (left, right, top, bottom) = (28, 352, 26, 150)

    var svg: HTML {
        guard weeks.count > 1 else { return .empty }
        return """
            <svg class="chart attention" viewBox="0 0 360 \(Self.bottom + 24 + (lines.count > 1 ? 24 : 0))" role="img" aria-label="\(title)">\
            \(grid)\(months)\(decisions)\(lines, path)\(legend)</svg>
            """
    }

    private func x(_ index: Int) -> Int { Self.left + index * (Self.right - Self.left) / (weeks.count - 1) }
    private func y(_ value: Int) -> Int {
        Self.bottom - min(100, max(0, value)) * (Self.bottom - Self.top) / 100
    }

    private var grid: HTML {
        """
        \([0, 25, 50, 75, 100], { value in
            "<path class=\"\(value == 0 ? "axis" : "grid")\" d=\"M\(Self.left) \(y(value))H\(Self.right)\" fill=\"none\"/><text x=\"\(Self.left - 6)\" y=\"\(y(value) + 4)\" font-size=\"12\" text-anchor=\"end\">\(value)</text>"
        })
        """
    }

    /// Every third month by its first letters, January with the year.
    private var months: HTML {
        var markup = HTML.empty
        for (index, day) in weeks.enumerated() {
            let (year, month, number) = day.parts
            guard number <= 7, month % 3 == 1 else { continue }
            let name = month == 1 ? String(year) : String(t.month(month).prefix(3))
            markup += """
                <text x="\(x(index))" y="\(Self.bottom + 17)" font-size="12" text-anchor="middle">\(name)</text>
                """
        }
        return markup
    }

    private var decisions: HTML {
        var markup = HTML.empty
        for mark in marks {
            guard let index = weeks.firstIndex(where: { $0 >= mark.day }), index > 0 else { continue }
            let isLate = index > weeks.count * 2 / 3
            markup += """
                <path class="axis" d="M\(x(index)) \(Self.top - 6)V\(Self.bottom)" fill="none" stroke-dasharray="4 3" stroke-width="1.500"/>\
                <text x="\(x(index) + (isLate ? -5 : 5))" y="\(Self.top - 10)" font-size="12" font-weight="600" text-anchor="\(isLate ? "end" : "start")">\(mark.label)</text>
                """
        }
        return markup
    }

    private func path(_ line: Line) -> HTML {
        var path = ""
        var isDrawing = false
        for (index, value) in line.values.enumerated() {
            guard let value else {
                isDrawing = false
                continue
            }
            path += (isDrawing ? "L" : "M") + "\(x(index)) \(y(value))"
            isDrawing = true
        }
        return """
            <path class="line-\(line.function)" d="\(path)" fill="none" stroke-width="2.500"\(attribute: "stroke-dasharray", line.isDashed ? "7 4" : nil)/>
            """
    }

    private var legend: HTML {
        guard lines.count > 1 else { return .empty }
        var markup = HTML.empty
        for (index, line) in lines.enumerated() {
            let start = index * 176
            markup += """
                <path class="line-\(line.function)" d="M\(start) \(Self.bottom + 36)H\(start + 22)" fill="none" stroke-width="2.500"\(attribute: "stroke-dasharray", line.isDashed ? "7 4" : nil)/>\
                <text x="\(start + 28)" y="\(Self.bottom + 40)" font-size="13">\(line.label)</text>
                """
        }
        return markup
    }
}
