import Foundation

/// The pictures of one document on their way into it.
struct PictureAlbum {
    /// A picture that lies as a file beside the tree.
    struct Painted {
        let picture: DocumentPicture
        let name: String
        let bytes: [UInt8]
    }

    private var painted: [Painted] = []
    /// Those that are in the tree, in their order.
    private(set) var placed: [Painted] = []
    private(set) var lacking: [(caption: String, reason: String)] = []

    /// - Parameters:
    ///   - painter: `nil` where there is none: then all are lacking.
    ///   - seconds: for all of them together.
    init(_ pictures: [DocumentPicture], _ painter: PicturePainter?, seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        for (index, picture) in pictures.enumerated() {
            guard let painter else {
                lacking.append((picture.caption, "rsvg-convert is not installed"))
                continue
            }
            let left = (end - ContinuousClock.now) / .seconds(1)
            do {
                guard left > 0 else { throw PicturePainter.Failure.tooSlow }
                let bytes = try painter.paint(picture, seconds: min(left, 10))
                painted.append(Painted(picture: picture, name: "picture-\(index + 1).png", bytes: bytes))
            } catch {
                lacking.append((picture.caption, "\(error)"))
            }
        }
    }

    /// The tree with the pictures in it, or as it was: a document without pictures is better than none.
    mutating func place(in tree: PandocTree, style: String) -> [UInt8] {
        if painted.isEmpty { return tree.bytes }
        do {
            let (bytes, placed) = try tree.placing(painted, style: style)
            self.placed = placed
            let names = Set(placed.map(\.name))
            lacking += painted.filter { !names.contains($0.name) }.map {
                ($0.picture.caption, "its caption is not there")
            }
            return bytes
        } catch {
            lacking += painted.map { ($0.picture.caption, "\(error)") }
            return tree.bytes
        }
    }
}
