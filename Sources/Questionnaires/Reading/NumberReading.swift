import Core

/// Numbers as people in the Netherlands write them: `3,5`, `1.250`, and also `3.5`.
enum NumberReading {
    /// - Parameter decimals: How many digits may stand behind the comma.
    /// - Returns: `nil` for what is no number, has more decimals or more than 15 digits.
    static func read(_ text: String, decimals: Int) -> Double? {
        var text = text.filter { $0 != " " && $0 != "\u{A0}" }
        let isNegative = text.hasPrefix("-") || text.hasPrefix("−")
        if isNegative { text.removeFirst() }
        if text.contains(",") {
            // "1.250,5": points are between thousands.
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let whole = ungrouped(parts[0]) else { return nil }
            text = whole + "." + parts[1]
        } else if decimals == 0 || text.count(where: { $0 == "." }) > 1 {
            guard let whole = ungrouped(text[...]) else { return nil }
            text = whole
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 15,
            parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let behind = parts.count == 2 ? String(parts[1].reversed().drop { $0 == "0" }.reversed()) : ""
        guard behind.utf8.count <= max(0, decimals), let number = Double(whole + (behind.isEmpty ? "" : "." + behind))
        else { return nil }
        return isNegative && number != 0 ? -number : number
    }

    static func write(_ number: Double) -> String { JSONWriting.digits(number).replacing(".", with: ",") }

    /// Without the points between thousands; `nil` when they stand elsewhere.
    private static func ungrouped(_ text: Substring) -> String? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        guard groups.count > 1 else { return String(text) }
        guard let first = groups.first, (1...3).contains(first.utf8.count),
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
        else { return nil }
        return groups.joined()
    }
}

/// A day as a browser sends it (`2026-12-31`) or as people write it (`31-12-2026`, `31/12/2026`, `31.12.2026`).
enum DayReading {
    static func read(_ text: String) -> Day? {
        if let day = Day(iso: text) { return day }
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
        guard parts.count == 3, parts[2].utf8.count == 4, parts.allSatisfy({ $0.utf8.count <= 4 }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }
}
