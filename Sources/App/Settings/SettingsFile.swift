import Yams

/// A settings file as it was written: keys with their text and line, and what cannot be read.
///
/// The file is YAML: sections with names and values. Every value is text here; its setting says what it means, so
/// that `no` and `012` are what the administrator typed.
package struct SettingsFile: Sendable {
    package struct Entry: Sendable, Equatable {
        /// Such as `listen.port`; the second item of a section that is a list: `oidc.2.issuer`.
        package let path: String
        package let text: SettingText
        package let line: Int
    }

    package struct Problem: Sendable, Equatable {
        package let line: Int
        package let path: String
        package let text: String
    }

    package private(set) var entries: [Entry] = []
    package private(set) var problems: [Problem] = []

    /// - Parameter repeated: the sections that may be a list.
    package init(reading text: String, repeated: Set<String>) {
        if let refusal = SettingsShape.refusal(of: text) {
            problems = [Problem(line: refusal.line, path: "", text: refusal.text)]
            return
        }
        do {
            guard let root = try Yams.compose(yaml: text), !Self.isNothing(root) else { return }
            guard case .mapping(let sections) = root else {
                refuse(root, "", "write settings as 'name: value'.")
                return
            }
            for (key, value) in sections { take(key, value, repeated) }
        } catch {
            let (line, words) = Self.explain(error)
            problems.append(Problem(line: line, path: "", text: words))
        }
    }

    private mutating func take(_ key: Node, _ value: Node, _ repeated: Set<String>) {
        guard let name = name(of: key, in: "") else { return }
        if case .mapping(let inner) = value {
            take(inner, in: name)
        } else if repeated.contains(name), case .sequence(let items) = value {
            for (index, item) in items.enumerated() {
                guard case .mapping(let inner) = item else {
                    refuse(item, name, "each item must be settings: 'name: value'.")
                    continue
                }
                take(inner, in: index == 0 ? name : "\(name).\(index + 1)")
            }
        } else {
            add(name, value, line: Self.line(of: key))
        }
    }

    private mutating func take(_ mapping: Node.Mapping, in section: String) {
        for (key, value) in mapping {
            guard let name = name(of: key, in: section) else { continue }
            add("\(section).\(name)", value, line: Self.line(of: key))
        }
    }

    private mutating func add(_ path: String, _ value: Node, line: Int) {
        if Self.isNothing(value) { return }
        switch value {
        case .scalar(let scalar):
            if scalar.string.isEmpty { refuse(value, path, "is empty; leave the line out instead.") }
            entries.append(Entry(path: path, text: .one(scalar.string), line: line))
        case .sequence(let items):
            entries.append(Entry(path: path, text: .list(words(of: items, in: path)), line: line))
        case .mapping(let pairs):
            var found: [SettingText.Pair] = []
            for (key, value) in pairs {
                guard let name = key.scalar?.string else {
                    refuse(key, path, "a name must be text.")
                    continue
                }
                let inner: [String] =
                    switch value {
                    case .scalar(let scalar): [scalar.string]
                    case .sequence(let items): words(of: items, in: path)
                    case .mapping, .alias: []
                    }
                found.append(.init(name: name, words: inner))
            }
            entries.append(Entry(path: path, text: .pairs(found), line: line))
        case .alias: refuse(value, path, "aliases are not used here.")
        }
    }

    private mutating func words(of items: Node.Sequence, in path: String) -> [String] {
        var words: [String] = []
        for item in items {
            if let word = item.scalar?.string {
                words.append(word)
            } else {
                refuse(item, path, "an item must be text.")
            }
        }
        return words
    }

    private mutating func name(of key: Node, in section: String) -> String? {
        guard let name = key.scalar?.string, !name.isEmpty else {
            refuse(key, section, "a name must be text.")
            return nil
        }
        guard !name.contains(".") else {
            let parts = name.split(separator: ".", maxSplits: 1)
            refuse(key, name, "write '\(parts.last ?? "")' in the section '\(parts.first ?? "")'.")
            return nil
        }
        return name
    }

    private mutating func refuse(_ node: Node, _ path: String, _ text: String) {
        problems.append(Problem(line: Self.line(of: node), path: path, text: text))
    }

    private static func line(of node: Node) -> Int { node.mark?.line ?? 1 }

    /// `key:` with nothing behind it.
    private static func isNothing(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null"].contains(scalar.string.lowercased())
    }

    private static func explain(_ error: any Error) -> (line: Int, text: String) {
        guard let error = error as? YamlError else { return (1, "the file cannot be read.") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (max(1, mark.line), "this is not good YAML: \(problem).")
        case .reader(let problem, _, _, _):
            return (1, "the file holds a character that YAML does not take: \(problem).")
        case .duplicatedKeysInMapping(let names, let context):
            return (max(1, context.mark.line), "\(names.joined(separator: ", ")): stands here twice.")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return (1, "the file cannot be read.")
        }
    }
}
