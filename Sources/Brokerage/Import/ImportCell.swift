import Core

/// Reads the everyday spellings of days, yes and no.
enum ImportCell {
    /// `2026-11-21`, `21-11-2026`, `21/11/2026` or `21.11.2026`; a time behind it is passed over.
    static func day(_ text: String) -> Day? {
        let date = text.trimmed.prefix { $0 != " " && $0 != "T" }
        let parts = date.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
        guard parts.count == 3,
            parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        if parts[0].utf8.count == 4 { return Day(year: numbers[0], month: numbers[1], day: numbers[2]) }
        guard parts[2].utf8.count == 4 else { return nil }
        return Day(year: numbers[2], month: numbers[1], day: numbers[0])
    }

    /// Yes or no in Dutch, English and German; `nil` for anything else.
    static func flag(_ text: String) -> Bool? {
        switch text.trimmed.lowercased() {
        case "ja", "j", "yes", "y", "true", "waar", "wahr", "1", "x", "on", "aan": true
        case "nee", "n", "no", "nein", "false", "onwaar", "falsch", "0", "-", "off", "uit": false
        default: nil
        }
    }

    /// The text in at most `limit` characters, cut between words.
    static func shortened(_ whole: String, to limit: Int) -> String {
        // One character can be made of any number of marks: the bytes are bounded too.
        let text = whole.utf8.count > limit * 8 ? String(decoding: whole.utf8.prefix(limit * 8), as: UTF8.self) : whole
        guard text.count > limit, limit > 1 else { return text }
        let head = text.prefix(limit - 1)
        let word = head.lastIndex(where: \.isWhitespace).map { head[..<$0] } ?? head
        // One long word is cut where it must be.
        let kept = word.count * 2 > limit ? word : head
        return kept.trimmed + "…"
    }
}
