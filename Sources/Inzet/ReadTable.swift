import ArgumentParser
import Formats
import Services

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The child process in which files of others are read; see `Services.ReadTable`.
struct ReadTableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-table", abstract: "Read a table from standard input as lines of JSON.",
        shouldDisplay: false)

    @Argument(help: "sav, xlsx or csv.") var kind: TableKind

    func run() throws {
        TextEncodings.load()
        do {
            try Confinement.enter(memory: 3 << 30, seconds: 50, output: 1 << 30)
        } catch { throw ExitCode(70) }
        let limits = TableLimits()
        var output = LinesOut()
        guard let bytes = Self.input(upTo: limits.bytes) else {
            TableLines.write(TableRefusal(.tooLarge, limit: limits.bytes)) { output.put($0) }
            return output.flush()
        }
        do throws(TableRefusal) {
            let tables = try TableReader.read(kind, bytes, limits: limits)
            TableLines.write(tables) { output.put($0) }
        } catch {
            TableLines.write(error) { output.put($0) }
        }
        output.flush()
    }

    /// All of standard input; nothing when it is longer.
    private static func input(upTo limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            if bytes.count > limit { return nil }
        }
    }
}

extension TableKind: ExpressibleByArgument {}

/// Standard output in large pieces. What cannot be written is noticed by the reader: the last line is missing then.
private struct LinesOut {
    private var buffer: [UInt8] = []

    mutating func put(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count > 1 << 18 { flush() }
    }

    mutating func flush() {
        var start = 0
        while start < buffer.count {
            let count = buffer[start...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            start += count
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// The tables with which old files of SPSS become UTF-8. The C library takes them from disk at first use, which is too
/// late once no file can be opened.
private enum TextEncodings {
    static func load() {
        for name in ["WINDOWS-1252", "ISO-8859-1", "ISO-8859-15", "CP850", "CP437", "MACINTOSH"] {
            // Never closed: the table stays for as long as somebody uses it.
            _ = iconv_open("UTF-8", name)
        }
    }
}
