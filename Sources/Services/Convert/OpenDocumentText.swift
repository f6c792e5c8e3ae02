import Foundation
import Formats

/// What pandoc leaves out of an OpenDocument text.
enum OpenDocumentText {
    /// The document with words at each picture, for who cannot see it: pandoc 2.17 writes these in Word files only.
    ///
    /// - Parameter pictures: all that are in it, in their order.
    /// - Returns: the document as it was when it has another number of pictures.
    static func describing(_ pictures: [PictureAlbum.Painted], in document: [UInt8]) -> [UInt8] {
        if pictures.isEmpty { return document }
        return ZipArchive.changing("content.xml", in: document) { content in
            let parts = String(decoding: content, as: UTF8.self).components(separatedBy: "</draw:frame>")
            guard parts.count == pictures.count + 1 else { return content }
            var text = ""
            for (part, painted) in zip(parts, pictures) {
                text += part + "<svg:desc>" + XML.escaped(painted.picture.description) + "</svg:desc></draw:frame>"
            }
            return Array((text + (parts.last ?? "")).utf8)
        } ?? document
    }
}
