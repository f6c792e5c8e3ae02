/// The dictionary of a file as commands for SPSS and PSPP (`.sps`).
///
/// For who reads the records from elsewhere, or has a version of SPSS that leaves the sets of answers out of a `.sav`.
/// Source: IBM, "SPSS Statistics Command Syntax Reference".
package enum SPSSSyntax {
    /// Names and labels are those that ``SPSSWriter`` gives the same file.
    ///
    /// - Parameters:
    ///   - fileName: of the `.sav` file that the commands open, in the same folder.
    ///   - comment: a line for people at the top.
    /// - Throws: `SPSSError` when the file cannot be written as `.sav` either.
    package static func write(_ file: SPSSFile, fileName: String, comment: String = "") throws(SPSSError) -> [UInt8] {
        let plan = try SPSSPlan(file)
        var text = "* Encoding: UTF-8.\n"
        let line = ByteCut.line(comment).filter { $0 != "." }
        if !line.isEmpty { text += "* \(ByteCut.cut(line, bytes: 200).text).\n" }
        text += "GET FILE=\(quoted(fileName)).\n"
        if !plan.label.isEmpty { text += "FILE LABEL \(plan.label.replacing("\n", with: " ")).\n" }
        for variable in plan.variables where !variable.label.isEmpty {
            text += "VARIABLE LABELS \(variable.name)\n  \(quoted(variable.label)).\n"
        }
        for variable in plan.variables {
            let items = variable.valueLabels.compactMap { item in
                literal(item.value).map { "\n  \($0) \(quoted(item.label))" }
            }
            if !items.isEmpty { text += "VALUE LABELS \(variable.name)\(items.joined()).\n" }
        }
        for variable in plan.variables where !variable.missing.isEmpty {
            let values = variable.missing.map(missing).joined(separator: ", ")
            text += "MISSING VALUES \(variable.name) (\(values)).\n"
        }
        for variable in plan.variables {
            if let level = level(variable) { text += "VARIABLE LEVEL \(variable.name) (\(level)).\n" }
        }
        for set in plan.sets { text += command(set) }
        if let weight = plan.weight { text += "WEIGHT BY \(plan.variables[weight].name).\n" }
        return Array(text.utf8)
    }

    private static func command(_ set: SPSSSet) -> String {
        var text = "MRSETS\n  "
        let label = set.label.isEmpty ? "" : " LABEL=\(quoted(set.label))"
        switch set.kind {
        case .dichotomies(let counted):
            text += "/MDGROUP NAME=$\(set.name)\(label)\n  CATEGORYLABELS=VARLABELS"
            text += " VALUE=\(number(counted))\n"
        case .categories: text += "/MCGROUP NAME=$\(set.name)\(label)\n"
        }
        return text + "  VARIABLES=\(set.variables.joined(separator: "\n    ")).\n"
    }

    private static func level(_ variable: SPSSVariable) -> String? {
        switch variable.measure {
        case .unknown: nil
        case .nominal: "NOMINAL"
        case .ordinal: "ORDINAL"
        case .scale: "SCALE"
        }
    }

    private static func missing(_ missing: SPSSMissing) -> String {
        switch missing {
        case .value(let value): number(value)
        case .range(let low, let high):
            "\(low.isFinite ? number(low) : "LOWEST") THRU \(high.isFinite ? number(high) : "HIGHEST")"
        case .text(let text): quoted(text)
        }
    }

    private static func literal(_ value: SPSSValue) -> String? {
        if case .text(let text) = value { return quoted(text) }
        guard let stored = value.stored, stored.isFinite else { return nil }
        return number(stored)
    }

    private static func number(_ value: Double) -> String { SPSSValue.number(value).name }

    /// Between apostrophes, in pieces: a line of commands holds 256 bytes at most.
    private static func quoted(_ text: String) -> String {
        var rest = ByteCut.line(text)
        var pieces: [String] = []
        repeat {
            let piece = ByteCut.cut(rest, bytes: 100).text
            pieces.append("'\(piece.replacing("'", with: "''"))'")
            rest = String(rest.unicodeScalars.dropFirst(piece.unicodeScalars.count))
        } while !rest.isEmpty
        return pieces.joined(separator: " +\n    ")
    }
}
