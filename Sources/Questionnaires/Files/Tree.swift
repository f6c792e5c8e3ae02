/// A value of a JSON or YAML file before it is known what it means.
///
/// A scalar of YAML stays text: whether `no` is a word or "false" depends on where it stands.
struct Tree: Sendable {
    enum Value: Sendable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case list([Tree])
        /// In the order of the file; a key may stand there once.
        case map([(key: String, value: Tree)])
    }

    var value: Value
    /// In a YAML file, counted from 1; 0 when it is not known.
    var line: Int

    init(_ value: Value, line: Int = 0) {
        self.value = value
        self.line = line
    }

    static func text(_ text: String) -> Tree { Tree(.string(text)) }
    static func number(_ number: Double) -> Tree { Tree(.number(number)) }
    static func number(_ number: Int) -> Tree { Tree(.number(Double(number))) }

    var isNull: Bool {
        if case .null = value { return true }
        return false
    }
    var list: [Tree]? {
        if case .list(let list) = value { return list }
        return nil
    }
    var map: [(key: String, value: Tree)]? {
        if case .map(let map) = value { return map }
        return nil
    }
    /// A text, and a number or truth value as it is written.
    var string: String? {
        switch value {
        case .string(let text): text
        case .number(let number): JSONWriting.digits(number)
        case .bool(let bool): bool ? "true" : "false"
        case .null, .list, .map: nil
        }
    }
    var double: Double? {
        switch value {
        case .number(let number): number
        case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        case .null, .bool, .list, .map: nil
        }
    }
    /// A whole number that fits a code.
    var integer: Int? {
        guard let double, double == double.rounded(), abs(double) < 1e9 else { return nil }
        return Int(double)
    }
    var bool: Bool? {
        switch value {
        case .bool(let bool): bool
        case .string(let text):
            switch text.lowercased() {
            case "true", "yes", "ja": true
            case "false", "no", "nee": false
            default: nil
            }
        case .null, .number, .list, .map: nil
        }
    }

    subscript(key: String) -> Tree? {
        guard let found = map?.first(where: { $0.key == key })?.value, !found.isNull else { return nil }
        return found
    }
}
