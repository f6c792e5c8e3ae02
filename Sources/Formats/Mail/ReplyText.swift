/// What a person wrote in a reply, without the message they answer.
package enum ReplyText {
    /// Drops quoted lines, everything from the introduction of a quoted message on, and the signature.
    ///
    /// When in doubt it keeps text: a quote too many is a nuisance, a lost answer is a fault.
    ///
    /// - Parameter marker: a line that our own mail asks people to write above; everything from it on goes.
    package static func strip(_ text: String, marker: String? = nil) -> String {
        let lines = TextLines.normalised(text).split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)
        var kept: [Substring] = []
        for (index, line) in lines.enumerated() {
            if isSignature(line) || isOriginal(line) { break }
            if let marker, !marker.isEmpty, line.text.contains(marker) { break }
            if isOutlookHeader(lines, at: index) || isIntroduction(lines, at: index) { break }
            if line.isQuoted || isDeviceLine(line) { continue }
            kept.append(line.text)
        }
        return trimmed(kept)
    }

    private struct Line {
        let text: Substring
        /// Without blanks at the ends and without emphasis signs, in lower case, for recognising.
        let plain: String

        init(_ text: Substring) {
            self.text = text
            let start = text.prefix(1_000).drop { $0.isWhitespace || $0 == "*" || $0 == "\u{FEFF}" }
            let end = start.lastIndex { !$0.isWhitespace && $0 != "*" }
            plain = end.map { start[...$0].lowercased() } ?? ""
        }

        var isQuoted: Bool { plain.first == ">" }
        var isBlank: Bool { plain.isEmpty }
    }

    /// RFC 3676 §4.3; some programs lose the blank.
    private static func isSignature(_ line: Line) -> Bool {
        line.text == "-- " || line.text == "--"
    }

    /// "-----Oorspronkelijk bericht-----" and its sisters.
    private static func isOriginal(_ line: Line) -> Bool {
        guard line.plain.hasPrefix("---"), line.plain.hasSuffix("---") else { return false }
        let names = [
            "oorspronkelijk bericht", "origineel bericht", "doorgestuurd bericht", "original message",
            "forwarded message", "ursprüngliche nachricht",
        ]
        return names.contains { line.plain.contains($0) }
    }

    /// "Van: … Verzonden: … Aan: … Onderwerp: …" in the lines that follow one another.
    private static func isOutlookHeader(_ lines: [Line], at index: Int) -> Bool {
        guard hasPrefix(lines[index], ["van:", "from:", "von:"]) else { return false }
        let following = lines[index...].dropFirst().prefix(5)
        let hasDate = following.contains { hasPrefix($0, ["verzonden:", "datum:", "sent:", "date:", "gesendet:"]) }
        let hasSubject = following.contains { hasPrefix($0, ["onderwerp:", "subject:", "betreff:"]) }
        return hasDate && hasSubject
    }

    /// "Op ma 3 mei 2027 om 10:00 schreef Piet <piet@example.nl>:", which programs break over up to three lines.
    private static func isIntroduction(_ lines: [Line], at index: Int) -> Bool {
        guard hasPrefix(lines[index], ["op ", "on ", "am "]) else { return false }
        var joined = ""
        for (offset, line) in lines[index...].prefix(3).enumerated() {
            if line.isBlank || line.isQuoted { return false }
            joined += (offset == 0 ? "" : " ") + line.plain
            guard joined.hasSuffix(":") else { continue }
            guard [" schreef", " wrote", " schrieb", " het volgende geschreven"].contains(where: joined.contains) else {
                return false
            }
            // People write such sentences too; those have no address and no quote below.
            let next = lines[(index + offset)...].dropFirst().first { !$0.isBlank }
            return joined.contains("@") || next?.isQuoted ?? true
        }
        return false
    }

    /// "Verstuurd vanaf mijn iPhone".
    private static func isDeviceLine(_ line: Line) -> Bool {
        line.plain.count < 80
            && hasPrefix(
                line,
                [
                    "verstuurd vanaf mijn ", "verzonden vanaf mijn ", "verzonden met mijn ", "verzonden vanuit outlook",
                    "outlook voor ", "sent from my ", "sent from outlook", "get outlook for ", "download outlook voor ",
                ])
    }

    private static func hasPrefix(_ line: Line, _ prefixes: [String]) -> Bool {
        prefixes.contains { line.plain.hasPrefix($0) }
    }

    private static func trimmed(_ lines: [Substring]) -> String {
        let isBlank = { (line: Substring) in line.allSatisfy { $0.isWhitespace || $0 == "_" } }
        guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return lines[first...last].map { line in
            line.lastIndex { !$0.isWhitespace }.map { String(line[...$0]) } ?? ""
        }.joined(separator: "\n")
    }
}
