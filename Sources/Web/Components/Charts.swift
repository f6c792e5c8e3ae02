import Core

/// Horizontal bars with their numbers, drawn on the server. The table beside it says the same.
package struct BarChart {
    package struct Bar {
        let label: String
        let value: Int
        package init(_ label: String, _ value: Int) {
            self.label = label
            self.value = value
        }
    }

    let title: String
    let bars: [Bar]
    let function: String

    package init(_ title: String, _ bars: [Bar], function: String = "verbinden") {
        self.title = title
        self.bars = bars
        self.function = function
    }

    package var svg: HTML {
        let most = max(1, bars.map(\.value).max() ?? 1)
        let height = bars.count * 30 + 6
        var rows = HTML.empty
        for (index, bar) in bars.enumerated() {
            let width = bar.value * 250 / most
            let y = index * 30
            rows += """
                <text x="0" y="\(y + 20)" font-size="13">\(bar.label)</text>\
                <rect class="fill-\(function)" x="170" y="\(y + 6)" width="\(max(width, 1))" height="19" rx="3"/>\
                <text x="\(176 + width)" y="\(y + 20)" font-size="13">\(bar.value)</text>
                """
        }
        return "<svg class=\"chart\" viewBox=\"0 0 480 \(height)\" role=\"img\" aria-label=\"\(title)\">\(rows)</svg>"
    }
}

/// A line over months, drawn on the server.
package struct LineChart {
    let title: String
    let points: [(label: String, value: Int)]
    let function: String

    package init(_ title: String, _ points: [(label: String, value: Int)], function: String = "verbinden") {
        self.title = title
        self.points = points
        self.function = function
    }

    package var svg: HTML {
        let most = max(1, points.map(\.value).max() ?? 1)
        let step = points.count > 1 ? 440 / (points.count - 1) : 440
        var line = ""
        var marks = HTML.empty
        for (index, point) in points.enumerated() {
            let x = 30 + index * step
            let y = 140 - point.value * 120 / most
            line += (index == 0 ? "M" : "L") + "\(x) \(y)"
            marks += """
                <circle class="fill-\(function)" cx="\(x)" cy="\(y)" r="4"/><text x="\(x)" y="\(y - 8)" font-size="11" text-anchor="middle">\(point.value)</text>\
                <text x="\(x)" y="160" font-size="11" text-anchor="middle">\(point.label)</text>
                """
        }
        return """
            <svg class="chart" viewBox="0 0 500 170" role="img" aria-label="\(title)"><path class="axis" d="M20 140H490" fill="none"/>\
            <path class="line-\(function)" d="\(line)" fill="none" stroke-width="2.500"/>\(marks)</svg>
            """
    }
}
