import Core

extension Questionnaire {
    /// A text with the answers in it: `{V01}` becomes what was answered to V01, `{V12.3}` to row 3 of V12. Not
    /// answered becomes `…`; what is no question stays as it is. The result is plain text: escape it like any other.
    package func piped(_ words: Words, _ answers: Answers, language: String) -> String {
        let text = words(language)
        guard text.contains("{") else { return text }
        let counted = counted(answers)
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}"),
                let spoken = spoken(rest[rest.index(after: open)..<close], counted, language)
            else {
                result += "{"
                rest = rest.dropFirst()
                continue
            }
            result += spoken
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The references of a text, `{V01}` and `{V12.3}`, that name a question or may be meant to.
    static func references(in text: String) -> [Substring] {
        var found: [Substring] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = rest[..<close]
            if let first = name.first, first.isASCII, first.isLetter,
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") })
            {
                found.append(name)
            }
        }
        return found
    }

    private func spoken(_ name: Substring, _ answers: Answers, _ language: String) -> String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let id = parts.first, parts.count <= 2, let question = question(String(id)) else { return nil }
        var answer = answers[question.id]
        var row: Int?
        if parts.count == 2 {
            guard let code = Int(parts[1]) else { return nil }
            row = code
            answer = answer?.row(code)
        }
        return answer.map { question.spoken($0, row: row, answers, language) } ?? "…"
    }
}

extension Question {
    /// An answer in words: labels, a number with a decimal comma in Dutch, a date in full.
    package func spoken(_ answer: Answer, row: Int? = nil, _ answers: Answers, _ language: String) -> String {
        switch answer {
        case .codes(let codes):
            let labels = codes.map { code in
                let key = row.map { "\(id)_\($0)_\(code)" } ?? "\(id)_\(code)"
                if let other = answers.others[key], !other.isEmpty { return other }
                return choices.first { $0.code == code }?.label(language) ?? String(code)
            }
            return labels.isEmpty ? "…" : Self.joined(labels, language)
        case .number(let number):
            let digits = JSONWriting.digits(number)
            return language == "nl" ? digits.replacing(".", with: ",") : digits
        case .text(let text): return text
        case .day(let day):
            switch language {
            case "nl": return Texts(.dutch).date(day)
            case "en": return Texts(.english).date(day)
            default: return day.iso
            }
        case .rows(let rows):
            let labels = self.rows.compactMap { row in rows[row.code].map { _ in row.label(language) } }
            return labels.isEmpty ? "…" : Self.joined(labels, language)
        }
    }

    private static func joined(_ labels: [String], _ language: String) -> String {
        let and = ["nl": "en", "en": "and", "de": "und", "fr": "et"][language]
        guard let and, labels.count > 1, let last = labels.last else { return labels.joined(separator: ", ") }
        return labels.dropLast().joined(separator: ", ") + " \(and) " + last
    }
}
