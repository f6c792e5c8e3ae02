/// One value as it stands in a settings file: bare where YAML takes it for the same text, in quotes elsewhere.
enum YAMLWord {
    static func spell(_ text: String) -> String {
        isPlain(text) ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "/" else { return false }
        guard !["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased()) else { return false }
        return text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || marks.contains($0) }
            && !text.hasSuffix(":")
    }

    private static let marks = Set("0123456789._/@+-:".unicodeScalars)
}
