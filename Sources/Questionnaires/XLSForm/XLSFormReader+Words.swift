import Core

extension XLSFormReader {
    static let silent: Set<String> = [
        "start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "audit",
    ]

    static func kind(_ type: String) -> Question.Kind? {
        switch type {
        case "select_one", "select": .single
        case "select_multiple": .multiple
        case "rank": .ranking
        case "range": .scale
        case "integer", "decimal": .number
        case "date": .date
        case "text", "string": .text
        case "note": .info
        default: nil
        }
    }

    /// `begin group`, `end repeat` and so on, however it is written.
    static func fence(_ row: [String: String]) -> String {
        (row["type"] ?? "").lowercased().replacing("_", with: " ")
    }

    static func isTrue(_ text: String?) -> Bool {
        ["yes", "true", "true()", "ja", "1"].contains((text ?? "").lowercased())
    }

    static func languages(_ survey: XLSFormTable, first: String?) -> [String] {
        var found: [String] = survey.hasPlainLabel ? [first ?? "nl"] : []
        for code in survey.languages where !found.contains(code) { found.append(code) }
        if let first, let index = found.firstIndex(of: first) { found.insert(found.remove(at: index), at: 0) }
        return found.isEmpty ? ["nl"] : Array(found.prefix(TreeReading.Limit.languages))
    }

    /// A word that is no number gets the next free code. Of a list that is too long one answer too many is read: enough to
    /// refuse the question that has it.
    static func lists(_ table: XLSFormTable?, _ languages: [String]) -> [String: [(
        word: String, choice: Choice
    )]] {
        var lists: [String: [(word: String, choice: Choice)]] = [:]
        var taken: [String: Set<Int>] = [:]
        let first = languages.first ?? "nl"
        for row in table?.rows ?? [] {
            guard let list = row["list_name"] ?? row["list name"], let word = row["name"] ?? row["value"] else {
                continue
            }
            if lists[list]?.count ?? 0 > TreeReading.Limit.choices { continue }
            var label = Words([:])
            for (key, value) in row where !value.isEmpty {
                if key == "label" { if label.texts[""] == nil { label.set(value, in: first, first: first) } }
                if key.hasPrefix("label::"), let code = XLSFormLanguage.code(String(key.dropFirst(7))) {
                    label.set(value, in: code, first: first)
                }
            }
            func isTaken(_ code: Int) -> Bool { taken[list]?.contains(code) ?? false }
            var code = Int(word).flatMap { (-999...99_999).contains($0) && !isTaken($0) ? $0 : nil } ?? 1
            if Int(word) != code { while isTaken(code) { code += 1 } }
            taken[list, default: []].insert(code)
            lists[list, default: []].append(
                (
                    word,
                    Choice(
                        code, label.isEmpty ? Words(word) : label, isMissing: isTrue(row["missing"]),
                        isExclusive: isTrue(row["exclusive"]))
                ))
        }
        return lists
    }
}
