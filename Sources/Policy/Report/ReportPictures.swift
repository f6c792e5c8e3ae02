import Core
import Foundation
import Services
import Web

/// The pictures of a document as files of their own, for a word processor: taken from the page as it is or as it was
/// settled, so that both hold the same.
enum ReportPictures {
    /// - Parameter html: markup of ours, in which all that people typed is escaped.
    static func all(in html: String, style: PictureStyle = .standard) -> [DocumentPicture] {
        html.components(separatedBy: "<figure>").dropFirst().compactMap { part in
            guard let figure = part.components(separatedBy: "</figure>").first,
                let start = figure.range(of: "<svg "), let end = figure.range(of: "</svg>", options: .backwards),
                start.lowerBound < end.lowerBound,
                let caption = text(figure, after: "<figcaption class=\"small\">", until: "<span"),
                let words = text(figure, after: "<span class=\"visually-hidden\">", until: "</span>"),
                let drawing = PlainDrawing(String(figure[start.lowerBound..<end.upperBound]), style: style)
            else { return nil }
            return DocumentPicture(
                caption: caption, description: words, svg: drawing.svg, width: drawing.width, height: drawing.height)
        }
    }

    private static func text(_ figure: String, after start: String, until end: String) -> String? {
        guard let from = figure.range(of: start, options: .backwards)?.upperBound,
            let to = figure.range(of: end, range: from..<figure.endIndex)?.lowerBound
        else { return nil }
        return plain(figure[from..<to].trimmed)
    }

    /// What was escaped on the page, as it was; the ampersand last, or it would make new ones.
    private static func plain(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) { text, pair in
            text.replacing(pair.0, with: pair.1)
        }
    }
}
