import Core
import Crypto

/// The frozen form: a text that everybody can read, and its fingerprint.
extension PlacementInput {
    private static let title = "inzet-loting 1"

    /// One line a fact, in a fixed order; ends with a line feed.
    package var text: String {
        var lines = [Self.title, "regel \(rule.rawValue)"]
        for place in places { lines.append("plek \(place.name) \(place.seats)") }
        for pupil in pupils { lines.append("leerling \(pupil.pseudonym) \(Self.text(of: pupil.wishes))") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The SHA-256 (FIPS 180-4) of `text` in hexadecimal: publish it *before* the seed is known, and nobody can change
    /// a wish afterwards unseen. `sha256sum` on the text gives the same.
    package var commitment: String { Fingerprint.of(text) }

    /// Reads the frozen form again.
    package init(text: String) throws(PlacementInputFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, lines[0] == Self.title, lines.last == "" else { throw .badLine(1) }
        let words = lines[1].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, words[0] == "regel", let rule = LotteryRule(rawValue: String(words[1])) else {
            throw .badLine(2)
        }
        var places: [Place] = []
        var pupils: [Pupil] = []
        for (index, line) in lines.enumerated().dropFirst(2).dropLast() {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3 else { throw .badLine(index + 1) }
            if words[0] == "plek", let seats = Int(words[2]) {
                places.append(Place(name: String(words[1]), seats: seats))
            } else if words[0] == "leerling" {
                pupils.append(
                    Pupil(pseudonym: String(words[1]), wishes: try Self.wishes(words[2], line: index + 1)))
            } else {
                throw .badLine(index + 1)
            }
        }
        try self.init(rule: rule, places: places, pupils: pupils)
    }

    /// A list in one word.
    static func text(of wishes: [Wish]) -> String {
        wishes.isEmpty ? "-" : wishes.map { "\($0.place):\($0.priority)" }.joined(separator: ",")
    }

    static func wishes(_ text: Substring, line: Int) throws(PlacementInputFault) -> [Wish] {
        if text == "-" { return [] }
        var wishes: [Wish] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, let priority = Int(halves[1]) else { throw .badLine(line) }
            wishes.append(Wish(place: String(halves[0]), priority: priority))
        }
        return wishes
    }
}

enum Fingerprint {
    /// SHA-256 of the UTF-8 of a text, in hexadecimal.
    static func of(_ text: String) -> String { SHA256.hash(data: Array(text.utf8)).hexadecimal }
}
