package import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The log of the program on standard error.
package enum LogLines {
    /// What still waits is written when the process ends in good order.
    private static let writesTheRest: Void = { _ = atexit { LogQueue.shared.flush() } }()

    package static func handler(label: String) -> any LogHandler {
        _ = writesTheRest
        return QueuedLogHandler(label: label, queue: .shared)
    }

    /// How lines look from now on.
    package static func use(_ format: LogFormat) { LogQueue.shared.use(format) }

    /// Writes what still waits, for an end that runs nothing any more.
    package static func flush() { LogQueue.shared.flush() }
}

extension LogLevel {
    package var weight: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
