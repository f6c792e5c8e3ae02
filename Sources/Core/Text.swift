/// A sentence for people, in Dutch, with places for values: the key under which translations are kept.
///
/// `Text("Nog \(days) dagen")` has the key `Nog %1 dagen` and one value. Write the literal at the place of use, so
/// that the catalogue test finds it: `t("…")` or `Text("…")`.
package struct Text: Sendable, Hashable, ExpressibleByStringInterpolation {
    package let key: String
    package let values: [String]

    package init(_ text: Text) { self = text }
    package init(stringLiteral value: String) {
        key = value
        values = []
    }
    package init(stringInterpolation: StringInterpolation) {
        key = stringInterpolation.key
        values = stringInterpolation.values
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var key = ""
        var values: [String] = []
        package init(literalCapacity: Int, interpolationCount: Int) { key.reserveCapacity(literalCapacity + 8) }
        package mutating func appendLiteral(_ literal: String) { key += literal }
        package mutating func appendInterpolation(_ value: String) {
            values.append(value)
            key += "%\(values.count)"
        }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { appendInterpolation(String(value)) }
    }

    /// Puts the values into `pattern`, a translation of `key`.
    package func filled(_ pattern: String) -> String {
        if values.isEmpty { return pattern }
        let bytes = pattern.utf8
        var result = ""
        var start = bytes.startIndex
        var index = start
        while let mark = bytes[index...].firstIndex(of: UInt8(ascii: "%")) {
            index = bytes.index(after: mark)
            guard index < bytes.endIndex else { break }
            let place = Int(bytes[index]) - Int(UInt8(ascii: "1"))
            guard values.indices.contains(place), place < 9 else { continue }
            result += pattern[start..<mark]
            result += values[place]
            index = bytes.index(after: index)
            start = index
        }
        result += pattern[start...]
        return result
    }
}

package enum Language: String, Sendable, CaseIterable {
    case dutch = "nl"
    case english = "en"

    /// The language's own name.
    package var name: String {
        switch self {
        case .dutch: "Nederlands"
        case .english: "English"
        }
    }
}
