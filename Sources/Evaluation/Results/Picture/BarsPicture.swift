import Web

/// Bars with the interval as a line over their end. The label stands above its bar: so it fits on a phone.
struct BarsPicture {
    let data: PictureData
    private static let width = 360
    /// For the bar itself; the rest is for the figure at its end.
    private static let bar = 312

    var markup: HTML {
        var body = HTML.empty
        var y = 0
        for line in data.lines {
            let label = PictureText.lines(line.label, width: Self.width)
            body += PictureText.markup(label, x: 0, y: y + 13)
            y += label.count * PictureText.leading + 3
            for (index, mark) in line.marks.enumerated() {
                body += bar(mark, series: index, y: y)
                y += 19
            }
            y += 7
        }
        return """
            \(data.legend)<svg class="sr-picture" viewBox="0 0 360 \(max(y, 1))" role="img" aria-label="\(data.description)">\(body)</svg>
            """
    }

    private func bar(_ mark: PictureData.Mark, series: Int, y: Int) -> HTML {
        guard let value = mark.value else {
            return "<text x=\"0\" y=\"\(y + 12)\" font-size=\"12\" class=\"sr-hidden\">\(mark.text)</text>"
        }
        let zero = data.place(max(0, data.lowest), Self.bar)
        let end = data.place(value, Self.bar)
        var reach = max(end, zero)
        var whisker = HTML.empty
        if let low = mark.low, let high = mark.high {
            let (from, to) = (data.place(low, Self.bar), data.place(high, Self.bar))
            reach = max(reach, to)
            whisker =
                "<path class=\"sr-whisker\" d=\"M\(from) \(y + 7)H\(to)M\(from) \(y + 3)V\(y + 11)M\(to) \(y + 3)V\(y + 11)\"/>"
        }
        return """
            <rect class="sr-track" x="0" y="\(y)" width="\(Self.bar)" height="14" rx="3"/>\
            <rect class="\(PictureData.colour(series))" x="\(min(zero, end))" y="\(y)" width="\(max(1, abs(end - zero)))" height="14" rx="3"/>\
            \(whisker)<text x="\(min(reach + 5, Self.bar + 4))" y="\(y + 12)" font-size="12" font-weight="600">\(mark.text)</text>
            """
    }
}
