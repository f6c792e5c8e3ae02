import Foundation
import Synchronization

/// Debian's pandoc as a child process: Markdown in, a document for a word processor out.
///
/// It runs without a shell, with an empty environment, with bounds on memory and time, and at most two at once. The
/// text that people typed is read in pandoc's sandbox first. Only the tree that comes out of it, checked to hold
/// nothing that must be fetched, is written as a document: Debian's build cannot write documents inside the sandbox,
/// because it keeps its templates on disk.
package struct Pandoc: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case docx, odt

        package var contentType: String {
            switch self {
            case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            case .odt: "application/vnd.oasis.opendocument.text"
            }
        }
    }

    package enum Failure: Error, Equatable {
        /// Two documents are being made already.
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
    private static let running = Mutex(0)

    let executable: String
    let timeLimit: TimeInterval

    /// The pandoc of this machine, in the places where a package puts it; `nil` when there is none.
    package static var installed: Pandoc? {
        ["/usr/bin/pandoc", "/usr/local/bin/pandoc"].first { FileManager.default.isExecutableFile(atPath: $0) }.map {
            Pandoc(executable: $0)
        }
    }

    /// - Parameter timeLimit: in seconds, for each of its two runs.
    package init(executable: String, timeLimit: Double = 20) {
        self.executable = executable
        self.timeLimit = timeLimit
    }

    /// Writes the text as a document. Runs on a thread of its own.
    ///
    /// - Throws: `Failure`, or what the disk says.
    package func convert(_ markdown: String, to format: Format, head: Head) async throws -> [UInt8] {
        try await OffPool.run {
            try Self.enter()
            defer { Self.running.withLock { $0 -= 1 } }
            let tree = try run(["--sandbox", "-f", Self.reader, "-t", "json"], on: Array(markdown.utf8))
            // Quotes inside texts are escaped in JSON, so these letters only occur as the name of a node.
            let text = String(decoding: tree, as: UTF8.self)
            for node in ["Image", "RawInline", "RawBlock"] where text.contains("\"t\":\"\(node)\"") {
                throw Failure.unsafe
            }
            return try run(
                [
                    "-f", "json", "-t", format.rawValue, "--standalone", "--toc", "--toc-depth=1",
                    "--metadata=title:\(head.title)", "--metadata=subtitle:\(head.subtitle)",
                    "--metadata=toc-title:\(head.contents)", "--metadata=lang:\(head.language)",
                ], on: tree)
        }
    }

    private static func enter() throws(Failure) {
        let mayEnter = running.withLock { count in
            guard count < 2 else { return false }
            count += 1
            return true
        }
        if !mayEnter { throw Failure.busy }
    }

    /// Files rather than pipes: nothing waits on a full pipe, and a child that dies early breaks nothing here.
    private func run(_ arguments: [String], on input: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("in")
        let target = folder.appendingPathComponent("out")
        try Data(input).write(to: source)
        try Data().write(to: target)
        let ending = try ChildProcess.run(
            executable, ["+RTS", "-M512M", "-RTS"] + arguments + ["-o", "-"],
            environment: ["HOME": folder.path, "LANG": "C.UTF-8"], folder: folder.path, input: source.path,
            output: target.path, seconds: timeLimit)
        switch ending {
        case .stopped: throw Failure.tooSlow
        case .ended(0): break
        case .ended(let status): throw Failure.failed(status)
        }
        return Array(try Data(contentsOf: target))
    }
}
