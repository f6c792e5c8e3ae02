package import Core
package import Formats

/// What an import did, or would do: counts of all rows, and the notes a person must see.
package struct ImportReport: Sendable {
    /// As many notes are kept; the counts go on.
    static let noteLimit = 2000
    static let sampleSize = 10

    package private(set) var counts: [ImportResult.Outcome: Int] = [:]
    package private(set) var problems: [ImportNote] = []
    package private(set) var notices: [ImportNote] = []
    /// The first rows as they would come in.
    package private(set) var sample: [ImportResult] = []
    /// Organisations that are made for this list, in order of name.
    package private(set) var newOrganisations: Set<String> = []

    package init() {}

    package func count(_ outcome: ImportResult.Outcome) -> Int { counts[outcome] ?? 0 }

    package mutating func add(_ results: [ImportResult]) {
        for result in results {
            counts[result.outcome, default: 0] += 1
            problems += result.problems.prefix(max(0, Self.noteLimit - problems.count))
            notices += result.notices.prefix(max(0, Self.noteLimit - notices.count))
            if sample.count < Self.sampleSize { sample.append(result) }
            if result.isNewOrganisation, newOrganisations.count < Self.noteLimit {
                newOrganisations.insert(result.organisation)
            }
        }
    }

    /// Equal notes taken together, most frequent first, each with the lines on which it stands.
    package static func grouped(_ notes: [ImportNote]) -> [(column: String, reason: Text, lines: [Int])] {
        var order: [String] = []
        var groups: [String: (column: String, reason: Text, lines: [Int])] = [:]
        for note in notes {
            let key = note.column + "\n" + note.reason.filled(note.reason.key)
            if groups[key] == nil {
                order.append(key)
                groups[key] = (note.column, note.reason, [])
            }
            groups[key]?.lines.append(note.line)
        }
        return order.compactMap { groups[$0] }.sorted { $0.lines.count > $1.lines.count }
    }

    /// The file with what did not go in, for a spreadsheet.
    package func problemsFile(_ t: Texts) -> [UInt8] {
        CSVWriter.write(
            header: [t("Regel"), t("Kolom"), t("Wat er niet klopt")],
            rows: problems.map { [String($0.line), $0.column, t($0.reason)] })
    }
}

extension ImportReport {
    package var json: JSONValue {
        var outcomes = JSONObject()
        for outcome in ImportResult.Outcome.allCases { outcomes[outcome.rawValue] = .int(count(outcome)) }
        return [
            "aantallen": .object(outcomes), "fouten": JSONValue(problems.map(\.json)),
            "meldingen": JSONValue(notices.map(\.json)), "organisaties": JSONValue(newOrganisations.sorted()),
            "voorbeeld": JSONValue(
                sample.map { row in
                    [
                        "regel": .int(row.line), "titel": .string(ImportCell.shortened(row.title, to: 120)),
                        "organisatie": .string(ImportCell.shortened(row.organisation, to: 120)),
                        "uitkomst": .string(row.outcome.rawValue),
                    ]
                }),
        ]
    }

    package init(json: JSONValue) {
        for outcome in ImportResult.Outcome.allCases {
            counts[outcome] = json["aantallen"]?[outcome.rawValue]?.int ?? 0
        }
        problems = (json["fouten"]?.array ?? []).compactMap(ImportNote.init(json:))
        notices = (json["meldingen"]?.array ?? []).compactMap(ImportNote.init(json:))
        newOrganisations = Set((json["organisaties"]?.array ?? []).compactMap(\.string))
        sample = (json["voorbeeld"]?.array ?? []).compactMap { row in
            guard let line = row["regel"]?.int,
                let outcome = row["uitkomst"]?.string.flatMap(ImportResult.Outcome.init(rawValue:))
            else { return nil }
            return ImportResult(
                line: line, title: row["titel"]?.string ?? "", organisation: row["organisatie"]?.string ?? "",
                outcome: outcome)
        }
    }
}

extension ImportNote {
    /// The sentence by its key, so that each reader gets it in a language of their own.
    var json: JSONValue {
        [
            "regel": .int(line), "kolom": .string(column), "tekst": .string(reason.key),
            "waarden": JSONValue(reason.values),
        ]
    }

    init?(json: JSONValue) {
        guard let line = json["regel"]?.int, let key = json["tekst"]?.string else { return nil }
        let values = (json["waarden"]?.array ?? []).compactMap(\.string)
        self.init(line: line, column: json["kolom"]?.string ?? "", reason: Text(key: key, values: values))
    }
}

extension Text {
    /// A text from its stored key: the values stand in it as %1, %2, … in that order.
    init(key: String, values: [String]) {
        var parts = StringInterpolation(literalCapacity: key.utf8.count, interpolationCount: values.count)
        var rest = key[...]
        for (index, value) in values.enumerated() {
            guard let place = rest.firstRange(of: "%\(index + 1)") else { break }
            parts.appendLiteral(String(rest[..<place.lowerBound]))
            parts.appendInterpolation(value)
            rest = rest[place.upperBound...]
        }
        parts.appendLiteral(String(rest))
        self.init(stringInterpolation: parts)
    }
}
