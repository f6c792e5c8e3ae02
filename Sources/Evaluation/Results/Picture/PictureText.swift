import Web

/// Words in a picture: SVG does not break lines by itself.
enum PictureText {
    /// The size of the letters, in units of the picture; a picture is 360 units wide, as a phone is.
    static let size = 12
    /// Between two lines.
    static let leading = 15
    /// How wide one letter of that size is on average in a sans-serif face.
    private static let letter = 6.0

    /// The text over at most `most` lines of `width` units; what does not fit ends in `…`.
    static func lines(_ text: String, width: Int, most: Int = 3) -> [String] {
        let room = max(4, Int(Double(width) / letter))
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").map({ cut(String($0), room) }) {
            if line.isEmpty {
                line = word
            } else if line.count + 1 + word.count <= room {
                line += " " + word
            } else {
                lines.append(line)
                line = word
            }
        }
        if !line.isEmpty { lines.append(line) }
        guard lines.count > most else { return lines }
        var kept = Array(lines.prefix(max(1, most)))
        kept[kept.count - 1] = cut(kept[kept.count - 1] + " …", room)
        return kept
    }

    private static func cut(_ word: String, _ room: Int) -> String {
        word.count > room ? word.prefix(room - 1) + "…" : word
    }

    /// The lines below each other, the first with its foot at `y`.
    static func markup(_ lines: [String], x: Int, y: Int, classes: String? = nil) -> HTML {
        var markup = HTML.empty
        for (index, line) in lines.enumerated() {
            markup += """
                <text x="\(x)" y="\(y + index * leading)" font-size="\(size)"\(attribute: "class", classes)>\(line)</text>
                """
        }
        return markup
    }
}
