/// A setting as it was written, before anyone knows what it means.
package enum SettingText: Sendable, Equatable {
    case one(String)
    case list([String])
    /// Names with one or more words behind each.
    case pairs([Pair])
    /// A secret that was given itself, where others are named by their file.
    case secret(String)

    package struct Pair: Sendable, Equatable {
        package let name: String
        package let words: [String]
    }
}

/// Where a setting was written.
package enum SettingSource: Sendable, Equatable, CustomStringConvertible {
    case file(String, line: Int)
    case environment(String)
    case option(String)
    /// A file that systemd laid ready (`LoadCredential=`).
    case credential(String)
    /// Nowhere: the mistake is what is missing.
    case nowhere

    package var description: String {
        switch self {
        case .file(let path, let line): "\(path):\(line)"
        case .environment(let name): "environment \(name)"
        case .option(let name): "option \(name)"
        case .credential(let path): "credential \(path)"
        case .nowhere: "settings"
        }
    }
}

/// What is wrong with the text of one setting: the end of a sentence that starts with its key.
package struct SettingFault: Error, Equatable {
    package let text: String
    package init(_ text: String) { self.text = text }
}

/// A mistake as the administrator reads it: where, which setting, what to do.
package struct SettingMistake: Sendable, Equatable, CustomStringConvertible {
    package let source: SettingSource
    /// Empty when it is about no setting in particular.
    package let key: String
    package let text: String

    package var description: String { key.isEmpty ? "\(source): \(text)" : "\(source): \(key): \(text)" }
}

/// Something the administrator may not show to others; it never stands in a log or an error.
package struct SecretText: Sendable, Equatable, CustomStringConvertible {
    private let text: String
    package init(_ text: String) { self.text = text }
    package var revealed: String { text }
    package var description: String { "(hidden)" }
}
