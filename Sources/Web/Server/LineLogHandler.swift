import Core
package import Logging

/// Log lines as JSON on standard error, one object a line, so that any collector reads them.
package struct LineLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info
    private let label: String
    private let write: @Sendable (String) -> Void

    package init(label: String, write: @escaping @Sendable (String) -> Void) {
        self.label = label
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        write(
            Self.line(
                time: SystemClock().now.iso, level: event.level, label: label, message: event.message.description,
                metadata: metadata.merging(event.metadata ?? [:]) { $1 }))
    }

    /// One line without the end of it.
    package static func line(
        time: String, level: Logger.Level, label: String, message: String, metadata: Logger.Metadata
    ) -> String {
        var line = "{\"time\":\"\(time)\",\"level\":\"\(level)\",\"label\":"
        line.appendQuoted(label)
        line += ",\"message\":"
        line.appendQuoted(message)
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += ","
            line.appendQuoted(key)
            line += ":"
            line.appendQuoted(value.description)
        }
        line += "}"
        return line
    }
}

extension String {
    /// Adds text as a JSON string; nearly all of it needs no care.
    fileprivate mutating func appendQuoted(_ text: String) {
        self += "\""
        if text.utf8.allSatisfy({ $0 >= 32 && $0 != 0x22 && $0 != 0x5C && $0 != 127 }) {
            self += text
        } else {
            for scalar in text.unicodeScalars { appendEscaped(scalar) }
        }
        self += "\""
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": self += "\\\""
        case "\\": self += "\\\\"
        case "\n": self += "\\n"
        default:
            if scalar.value < 32 || scalar.value == 127 {
                let hex = String(scalar.value, radix: 16)
                self += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            } else {
                unicodeScalars.append(scalar)
            }
        }
    }
}
