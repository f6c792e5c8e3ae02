/// A statement and the values it binds.
///
/// Interpolated values never reach the statement text: `"… WHERE id = \(id)"` becomes `… WHERE id = $1`, a
/// placeholder that SQLite and PostgreSQL both understand.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var bindings: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        bindings = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        bindings = stringInterpolation.bindings
    }

    /// The fragments one after the other with `separator` between them, as in a list of conditions.
    package init(joining fragments: [SQL], by separator: StaticString) {
        var whole = StringInterpolation(literalCapacity: 0, interpolationCount: 0)
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { whole.appendInterpolation(raw: separator) }
            whole.appendInterpolation(fragment)
        }
        self.init(stringInterpolation: whole)
    }

    /// All the conditions, or one that is always true when there are none.
    package static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "1 = 1" : SQL(joining: conditions, by: " AND ")
    }

    /// A column type that the engines spell each in its own way.
    package enum ColumnType: String, Sendable { case timestamp, date, json, blob }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var bindings: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 2)
            bindings.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: (some SQLConvertible)?) {
            bindings.append(value?.sqlValue ?? .null)
            text += "$\(bindings.count)"
        }

        /// A value as an engine gave it.
        package mutating func appendInterpolation(bound value: SQLValue) {
            bindings.append(value)
            text += "$\(bindings.count)"
        }

        /// A list for `IN (…)`. An empty list matches nothing.
        package mutating func appendInterpolation(list values: some Collection<some SQLConvertible>) {
            if values.isEmpty { text += "NULL" }
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                appendInterpolation(value)
            }
        }

        /// Another statement's text and values, its placeholders numbered on.
        package mutating func appendInterpolation(_ fragment: SQL) {
            let shift = bindings.count
            bindings += fragment.bindings
            guard shift > 0, !fragment.bindings.isEmpty else {
                text += fragment.text
                return
            }
            // By bytes: a page makes a hundred statements of fragments, and letters take ten times as long.
            let bytes = fragment.text.utf8
            var start = bytes.startIndex
            while let sign = bytes[start...].firstIndex(of: UInt8(ascii: "$")) {
                let first = bytes.index(after: sign)
                var end = first
                var number = 0
                while end < bytes.endIndex, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[end] {
                    number = number * 10 + Int(bytes[end] - UInt8(ascii: "0"))
                    bytes.formIndex(after: &end)
                }
                text += fragment.text[start..<first]
                if end > first { text += String(number + shift) }
                start = end
            }
            text += fragment.text[start...]
        }

        /// Splices trusted SQL: an identifier or a fragment that the program itself wrote.
        package mutating func appendInterpolation(raw fragment: StaticString) { text += "\(fragment)" }

        /// The name of a table or column that is known only when the program runs, in quotes.
        package mutating func appendInterpolation(name: String) {
            text += "\"\(name.replacing("\"", with: "\"\""))\""
        }

        package mutating func appendInterpolation(type: ColumnType) { text += "«\(type.rawValue)»" }
    }

    /// The text with the column types spelled by `spelling`.
    package func rendered(_ spelling: (ColumnType) -> String) -> String {
        guard text.utf8.contains(0xC2) else { return text }
        var result = text
        for type in [ColumnType.timestamp, .date, .json, .blob] {
            result = result.replacing("«\(type.rawValue)»", with: spelling(type))
        }
        return result
    }
}
