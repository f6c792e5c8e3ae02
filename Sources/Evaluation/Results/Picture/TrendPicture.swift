import Web

/// The same figure over the waves: a small chart for each line, with the interval at every point.
struct TrendPicture {
    let data: PictureData
    private static let height = 84

    var markup: HTML {
        var body = HTML.empty
        var y = 0
        for line in data.lines {
            let label = PictureText.lines(line.label, width: 360)
            body += PictureText.markup(label, x: 0, y: y + 13)
            y += label.count * PictureText.leading + 14
            body += chart(line, top: y)
            y += Self.height + 30
        }
        return """
            <svg class="sr-picture" viewBox="0 0 360 \(max(y, 1))" role="img" aria-label="\(data.description)">\(body)</svg>
            """
    }

    private func x(_ index: Int) -> Int {
        data.series.count < 2 ? 180 : 34 + index * 292 / (data.series.count - 1)
    }

    private func chart(_ line: PictureData.Line, top: Int) -> HTML {
        let bottom = top + Self.height
        func height(_ value: Double) -> Int { bottom - data.place(value, Self.height) }
        var path = ""
        var marks = HTML.empty
        for (index, mark) in line.marks.enumerated() {
            guard let value = mark.value else { continue }
            path += (path.isEmpty ? "M" : "L") + "\(x(index)) \(height(value))"
            if let low = mark.low, let high = mark.high {
                marks += "<path class=\"sr-whisker\" d=\"M\(x(index)) \(height(low))V\(height(high))\"/>"
            }
            marks += """
                <circle class="sr-c0" cx="\(x(index))" cy="\(height(value))" r="5"/>\
                <text x="\(x(index) + 8)" y="\(height(value) - 6)" font-size="12" font-weight="600">\(mark.text)</text>
                """
        }
        var names = HTML.empty
        for (index, name) in data.series.enumerated() {
            let words = PictureText.lines(name, width: 330 / max(1, data.series.count), most: 1).first ?? ""
            names +=
                "<text x=\"\(x(index))\" y=\"\(bottom + 14)\" font-size=\"11\" text-anchor=\"middle\">\(words)</text>"
        }
        return """
            <path class="axis" d="M0 \(bottom)H360" fill="none"/><path class="sr-line" d="\(path)" fill="none"/>\(marks)\(names)
            """
    }
}
