import App
import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Inzet {
    /// Runs the command that was asked for and ends the process.
    ///
    /// It ends with `_exit`: a thread may still be on a line to PostgreSQL when a command stops with an error, and the
    /// clearing up that C libraries do at an ordinary exit takes OpenSSL away under it.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            end(with: 0)
        } catch {
            let code = exitCode(for: error).rawValue
            let words = fullMessage(for: error)
            // Help is an answer; what is wrong is not.
            if !words.isEmpty, code == 0 { print(words) } else if !words.isEmpty { ProgressLine.warn(words) }
            end(with: code)
        }
    }

    private static func end(with code: Int32) -> Never {
        LogLines.flush()
        fflush(nil)
        _exit(code)
    }
}
