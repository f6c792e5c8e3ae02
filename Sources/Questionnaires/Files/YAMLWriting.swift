/// Writes a tree as YAML that people can read and change: blocks, answers on one line each, every text between quotes
/// (YAML 1.1 takes an unquoted `no` for a truth value).
struct YAMLWriting {
    private var text = ""

    static func write(_ tree: Tree) -> String {
        var writing = YAMLWriting()
        writing.block(tree, indent: 0)
        return writing.text
    }

    private mutating func block(_ tree: Tree, indent: Int) {
        let space = String(repeating: "  ", count: indent)
        for (key, value) in tree.map ?? [] {
            text += space
            scalar(key)
            text += ":"
            append(value, indent: indent)
        }
    }

    private mutating func append(_ value: Tree, indent: Int) {
        if isFlow(value) {
            text += " "
            flow(value)
            text += "\n"
        } else if value.map != nil {
            text += "\n"
            block(value, indent: indent + 1)
        } else {
            text += "\n"
            for element in value.list ?? [] { item(element, indent: indent + 1) }
        }
    }

    /// One element of a list: on one line, or its first key behind the dash.
    private mutating func item(_ element: Tree, indent: Int) {
        let space = String(repeating: "  ", count: indent)
        if isFlow(element) {
            text += space + "- "
            flow(element)
            text += "\n"
            return
        }
        for (index, entry) in (element.map ?? []).enumerated() {
            text += space + (index == 0 ? "- " : "  ")
            scalar(entry.key)
            text += ":"
            append(entry.value, indent: indent + 1)
        }
    }

    /// Whether it goes on one line: scalars, lists of scalars, and answers.
    private func isFlow(_ tree: Tree) -> Bool {
        switch tree.value {
        case .null, .bool, .number, .string: true
        case .list(let list): list.allSatisfy { $0.list == nil && $0.map == nil }
        case .map(let map): map.isEmpty || map[0].key == "code"
        }
    }

    private mutating func flow(_ tree: Tree) {
        switch tree.value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += JSONWriting.digits(number)
        case .string(let string): scalar(string)
        case .list(let list):
            text += "["
            for (index, element) in list.enumerated() {
                if index > 0 { text += ", " }
                flow(element)
            }
            text += "]"
        case .map(let map):
            text += "{"
            for (index, entry) in map.enumerated() {
                if index > 0 { text += ", " }
                scalar(entry.key)
                text += ": "
                flow(entry.value)
            }
            text += "}"
        }
    }

    /// A plain word where nothing can go wrong, else a text between double quotes.
    private mutating func scalar(_ string: String) {
        let isWord =
            !string.isEmpty && string.utf8.count <= 30 && string.utf8.first.map { (0x61...0x7A).contains($0) } == true
            && string.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        let isWordInYAML = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "ja", "nee"].contains(string)
        if isWord, !isWordInYAML {
            text += string
        } else {
            JSONWriting.appendQuoted(string, to: &text)
        }
    }
}
