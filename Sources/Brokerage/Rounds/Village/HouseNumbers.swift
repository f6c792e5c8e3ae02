import Core

/// House numbers as people write them: `1-45 oneven`, `2 t/m 30`, `3, 5, 7a`.
struct HouseNumbers: Sendable {
    let all: [(house: Int, suffix: String)]

    private static let mostInRange = 600
    private static let highest = 99_999
    /// A longer line is no street with its numbers.
    private static let longestLine = 2_000
    private static let mostTries = 6

    init(all: [(house: Int, suffix: String)]) { self.all = all }

    /// `nil` when the text is anything else.
    init?(_ text: String) {
        var rest = Self.normal(text)
        var side: Int?
        for (word, value) in [("oneven", 1), ("odd", 1), ("even", 0)] where rest.hasSuffix(word) {
            side = value
            rest = String(rest.dropLast(word.count)).trimmed
            break
        }
        guard !rest.isEmpty else { return nil }
        var found: [(house: Int, suffix: String)] = []
        for part in rest.split(separator: ",", omittingEmptySubsequences: false) {
            guard let numbers = Self.part(part.trimmed, side) else { return nil }
            found += numbers
            guard found.count <= 2_000 else { return nil }
        }
        guard !found.isEmpty else { return nil }
        all = found
    }

    private static func normal(_ text: String) -> String {
        var text = text.lowercased().trimmed
        for dash in ["–", "—", " tot en met ", " t/m ", " tot ", " - ", "- ", " -"] {
            text = text.replacing(dash, with: "-")
        }
        return text.replacing(" en ", with: ",")
    }

    private static func part(_ text: String, _ side: Int?) -> [(house: Int, suffix: String)]? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        if ends.count == 2 {
            guard let from = number(ends[0]), let to = number(ends[1]), from.suffix.isEmpty, to.suffix.isEmpty,
                from.house <= to.house, to.house - from.house <= mostInRange
            else { return nil }
            return (from.house...to.house).filter { side == nil || $0 % 2 == side }.map { (house: $0, suffix: "") }
        }
        guard ends.count == 1, let one = number(ends[0]) else { return nil }
        return side == nil || one.house % 2 == side ? [one] : []
    }

    /// `7a`: a number and at most four letters or digits after the first letter.
    private static func number(_ text: Substring) -> (house: Int, suffix: String)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let house = Int(digits), house > 0, house <= highest else { return nil }
        let suffix = text[digits.endIndex...].trimmed
        guard suffix.isEmpty || (suffix.first?.isLetter == true && suffix.count <= 4) else { return nil }
        guard suffix.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
        return (house, suffix)
    }

    /// Cuts a line in a street and its numbers. A street may have a number in its name: the last group counts.
    static func split(_ line: String) -> (street: String, numbers: HouseNumbers)? {
        guard line.utf8.count <= longestLine else { return nil }
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count >= 2 else { return nil }
        // Two groups side by side never read as numbers, so none of those begins before the last such pair.
        var first = words.count - 1
        while first > 1, !(isFigure(words[first - 1].last) && isFigure(words[first].first)) { first -= 1 }
        // The longest tail that reads as numbers. Few tries: what fails as a whole mostly fails by its end.
        for start in (first..<words.count).filter({ isFigure(words[$0].first) }).prefix(mostTries) {
            let tail = words[start...].joined(separator: " ")
            if let numbers = HouseNumbers(tail), !numbers.all.isEmpty {
                return (words[..<start].joined(separator: " "), numbers)
            }
        }
        return nil
    }

    private static func isFigure(_ character: Character?) -> Bool {
        character.map { $0.isASCII && $0.isNumber } ?? false
    }
}
