import Foundation

/// Debian's rsvg-convert as a child process: a drawing in SVG becomes a picture of dots (PNG), which every word
/// processor shows.
///
/// It runs as pandoc does: without a shell, with an empty environment, with bounds on memory and time. The drawing comes
/// through its input, so there is no place from which it could look for other files: librsvg then fetches nothing.
package struct PicturePainter: Sendable {
    package enum Failure: Error, Equatable {
        case tooSlow
        /// It ended with this status.
        case failed(Int32)
        /// What came out is not PNG.
        case noPicture
    }

    /// Bytes of address space; it needs about two hundred megabytes, most of them shared libraries.
    private static let memory = 512 << 20

    let executable: String

    /// The one of this machine, in the places where a package puts it; `nil` when there is none.
    package static var installed: PicturePainter? {
        ["/usr/bin/rsvg-convert", "/usr/local/bin/rsvg-convert"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { PicturePainter(executable: $0) }
    }

    package init(executable: String) { self.executable = executable }

    /// The picture as PNG, on white. Waits for the child: not for a thread that others need.
    ///
    /// - Parameter seconds: after which it is given up.
    package func paint(_ picture: DocumentPicture, seconds: Double = 10) throws -> [UInt8] {
        let dots = picture.dots
        let (ending, bytes) = try WorkFolder.with { folder in
            try folder.run(
                executable,
                [
                    "--format=png", "--width=\(dots.width)", "--height=\(dots.height)", "--keep-aspect-ratio",
                    "--background-color=white",
                ], on: Array(picture.svg.utf8), seconds: seconds, memory: Self.memory)
        }
        switch ending {
        case .stopped: throw Failure.tooSlow
        case .ended(0): break
        case .ended(let status): throw Failure.failed(status)
        }
        guard bytes.count > 8, bytes.starts(with: Self.magic) else { throw Failure.noPicture }
        return bytes
    }

    /// The first eight bytes of each PNG file (ISO/IEC 15948, 5.2).
    private static let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
}
