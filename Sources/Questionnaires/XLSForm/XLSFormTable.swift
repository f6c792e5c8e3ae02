import Core

/// One sheet: its rows by the names of their columns.
struct XLSFormTable {
    let rows: [[String: String]]
    /// Of each row its number in the sheet, from 1; the names of the columns are row 1.
    let numbers: [Int]
    /// Codes of the languages of `label::…`, in the order of the columns.
    let languages: [String]
    let unknownLanguages: [String]
    let hasPlainLabel: Bool
    private let columns: Set<String>

    /// `nil` for an empty sheet. Columns without a name and second columns of one name are left out; so are rows
    /// without any text.
    init?(_ table: [[String]]) {
        guard let head = table.first else { return nil }
        var names: [(index: Int, name: String)] = []
        var languages: [String] = []
        var unknown: [String] = []
        for (index, cell) in head.enumerated() {
            let cell = cell.trimmed
            // Languages keep their case; all else is written small.
            let parts = cell.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            var name = cell.lowercased()
            if parts.count == 2, cell.contains("::") {
                let language = String(parts[1].drop { $0 == ":" }).trimmed
                name = parts[0].lowercased() + "::" + language
                if let code = XLSFormLanguage.code(language) {
                    if !languages.contains(code) { languages.append(code) }
                } else if !unknown.contains(language) {
                    unknown.append(language)
                }
            }
            if !name.isEmpty, !names.contains(where: { $0.name == name }) { names.append((index, name)) }
        }
        var rows: [[String: String]] = []
        var numbers: [Int] = []
        for (place, cells) in table.dropFirst().prefix(20_000).enumerated() {
            var row: [String: String] = [:]
            for (index, name) in names where index < cells.count {
                let text = cells[index].trimmed
                if !text.isEmpty { row[name] = text }
            }
            if row.isEmpty { continue }
            rows.append(row)
            numbers.append(place + 2)
        }
        self.rows = rows
        self.numbers = numbers
        columns = Set(names.map(\.name))
        self.languages = languages
        unknownLanguages = unknown
        hasPlainLabel = columns.contains("label")
    }

    func has(_ column: String) -> Bool { columns.contains(column) }
}

/// Gives questions of a form a name that fits: their own, or the next free `V1`, `V2`, ….
struct XLSFormNames {
    private(set) var renamed: [(old: String, new: String)] = []
    private var taken: Set<String>
    private var given: Set<String> = []
    private var next = 1

    init(_ names: [String]) { taken = Set(names.map { $0.lowercased() }) }

    mutating func id(_ name: String) -> String {
        let isGood =
            (1...VariableNames.longest).contains(name.utf8.count) && name.first?.isLetter == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            && !QuestionnaireCheck.reserved.contains(name.lowercased())
        if isGood, given.insert(name.lowercased()).inserted { return name }
        while true {
            let candidate = "V\(next)"
            next += 1
            if !taken.contains(candidate.lowercased()), given.insert(candidate.lowercased()).inserted {
                renamed.append((name, candidate))
                return candidate
            }
        }
    }
}

extension String {
    /// The parts between a separator, without white space around them.
    func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound].trimmed)
            rest = rest[range.upperBound...]
        }
        return parts + [rest.trimmed]
    }
}
