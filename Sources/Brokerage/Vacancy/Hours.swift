package import Core

/// Hours as people type them, kept in minutes.
package enum Hours {
    /// The minutes of `2`, `2,5` or `0.75`: at most two decimals, more than nothing and at most a week (168 hours).
    package static func minutes(_ text: String) -> Int? {
        let parts = text.trimmed.replacing(",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...3).contains(parts[0].utf8.count), isDigits(parts[0]),
            let whole = Int(parts[0])
        else { return nil }
        var minutes = whole * 60
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), isDigits(parts[1]), let decimals = Int(parts[1]) else {
                return nil
            }
            let hundredths = parts[1].utf8.count == 1 ? decimals * 10 : decimals
            minutes += (hundredths * 60 + 50) / 100
        }
        return (1...10_080).contains(minutes) ? minutes : nil
    }

    /// `2,5` for 150 minutes, in the language of the reader.
    package static func text(_ minutes: Int, _ language: Language = .dutch) -> String {
        let hundredths = (minutes * 100 + 30) / 60
        let whole = hundredths / 100
        let rest = hundredths % 100
        if rest == 0 { return "\(whole)" }
        let decimals = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return "\(whole)\(language == .dutch ? "," : ".")\(decimals)"
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
}
