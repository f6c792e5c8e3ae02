import Core

/// Names and values in the order they came, from a query string or a form.
package struct Query: Sendable, Hashable {
    package var pairs: [(name: String, value: String)]

    package init(_ pairs: [(String, String)] = []) { self.pairs = pairs.map { (name: $0.0, value: $0.1) } }

    package init(decoding text: String) { self.init(FormURLDecoder.decode(text)) }

    /// The first value with this name.
    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// The first value, trimmed; `nil` when it is missing or empty.
    package func text(_ name: String) -> String? {
        guard let value = self[name]?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    package func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A whole number of at most nine digits, so that a step further never overflows; `nil` for anything else.
    package func int(_ name: String) -> Int? {
        text(name).flatMap { Int($0) }.flatMap { (-999_999_999...999_999_999).contains($0) ? $0 : nil }
    }

    package mutating func append(_ name: String, _ value: String) { pairs.append((name: name, value: value)) }

    /// A copy in which `name` has only these values, at the place of the first or at the end.
    package func setting(_ name: String, to values: [String]) -> Query {
        var copy = Query()
        copy.pairs = pairs.filter { $0.name != name } + values.map { (name: name, value: $0) }
        return copy
    }

    /// A copy without this one value of `name`.
    package func removing(_ name: String, value: String? = nil) -> Query {
        var copy = Query()
        copy.pairs = pairs.filter { $0.name != name || (value != nil && $0.value != value) }
        return copy
    }

    /// `a=1&b=x%20y`, without a question mark.
    package var encoded: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// The address `path` with this query.
    package func url(_ path: String) -> String {
        if pairs.isEmpty { return path }
        var text = path
        // A page of results holds a dozen of these, so the room is taken once.
        text.reserveCapacity(path.utf8.count + pairs.count * 24)
        text += "?"
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        var isFirst = true
        for (name, value) in pairs {
            if !isFirst { text += "&" }
            isFirst = false
            text += name.percentEncoded
            text += "="
            text += value.percentEncoded
        }
    }

    package static func == (left: Query, right: Query) -> Bool { left.encoded == right.encoded }
    package func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
