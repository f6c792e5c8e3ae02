import Core

/// Answers as lines of text, the way people type them: `1 = Ja`, `99 = Weet niet (weet niet)`, `7 = Anders (anders)`.
///
/// What stands between brackets at the end says how the answer behaves: `anders` adds a line to write on, `alleen`
/// takes back all others, `weet niet` says nothing about the question. A line without a number gets the next free one.
package enum ChoiceLines {
    private static let marks: [(word: String, path: any WritableKeyPath<Choice, Bool> & Sendable)] = [
        ("anders", \.hasText), ("alleen", \.isExclusive), ("weet niet", \.isMissing),
    ]

    /// The choices with their label in `language`; `old` gives the labels in other languages, by code.
    package static func read(
        _ text: String, keeping old: [Choice] = [], language: String = "nl", first: String = "nl"
    ) -> [Choice] {
        var result: [Choice] = []
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty }
        let taken = Set(lines.compactMap { split($0).code } + old.map(\.code))
        var next = 1
        for line in lines {
            let (code, rest) = split(line)
            var choice = parse(code ?? 0, rest)
            if code == nil {
                let same = old.first { $0.label.only(language, first: first) == choice.label("") }
                if let same, !result.contains(where: { $0.code == same.code }) {
                    choice.code = same.code
                } else {
                    while taken.contains(next) { next += 1 }
                    choice.code = next
                    next += 1
                }
            }
            let label = choice.label("")
            choice.label = old.first { $0.code == choice.code }?.label ?? Words([:])
            choice.label.set(label, in: language, first: first)
            result.append(choice)
        }
        return result
    }

    /// What `read` reads.
    package static func write(_ choices: [Choice], language: String = "nl", first: String = "nl") -> String {
        choices.map { choice in
            let marks = marks.filter { choice[keyPath: $0.path] }.map { " (\($0.word))" }.joined()
            return "\(choice.code) = \(choice.label.only(language, first: first))\(marks)"
        }.joined(separator: "\n")
    }

    /// Only the labels in one language, for who translates: `1 = Yes`.
    package static func labels(_ choices: [Choice], language: String, first: String) -> String {
        choices.map { "\($0.code) = \($0.label.only(language, first: first))" }.joined(separator: "\n")
    }

    /// The choices with the labels that `labels` wrote and someone filled in; a code that is not there is left out.
    package static func translated(_ choices: [Choice], _ text: String, language: String, first: String) -> [Choice] {
        var result = choices
        for line in text.split(whereSeparator: \.isNewline) {
            let (code, rest) = split(line)
            guard let code, let index = result.firstIndex(where: { $0.code == code }) else { continue }
            result[index].label.set(rest.trimmed, in: language, first: first)
        }
        return result
    }

    /// One line; without a number it gets `number`.
    static func choice(_ line: String, number: Int) -> Choice {
        let (code, rest) = split(line)
        return parse(code ?? number, rest)
    }

    private static func split(_ line: some StringProtocol) -> (code: Int?, rest: String) {
        guard let mark = line.firstIndex(of: "="), let code = Int(String(line[..<mark]).trimmed),
            code.magnitude < 1_000_000
        else { return (nil, String(line)) }
        return (code, String(line[line.index(after: mark)...]).trimmed)
    }

    private static func parse(_ code: Int, _ text: String) -> Choice {
        var choice = Choice(code, Words(""))
        var rest = text
        while let mark = marks.first(where: { rest.lowercased().hasSuffix("(\($0.word))") }) {
            choice[keyPath: mark.path] = true
            rest = String(rest.dropLast(mark.word.count + 2)).trimmed
        }
        choice.label = Words(rest)
        return choice
    }
}
