package import Logging
import Web

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log of the program on standard error.
package enum LogLines {
    package static func handler(label: String) -> any LogHandler {
        LineLogHandler(label: label) { line in
            let bytes = Array((line + "\n").utf8)
            _ = write(STDERR_FILENO, bytes, bytes.count)
        }
    }
}
