import Core
import Formats

/// Takes the values of fields out of a row, as the mapping says: joined, trimmed, cut and looked up.
struct ImportRowReader: Sendable {
    let mapping: ImportMapping
    let positions: [ImportField: [Int]]

    /// The text the columns of a field give, before any table or form.
    func raw(_ field: ImportField, _ row: CSVRow) -> String {
        guard let rule = mapping.rules[field], let columns = positions[field] else { return "" }
        let parts = columns.map { cut(clean(row[$0], isText: field.shape == .text), rule) }.filter { !$0.isEmpty }
        return parts.joined(separator: rule.joiner ?? (field.shape == .text ? "\n\n" : " "))
    }

    /// The value of a field with one value: through the table, or the fixed value when there is none.
    func value(_ field: ImportField, _ row: CSVRow) -> String {
        guard let rule = mapping.rules[field] else { return "" }
        let raw = raw(field, row)
        if raw.isEmpty { return rule.fallback ?? "" }
        if let meaning = rule.meaning(of: raw) { return meaning }
        return raw
    }

    /// The items of a list, each through the table.
    func items(_ field: ImportField, _ row: CSVRow) -> [String] {
        guard let rule = mapping.rules[field] else { return [] }
        let raw = raw(field, row)
        if raw.isEmpty { return split(rule.fallback ?? "", nil) }
        return split(raw, rule.separator).flatMap { item in
            rule.meaning(of: item).map { split($0, nil) } ?? [item]
        }
    }

    /// What tells this row from the others, also in the next file. Without a column for it: organisation and title.
    func key(_ row: CSVRow) -> String {
        let field: ImportField = mapping.kind == .vacancies ? .key : .organisationKey
        let own = raw(field, row)
        if !own.isEmpty { return own }
        let name = TextFolding.sortKey(value(.organisation, row))
        return mapping.kind == .organisations
            ? "naam:" + name : "naam:" + name + "|" + TextFolding.sortKey(value(.title, row))
    }

    /// What tells an organisation from the others in this list.
    func organisationKey(_ row: CSVRow) -> String {
        let own = raw(.organisationKey, row)
        return own.isEmpty ? "naam:" + TextFolding.sortKey(value(.organisation, row)) : own
    }

    private func clean(_ text: String, isText: Bool) -> String {
        var text = CSVFormula.restored(text).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if mapping.readsHTML { text = ImportHTML.plain(text) }
        text = text.replacing("\u{A0}", with: " ")
        if isText { return tidy(text) }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// At most one empty line in a row, no blanks at the ends of lines.
    private func tidy(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let trimmed = line.trimmed
            if trimmed.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(trimmed)
        }
        return lines.joined(separator: "\n").trimmed
    }

    private func cut(_ value: String, _ rule: ImportRule) -> String {
        var text = value
        for words in rule.without where !words.isEmpty {
            if text.lowercased().hasPrefix(words.lowercased()) { text = text.dropFirst(words.count).trimmed }
        }
        if let sign = rule.before, !sign.isEmpty, let found = text.firstRange(of: sign) {
            text = text[..<found.lowerBound].trimmed
        }
        if let sign = rule.after, !sign.isEmpty, let found = text.firstRange(of: sign) {
            text = text[found.upperBound...].trimmed
        }
        return text
    }

    private func split(_ text: String, _ separator: String?) -> [String] {
        let parts: [String] =
            if let separator, !separator.isEmpty {
                text.split(separator: separator).map { $0.trimmed }
            } else {
                text.split { ",;|\n".contains($0) }.map { $0.trimmed }
            }
        return parts.filter { !$0.isEmpty }
    }
}
