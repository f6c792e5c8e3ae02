import Web

/// A square of two shares: across the first series, up the second. The points carry numbers; the list below says which.
struct QuadrantPicture {
    let data: PictureData
    private static let size = 300

    var markup: HTML {
        guard data.series.count >= 2 else { return .empty }
        let points = data.lines.enumerated().compactMap { index, line -> (number: Int, x: Int, y: Int)? in
            guard line.marks.count >= 2, let across = line.marks[0].value, let up = line.marks[1].value else {
                return nil
            }
            return (index + 1, 44 + data.place(across, Self.size), 314 - data.place(up, Self.size))
        }
        let scale: HTML = """
            \(data.ticks, { tick in
                "<text x=\"\(44 + data.place(tick.value, Self.size))\" y=\"330\" font-size=\"11\" text-anchor=\"middle\">\(tick.text)</text><text x=\"38\" y=\"\(318 - data.place(tick.value, Self.size))\" font-size=\"11\" text-anchor=\"end\">\(tick.text)</text>"
            })
            """
        return """
            <svg class="sr-picture" viewBox="0 0 360 352" role="img" aria-label="\(data.description)">\
            <rect class="sr-track" x="44" y="14" width="300" height="300"/><path class="grid" d="M194 14V314M44 164H344"/>\
            \(scale)<text x="194" y="347" font-size="12" text-anchor="middle" font-weight="600">\(shortened(data.series[0])) →</text>\
            <text x="10" y="164" font-size="12" text-anchor="middle" font-weight="600" transform="rotate(-90 10 164)">\(shortened(data.series[1])) →</text>\
            \(points, { point in
                "<circle class=\"sr-c0\" cx=\"\(point.x)\" cy=\"\(point.y)\" r=\"9\"/><text class=\"sr-on\" x=\"\(point.x)\" y=\"\(point.y + 4)\" font-size=\"10\" font-weight=\"700\" text-anchor=\"middle\">\(point.number)</text>"
            })</svg>\(key)
            """
    }

    private func shortened(_ text: String) -> String { PictureText.lines(text, width: 270, most: 1).first ?? "" }

    private var key: HTML {
        """
        <ol class="sr-key small">\(data.lines, { line in
            "<li>\(line.label) (\(line.marks.prefix(2).map(\.text).joined(separator: ", ")))</li>"
        })</ol>
        """
    }
}
