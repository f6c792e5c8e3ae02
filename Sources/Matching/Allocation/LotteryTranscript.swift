/// What doing a published lottery over shows.
package enum TranscriptFinding: Sendable, Equatable {
    /// Every number and every outcome is as published.
    case same
    /// The input is not the one whose fingerprint was published.
    case otherInput
    /// The first line, from 1, that is not what comes out.
    case differs(line: Int)
    case unreadable
}

/// The record of a lottery, for publication: with the frozen input anybody can do it over.
extension Lottery {
    /// One line a fact, in a fixed order; ends with a line feed. It holds pseudonyms only.
    package var transcript: String {
        let head = [
            "inzet-uitslag 1", "vastgelegd \(input.commitment)", "zaad \(seed)", "ronde \(round)",
        ]
        return (head + lines).joined(separator: "\n") + "\n"
    }

    /// Every number and every outcome, a line each.
    var lines: [String] {
        var lines: [String] = []
        for (pupil, lots) in zip(input.pupils, lots) {
            switch input.rule {
            case .oneNumber:
                if let lot = lots.first { lines.append("nummer \(pupil.pseudonym) \(lot.number) \(lot.digest)") }
            case .numberPerPlace:
                for (wish, lot) in zip(pupil.wishes, lots) {
                    lines.append("nummer \(pupil.pseudonym) \(wish.place) \(lot.number) \(lot.digest)")
                }
            }
        }
        for (number, pupil) in input.pupils.enumerated() {
            let place = placement.place(of: number).map { input.places[$0].name } ?? "-"
            lines.append("uitkomst \(pupil.pseudonym) \(place)")
        }
        return lines
    }

    /// Does a lottery over from the published input and compares it with the published transcript, line by line.
    package static func check(transcript: String, input text: String) -> TranscriptFinding {
        let lines = transcript.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines[0] == "inzet-uitslag 1", let published = value(lines[1], "vastgelegd"),
            let seed = value(lines[2], "zaad"), let round = value(lines[3], "ronde").flatMap(Int.init)
        else { return .unreadable }
        guard published == Fingerprint.of(text), let input = try? PlacementInput(text: text),
            input.commitment == published
        else { return .otherInput }
        guard let again = try? Lottery(input, seed: seed, round: round) else { return .unreadable }
        let own = again.transcript.split(separator: "\n", omittingEmptySubsequences: false)
        for line in 0..<max(own.count, lines.count) {
            guard line < own.count, line < lines.count, own[line] == lines[line] else {
                return .differs(line: line + 1)
            }
        }
        return .same
    }

    private static func value(_ line: Substring, _ name: String) -> String? {
        line.hasPrefix(name + " ") ? String(line.dropFirst(name.count + 1)) : nil
    }
}
