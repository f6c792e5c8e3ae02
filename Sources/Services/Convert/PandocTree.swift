import Formats

/// The tree that pandoc makes of a text, as JSON: looked at, and given pictures.
struct PandocTree {
    let bytes: [UInt8]

    /// Whether it holds something that must be fetched, or that is not text but code of a kind of document.
    var asksForMore: Bool {
        // Quotes inside texts are escaped in JSON, so these letters only occur as the name of a node.
        let text = String(decoding: bytes, as: UTF8.self)
        return ["Image", "RawInline", "RawBlock"].contains { text.contains("\"t\":\"\($0)\"") }
    }

    /// The tree with each picture above the table or the paragraph that has its caption. A picture whose caption is not
    /// there is left out.
    ///
    /// - Parameter style: the name of the style of a paragraph that holds a picture and stays with what comes under it.
    /// - Throws: `JSONError` for what is no tree.
    func placing(_ pictures: [PictureAlbum.Painted], style: String) throws(JSONError) -> (
        bytes: [UInt8], placed: [PictureAlbum.Painted]
    ) {
        var tree = try JSONValue(parsing: bytes, maximumDepth: 256, maximumBytes: 64_000_000)
        var waiting = Dictionary(pictures.map { (Self.letters($0.picture.caption), $0) }) { first, _ in first }
        var placed: [PictureAlbum.Painted] = []
        var blocks: [JSONValue] = []
        for block in tree["blocks"]?.array ?? [] {
            if let caption = Self.caption(block), let found = waiting.removeValue(forKey: caption) {
                blocks.append(Self.paragraph(found, style))
                placed.append(found)
            }
            blocks.append(block)
        }
        tree["blocks"] = .array(blocks)
        return (tree.bytes(), placed)
    }

    /// The caption of a table, or the whole of a paragraph, without its blanks: pandoc has its own way with those.
    private static func caption(_ block: JSONValue) -> String? {
        switch block["t"]?.string {
        case "Table": (block["c"]?[1]?[1]).map(words)
        case "Para": block["c"].map(words)
        default: nil
        }
    }

    private static func words(_ value: JSONValue) -> String {
        if let items = value.array { return items.map(words).joined() }
        guard let content = value["c"] else { return "" }
        if value["t"]?.string == "Str" { return letters(content.string ?? "") }
        return words(content)
    }

    private static func letters(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    private static func paragraph(_ placed: PictureAlbum.Painted, _ style: String) -> JSONValue {
        let size: JSONValue = ["", [], [["width", .string("\(placed.picture.printedWidth)mm")]]]
        let words: JSONValue = ["t": "Str", "c": .string(placed.picture.description)]
        let image: JSONValue = ["t": "Image", "c": [size, [words], [.string(placed.name), ""]]]
        return [
            "t": "Div", "c": [["", [], [["custom-style", .string(style)]]], [["t": "Para", "c": [image]]]],
        ]
    }
}
