import Core

/// Time as people write it: `2`, `2,5`, `2:30`, `2u30`, `45 min`.
enum HoursText {
    /// The most that one entry may be: a day.
    static let most = 24 * 60

    /// Whole minutes, or `nil` when it is no time, nothing, or more than a day.
    static func minutes(_ text: String) -> Int? {
        let bare = text.lowercased().filter { !$0.isWhitespace }
        let found: Int?
        if let split = bare.firstIndex(where: { $0 == ":" || $0 == "u" }) {
            let (hours, rest) = (bare[..<split], bare[bare.index(after: split)...])
            let minutes = rest.isEmpty || rest == "ur" ? 0 : rest.count <= 2 ? whole(rest) : nil
            found = whole(hours).flatMap { hours in minutes.flatMap { $0 < 60 ? hours * 60 + $0 : nil } }
        } else if bare.hasSuffix("min") {
            found = whole(bare.dropLast(3))
        } else {
            found = decimal(bare)
        }
        return found.flatMap { (1...most).contains($0) ? $0 : nil }
    }

    /// For a field: what is wrong with it, or nothing.
    static func problem(_ text: String) -> Text? {
        minutes(text) == nil ? Text("Vul de tijd in als uren, zoals 2 of 2,5 of 2:30.") : nil
    }

    private static func whole(_ text: some StringProtocol) -> Int? {
        guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text)
    }

    private static func decimal(_ text: String) -> Int? {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == "." })
        guard (1...2).contains(parts.count), let hours = whole(parts[0]) else { return nil }
        guard parts.count == 2 else { return text.last.map { $0.isNumber } == true ? hours * 60 : nil }
        guard parts[1].count <= 2, let fraction = whole(parts[1]) else { return nil }
        let hundredths = parts[1].count == 1 ? fraction * 10 : fraction
        return hours * 60 + (hundredths * 60 + 50) / 100
    }
}

extension Texts {
    /// `2:30 uur`.
    func duration(_ minutes: Int) -> String {
        let rest = minutes % 60
        return self("\(minutes / 60):\(rest < 10 ? "0" : "")\(rest) uur")
    }
}
