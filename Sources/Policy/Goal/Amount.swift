package import Core

/// How figures of goals are written and read.
package enum Amount {
    /// Larger figures mean nothing here, and keep arithmetic safe.
    package static let most = 1_000_000_000.0

    package static func isPercent(_ unit: String) -> Bool { unit == "procent" || unit == "%" }

    /// `83%`, `1.234`, `7,4`.
    package static func words(_ value: Double, decimals: Int, unit: String = "", _ t: Texts) -> String {
        let text = number(value, decimals: decimals, t)
        return isPercent(unit) ? text + "%" : text
    }

    /// A number with so many decimals and the language's marks.
    package static func number(_ value: Double, decimals: Int, _ t: Texts) -> String {
        guard value.isFinite, abs(value) <= most else { return "–" }
        let places = min(2, max(0, decimals))
        let scale = [1.0, 10, 100][places]
        let whole = Int((abs(value) * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        let units = Int(scale)
        guard places > 0 else { return sign + t.number(whole) }
        let rest = String(whole % units)
        let mark = t.language == .dutch ? "," : "."
        return sign + t.number(whole / units) + mark + String(repeating: "0", count: places - rest.count) + rest
    }

    /// Reads what a person typed: `7,5`, `7.5`, `1.234`, `83%`. `nil` for anything else.
    ///
    /// A point with exactly three digits behind it is a thousands mark, as people here write it.
    package static func read(_ text: String) -> Double? {
        var text = text.trimmed
        if text.hasSuffix("%") { text = String(text.dropLast()).trimmed }
        if text.contains(",") {
            text = text.replacing(".", with: "").replacing(",", with: ".")
        } else {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            if parts.count > 1, parts.dropFirst().allSatisfy({ $0.count == 3 }), parts[0].count <= 3, !parts[0].isEmpty,
                parts[0] != "0"
            {
                text = parts.joined()
            }
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            digits.filter({ $0 == "." }).count <= 1, digits.first != ".", digits.last != ".",
            let value = Double(text), abs(value) <= most
        else { return nil }
        return value
    }

    /// As it stands in a field of a form, with no marks for thousands.
    package static func typed(_ value: Double, decimals: Int) -> String {
        number(value, decimals: decimals, .dutch).replacing(".", with: "")
    }
}
