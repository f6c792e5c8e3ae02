import Foundation

/// Debian's pandoc as a child process: Markdown in, a document for a word processor out.
///
/// It runs without a shell, with an empty environment, with bounds on memory and time, and at most two at once. The
/// text that people typed is read in pandoc's sandbox first. Only the tree that comes out of it, checked to hold
/// nothing that must be fetched, is written as a document: Debian's build cannot write documents inside the sandbox,
/// because it keeps its templates on disk. Pictures of our own are put into the tree after that check; they lie in the
/// folder of that one run.
package struct Pandoc: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case docx, odt

        package var contentType: String {
            switch self {
            case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case .odt: "application/vnd.oasis.opendocument.text"
            }
        }

        /// The style of pandoc's own templates for a picture that stays with the line under it.
        var pictureStyle: String {
            switch self {
            case .docx: "Captioned Figure"
            case .odt: "FigureWithCaption"
            }
        }
    }

    package enum Failure: Error, Equatable {
        /// Two documents are being made already, and go on being made.
        case busy
        case tooSlow
        /// The text asks for something from elsewhere, such as a picture.
        case unsafe
        /// It ended with this status.
        case failed(Int32)
    }

    /// How the document calls itself.
    package struct Head: Sendable {
        package let title: String
        package let subtitle: String
        /// The heading of the table of contents.
        package let contents: String
        package let language: String

        package init(title: String, subtitle: String, contents: String, language: String) {
            self.title = title
            self.subtitle = subtitle
            self.contents = contents
            self.language = language
        }
    }

    /// Markdown as the program writes it: no markup of other kinds passes.
    private static let reader =
        "markdown_strict-raw_html+pipe_tables+table_captions+strikeout+backtick_code_blocks+all_symbols_escapable"
        + "+lists_without_preceding_blankline+space_in_atx_header+auto_identifiers"
    private static let seats = ChildSeats(2)

    let executable: String
    let timeLimit: TimeInterval

    /// The pandoc of this machine, in the places where a package puts it; `nil` when there is none.
    package static var installed: Pandoc? {
        ["/usr/bin/pandoc", "/usr/local/bin/pandoc"].first { FileManager.default.isExecutableFile(atPath: $0) }.map {
            Pandoc(executable: $0)
        }
    }

    /// - Parameter timeLimit: in seconds, for each of its two runs, and for painting all pictures together.
    package init(executable: String, timeLimit: Double = 20) {
        self.executable = executable
        self.timeLimit = timeLimit
    }

    /// What came of a text.
    package struct Document: Sendable {
        package let bytes: [UInt8]
        /// The pictures that are not in it, and why: their words and figures are.
        package let lacking: [(caption: String, reason: String)]
    }

    /// Writes the text as a document. Runs on a thread of its own.
    ///
    /// - Parameter pictures: put in at their captions; one that cannot be painted is left out.
    /// - Throws: `Failure`, or what the disk says.
    package func convert(
        _ markdown: String, pictures: [DocumentPicture] = [], painter: PicturePainter? = PicturePainter.installed,
        to format: Format, head: Head
    ) async throws -> Document {
        try await OffPool.run {
            let document = try Self.seats.take(patience: 20) {
                try make(markdown, pictures, painter, format, head)
            }
            guard let document else { throw Failure.busy }
            return document
        }
    }

    private func make(
        _ markdown: String, _ pictures: [DocumentPicture], _ painter: PicturePainter?, _ format: Format, _ head: Head
    ) throws -> Document {
        let tree = PandocTree(
            bytes: try run(["--sandbox", "-f", Self.reader, "-t", "json"], on: Array(markdown.utf8)))
        if tree.asksForMore { throw Failure.unsafe }
        var album = PictureAlbum(pictures, painter, seconds: timeLimit)
        let filled = album.place(in: tree, style: format.pictureStyle)
        let bytes = try run(
            [
                "-f", "json", "-t", format.rawValue, "--standalone", "--toc", "--toc-depth=1",
                "--metadata=title:\(head.title)", "--metadata=subtitle:\(head.subtitle)",
                "--metadata=toc-title:\(head.contents)", "--metadata=lang:\(head.language)",
            ], on: filled, files: album.placed)
        return Document(
            bytes: format == .odt ? OpenDocumentText.describing(album.placed, in: bytes) : bytes,
            lacking: album.lacking)
    }

    private func run(
        _ arguments: [String], on input: [UInt8], files: [PictureAlbum.Painted] = []
    ) throws -> [UInt8] {
        try WorkFolder.with { folder in
            for file in files { try folder.write(file.bytes, as: file.name) }
            let (ending, output) = try folder.run(
                executable, ["+RTS", "-M512M", "-RTS"] + arguments + ["-o", "-"], on: input, seconds: timeLimit)
            switch ending {
            case .stopped: throw Failure.tooSlow
            case .ended(0): return output
            case .ended(let status): throw Failure.failed(status)
            }
        }
    }
}
