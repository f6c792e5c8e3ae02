import Core
import Web

/// A drawing of the page as an SVG document that stands alone: with its colours in it, and nothing but shapes and
/// words.
struct PlainDrawing {
    let svg: String
    let width: Int
    let height: Int

    /// - Returns: `nil` for a drawing that holds more than shapes and words, such as a link or a picture in it.
    init?(_ markup: String, style: PictureStyle) {
        guard let end = markup.firstIndex(of: ">"), let box = Self.box(markup[..<end]), Self.isPlain(markup) else {
            return nil
        }
        (width, height) = box
        // Widths as of the fonts in the browser; the last is on every machine that has pictures at all.
        let head = " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Segoe UI, Roboto, Noto Sans, sans-serif\">"
        var text = String(markup[..<end]) + head + "<style>" + style.css + "</style>"
        for scalar in markup[markup.index(after: end)...].unicodeScalars where Self.isAllowed(scalar) {
            text.unicodeScalars.append(scalar)
        }
        svg = text
    }

    /// Width and height of the `viewBox`.
    private static func box(_ tag: Substring) -> (Int, Int)? {
        guard let start = tag.firstRange(of: " viewBox=\"")?.upperBound, let end = tag[start...].firstIndex(of: "\"")
        else { return nil }
        let numbers = tag[start..<end].split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 4, (1...10_000).contains(numbers[2]), (1...10_000).contains(numbers[3]) else {
            return nil
        }
        return (numbers[2], numbers[3])
    }

    /// XML 1.0, production 2, without what no line of text needs.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    // MARK: Nothing but shapes and words

    private static let elements: Set<Substring> = [
        "svg", "g", "rect", "line", "path", "circle", "ellipse", "polygon", "polyline", "text", "tspan", "title",
        "desc",
    ]
    private static let attributes: Set<Substring> = [
        "class", "viewBox", "role", "aria-label", "aria-hidden", "focusable", "preserveAspectRatio", "x", "y", "x1",
        "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d", "points", "width", "height", "transform",
        "fill",
        "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size",
        "font-weight", "text-anchor",
    ]

    private static func isPlain(_ markup: String) -> Bool {
        markup.split(separator: "<").allSatisfy { piece in
            guard let end = piece.firstIndex(of: ">") else { return false }
            var tag = piece[..<end]
            if tag.first == "/" { return elements.contains(tag.dropFirst()) }
            if tag.last == "/" { tag = tag.dropLast() }
            let name = tag.prefix { $0 != " " }
            return elements.contains(name) && hasPlainAttributes(tag.dropFirst(name.count))
        }
    }

    private static func hasPlainAttributes(_ text: Substring) -> Bool {
        var rest = text
        while true {
            rest = rest.drop { $0 == " " }
            if rest.isEmpty { return true }
            let name = rest.prefix { $0 != "=" }
            rest = rest.dropFirst(name.count)
            guard attributes.contains(name), rest.hasPrefix("=\"") else { return false }
            rest = rest.dropFirst(2)
            guard let end = rest.firstIndex(of: "\"") else { return false }
            // A shape may name a colour, never a place to fetch it from.
            if name != "aria-label", rest[..<end].contains("(") && name != "transform" { return false }
            rest = rest[rest.index(after: end)...]
        }
    }
}
