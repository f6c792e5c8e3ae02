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
        var pattern = pattern
        return pattern.withUTF8 { bytes in
            var result = ""
            var start = 0
            var index = 0
            while index + 1 < bytes.count {
                let place = Int(bytes[index + 1]) - Int(UInt8(ascii: "1"))
                guard bytes[index] == UInt8(ascii: "%"), values.indices.contains(place), place < 9 else {
                    index += 1
                    continue
                }
                if index > start { result += String(decoding: bytes[start..<index], as: UTF8.self) }
                result += values[place]
                index += 2
                start = index
            }
            if start < bytes.count { result += String(decoding: bytes[start...], as: UTF8.self) }
            return result
        }
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
