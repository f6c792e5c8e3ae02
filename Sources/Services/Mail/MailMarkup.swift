import Core

/// The HTML side of a mail. Mail programs know little CSS and no style sheets, so the style stands in the tags.
extension Mail {
    package func html(sender: String) -> String {
        let body = blocks.map(Self.markup).joined(separator: "\n")
        return """
            <!doctype html><html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(Self.escaped(subject))</title></head>
            <body style="margin:0;background:#faf8f4;color:#1c2530;font:16px/1.55 system-ui,'Segoe UI',Roboto,sans-serif">
            <div style="max-width:34rem;margin:0 auto;padding:24px 16px"><div style="background:#fff;border:1px solid #dcd7cc;border-radius:12px;padding:24px">
            \(body)
            </div><p style="color:#55606d;font-size:14px">\(Self.escaped(sender))</p></div></body></html>
            """
    }

    private static func markup(_ block: Block) -> String {
        switch block {
        case .paragraph(let text): "<p>\(lines(text))</p>"
        case .quote(let text):
            "<blockquote style=\"margin:16px 0;padding:4px 16px;border-left:4px solid #0b6e6a\">\(lines(text))</blockquote>"
        case .button(let label, let url):
            "<p><a href=\"\(escaped(url))\" style=\"display:inline-block;background:#0b5d5e;color:#fff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600\">\(escaped(label))</a></p>"
        case .list(let items): "<ul>" + items.map { "<li>\(escaped($0))</li>" }.joined() + "</ul>"
        case .small(let text): "<p style=\"color:#55606d;font-size:14px\">\(lines(text))</p>"
        }
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
            separator: "<br>")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
