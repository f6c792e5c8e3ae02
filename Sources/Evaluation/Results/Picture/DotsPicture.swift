import Web

/// A dot for each figure with its interval as a line: for comparing groups, and for means.
struct DotsPicture {
    let data: PictureData
    private static let width = 316

    var markup: HTML {
        var body = HTML.empty
        var y = 0
        for line in data.lines {
            let label = PictureText.lines(line.label, width: 360)
            body += PictureText.markup(label, x: 0, y: y + 13)
            y += label.count * PictureText.leading + 3
            for (index, mark) in line.marks.enumerated() {
                body += dot(mark, series: index, y: y + 8)
                y += 17
            }
            y += 8
        }
        let bottom = y
        let scale: HTML = """
            \(data.ticks, { tick in
                "<path class=\"grid\" d=\"M\(data.place(tick.value, Self.width) + 6) 0V\(bottom)\"/>"
            })
            """
        let words: HTML = """
            \(data.ticks, { tick in
                "<text x=\"\(data.place(tick.value, Self.width) + 6)\" y=\"\(bottom + 13)\" font-size=\"11\" text-anchor=\"middle\">\(tick.text)</text>"
            })
            """
        return """
            \(data.legend)<svg class="sr-picture sr-dots" viewBox="-8 0 376 \(bottom + 18)" role="img" aria-label="\(data.description)">\(scale)\(words)\(body)</svg>
            """
    }

    private func dot(_ mark: PictureData.Mark, series: Int, y: Int) -> HTML {
        guard let value = mark.value else {
            return "<text x=\"6\" y=\"\(y + 4)\" font-size=\"12\" class=\"sr-hidden\">\(mark.text)</text>"
        }
        let x = data.place(value, Self.width) + 6
        var whisker = HTML.empty
        var reach = x + 5
        if let low = mark.low, let high = mark.high {
            let (from, to) = (data.place(low, Self.width) + 6, data.place(high, Self.width) + 6)
            whisker = "<path class=\"sr-whisker\" d=\"M\(from) \(y)H\(to)\"/>"
            reach = max(reach, to)
        }
        // The figure stands behind the line, or before it where there is no room left.
        let isFar = reach > 300
        let start = min(x - 5, mark.low.map { data.place($0, Self.width) + 6 } ?? x)
        return """
            \(whisker)<circle class="\(PictureData.colour(series))" cx="\(x)" cy="\(y)" r="5"/>\
            <text x="\(isFar ? start - 5 : reach + 5)" y="\(y + 4)" font-size="12"\(attribute: "text-anchor", isFar ? "end" : nil)>\(mark.text)</text>
            """
    }
}
