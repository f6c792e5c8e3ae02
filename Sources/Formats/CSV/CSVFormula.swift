/// Fields that a spreadsheet would run instead of show.
///
/// Source: OWASP, "CSV Injection". A field or a header that starts with `=`, `+`, `-`, `@`, a tab or a line end, also
/// after blanks and in full width, gets an apostrophe in front. A plain decimal number such as `-12,5` does not: it
/// calculates to itself. A telephone number such as `+31…` does get one, which also keeps its plus sign.
package enum CSVFormula {
    /// Whether a spreadsheet might take this field for a formula.
    package static func isDangerous(_ field: String) -> Bool {
        guard let first = field.unicodeScalars.first else { return false }
        if first.value == 0x09 || first.value == 0x0A || first.value == 0x0D { return true }
        guard let visible = field.unicodeScalars.first(where: { !isBlank($0) }) else { return false }
        switch visible {
        case "=", "+", "@", "＝", "＋", "－", "＠": return true
        case "-": return !isNegativeNumber(field)
        default: return false
        }
    }

    /// The field as it may stand in a file that a spreadsheet opens.
    package static func neutralised(_ field: String) -> String {
        isDangerous(field) ? "'" + field : field
    }

    /// The field as it was before ``neutralised(_:)``, for a file of ours that comes back.
    package static func restored(_ field: String) -> String {
        guard field.unicodeScalars.first == "'" else { return field }
        let rest = String(field.unicodeScalars.dropFirst())
        return isDangerous(rest) ? rest : field
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value <= 0x20 || scalar.value == 0x7F }
        if scalar.properties.isWhitespace { return true }
        return scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .control
    }

    /// `-12`, `-12,5` or `-12.5`, and nothing around it.
    private static func isNegativeNumber(_ field: String) -> Bool {
        let bytes = Array(field.utf8)
        guard bytes.first == 0x2D else { return false }
        let parts = bytes.dropFirst().split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == 0x2C || $0 == 0x2E }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
