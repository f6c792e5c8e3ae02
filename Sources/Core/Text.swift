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
        var result = ""
        var index = pattern.startIndex
        while index < pattern.endIndex {
            let next = pattern.index(after: index)
            if pattern[index] == "%", next < pattern.endIndex, let digit = pattern[next].wholeNumberValue, digit >= 1,
                digit <= values.count
            {
                result += values[digit - 1]
                index = pattern.index(after: next)
            } else {
                result.append(pattern[index])
                index = next
            }
        }
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
