import Foundation
import Synchronization

/// How far a command is, on standard error: one line that is rewritten on a terminal, a line per step elsewhere.
final class ProgressLine: Sendable {
    private let last = Mutex("")
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ what: String, _ done: Int, of total: Int) {
        last.withLock { last in
            if isTerminal {
                Self.write("\r\u{1B}[K\(what) \(done)/\(total)")
            } else if last != what {
                Self.write("\(what) (\(total))\n")
            }
            last = what
        }
    }

    /// Takes the line away.
    func end() {
        if isTerminal { Self.write("\r\u{1B}[K") }
    }

    /// Something that went wrong, for a person.
    static func warn(_ text: String) { write(text + "\n") }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
