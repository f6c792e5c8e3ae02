import Web

/// For each line one bar of the whole, cut in a piece for each answer.
struct StackedPicture {
    let data: PictureData
    private static let width = 360

    var markup: HTML {
        var body = HTML.empty
        var y = 0
        for line in data.lines {
            let label = PictureText.lines(line.label, width: Self.width)
            body += PictureText.markup(label, x: 0, y: y + 13)
            y += label.count * PictureText.leading + 3
            body += pieces(line, y: y)
            y += 32
        }
        return """
            \(data.legend)<svg class="sr-picture" viewBox="0 0 360 \(max(y, 1))" role="img" aria-label="\(data.description)">\(body)</svg>
            """
    }

    private func pieces(_ line: PictureData.Line, y: Int) -> HTML {
        let known = line.marks.compactMap(\.value).filter { $0 > 0 }
        if known.isEmpty {
            let text = line.marks.first?.text ?? ""
            return "<text x=\"0\" y=\"\(y + 14)\" font-size=\"12\" class=\"sr-hidden\">\(text)</text>"
        }
        // Rounding may bring the sum a little over the whole.
        let whole = max(1, known.reduce(0, +))
        var body: HTML = "<rect class=\"sr-track\" x=\"0\" y=\"\(y)\" width=\"360\" height=\"22\" rx=\"3\"/>"
        var sum = 0.0
        for (index, mark) in line.marks.enumerated() {
            guard let value = mark.value, value > 0 else { continue }
            let from = Int((sum / whole * Double(Self.width)).rounded())
            sum += value
            let to = Int((sum / whole * Double(Self.width)).rounded())
            body += """
                <rect class="\(PictureData.colour(index))" x="\(from)" y="\(y)" width="\(max(1, to - from - 1))" height="22"/>
                """
            if to - from > mark.text.count * 7 + 4 {
                body += """
                    <text class="sr-on" x="\((from + to) / 2)" y="\(y + 15)" font-size="12" font-weight="600" text-anchor="middle">\(mark.text)</text>
                    """
            }
        }
        return body
    }
}
