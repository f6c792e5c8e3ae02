/// Markup whose interpolated values are escaped: a value never becomes syntax.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String

    package init(stringLiteral value: String) { text = value }
    package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Markup that a renderer made and made safe. Nothing a person typed may come in here as it is.
    init(rendered: String) { text = rendered }

    package static let empty: HTML = ""

    /// Makes room for so many more bytes, where much is put together piece by piece.
    package mutating func reserve(_ bytes: Int) { text.reserveCapacity(text.utf8.count + bytes) }

    /// Adds a value, escaped: what `+= "\(value)"` does, without markup of its own in between.
    package mutating func add(_ value: String) { text.appendEscaped(value) }

    package var isEmpty: Bool { text.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.text += right.text
        return sum
    }
    package static func += (left: inout HTML, right: HTML) { left.text += right.text }

    package struct StringInterpolation: StringInterpolationProtocol {
        @usableFromInline var text = ""
        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }
        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ markup: HTML) { text += markup.text }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
        package mutating func appendInterpolation(_ value: String) { text.appendEscaped(value) }
        package mutating func appendInterpolation(_ value: Substring) { text.appendEscaped(String(value)) }

        /// A row of markup for each item.
        @inlinable
        package mutating func appendInterpolation<Item>(_ items: some Sequence<Item>, _ row: (Item) throws -> HTML)
            rethrows
        {
            for item in items { text += try row(item).text }
        }

        /// Markup that is there only when `condition` holds.
        package mutating func appendInterpolation(if condition: Bool, _ markup: @autoclosure () -> HTML) {
            if condition { text += markup().text }
        }

        /// Markup made from a value that may be missing.
        package mutating func appendInterpolation<Value>(_ value: Value?, _ markup: (Value) -> HTML) {
            if let value { text += markup(value).text }
        }

        /// A whole attribute with a space before it, left out when the value is missing: `<a\(attribute: "rel", rel)>`.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            text += " \(name)=\""
            text.appendEscaped(value)
            text += "\""
        }

        /// An attribute without a value, such as `checked`.
        package mutating func appendInterpolation(flag name: StaticString, _ on: Bool) {
            if on { text += " \(name)" }
        }
    }
}

extension String {
    /// Adds text with what means something in HTML escaped; nearly all text has nothing of that.
    mutating func appendEscaped(_ value: String) {
        var value = value
        let isPlain = value.withUTF8 { bytes in
            // All bytes, without leaving early: a loop that the compiler can do for many bytes at once.
            var found = false
            for byte in bytes { found = found || byte.isSyntax }
            return !found
        }
        if isPlain {
            self += value
            return
        }
        value.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() {
                guard let entity = byte.entity else { continue }
                if index > start { self += String(decoding: bytes[start..<index], as: UTF8.self) }
                self += entity
                start = index + 1
            }
            if start < bytes.count { self += String(decoding: bytes[start...], as: UTF8.self) }
        }
    }
}

extension UInt8 {
    @inline(__always)
    fileprivate var isSyntax: Bool {
        self == 0x22 || self == 0x26 || self == 0x27 || self == 0x3C || self == 0x3E
    }

    fileprivate var entity: String? {
        switch self {
        case 0x22: "&quot;"
        case 0x26: "&amp;"
        case 0x27: "&#39;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        default: nil
        }
    }
}

extension HTML {
    /// Text a person typed, with its paragraphs and line breaks.
    package init(paragraphs value: String) {
        var markup = HTML.empty
        for block in value.replacing("\r\n", with: "\n").split(separator: "\n\n") {
            var lines = HTML.empty
            for (index, line) in block.split(separator: "\n").enumerated() {
                lines += index == 0 ? "\(line)" : "<br>\(line)"
            }
            if !lines.isEmpty { markup += "<p>\(lines)</p>" }
        }
        self = markup
    }
}
