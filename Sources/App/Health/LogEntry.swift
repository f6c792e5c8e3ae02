import Core
import Logging
import Web

/// One line of the log before it is text.
struct LogEntry: Sendable {
    let moment: Moment
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: Logger.Metadata

    /// Says how many lines are missing here.
    static func dropped(_ count: Int) -> LogEntry {
        LogEntry(
            moment: SystemClock().now, level: .warning, label: "inzet", message: "log-dropped",
            metadata: ["aantal": "\(count)"])
    }

    func line(_ format: LogFormat) -> String {
        switch format {
        case .json:
            LineLogHandler.line(
                time: moment.iso, level: level, label: label, message: message, metadata: metadata)
        case .text: text
        }
    }

    /// For people: the time, the weight, the word, and its values by name.
    private var text: String {
        var line = "\(moment.iso) \(level.rawValue.uppercased()) \(Self.plain(message))"
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(Self.quoted(value.description))"
        }
        return line
    }

    /// A value with a space, a quote or an equals sign stands in quotes.
    private static func quoted(_ text: String) -> String {
        let isWord = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value > 32 && $0 != "\"" && $0 != "=" }
        return isWord ? plain(text) : "\"" + plain(text).replacing("\"", with: "\\\"") + "\""
    }

    /// No text can start a line of its own, or move about on a terminal.
    private static func plain(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 32 || (127..<160).contains(scalar.value) || scalar.value == 0x2028
            result.unicodeScalars.append(isControl ? "␣" : scalar)
        }
        return result
    }
}

/// Lays each line in the queue; it becomes text when it is written, away from the request.
struct QueuedLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let label: String
    private let queue: LogQueue

    init(label: String, queue: LogQueue) {
        self.label = label
        self.queue = queue
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        if let more = event.metadata { all.merge(more) { $1 } }
        queue.put(
            LogEntry(
                moment: SystemClock().now, level: event.level, label: label, message: event.message.description,
                metadata: all))
    }
}
