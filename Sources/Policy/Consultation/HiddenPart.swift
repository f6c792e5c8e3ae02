import Core
import Web

/// What may be hidden in someone's words: personal data, and nothing else.
enum PersonalDetail: String, Sendable, CaseIterable {
    case name = "naam"
    case address = "adres"
    case contact = "contact"
    case health = "gezondheid"
    case other = "anders"

    var label: Text {
        switch self {
        case .name: Text("De naam van iemand")
        case .address: Text("Een adres")
        case .contact: Text("Een telefoonnummer of e-mailadres")
        case .health: Text("Iets over iemands gezondheid")
        case .other: Text("Iets anders waaraan je een mens herkent")
        }
    }
}

/// The rule of hiding: the words stay as they were said, but for the pieces that stand for a person.
enum HiddenPart {
    /// A piece is short: a whole reaction never disappears under one.
    static let longest = 200

    static let form = Form([
        Field(
            "stukje", Text("Welk stukje moet weg?"),
            hint: Text("Neem het precies over uit de tekst, zoals een naam of een huisnummer."), required: false,
            limit: longest),
        Field(
            "soort", Text("Wat is het?"),
            .radios(PersonalDetail.allCases.map { .init($0.rawValue, $0.label) })),
    ])

    /// Why a piece cannot be hidden; `nil` when it can.
    static func problem(_ piece: String, in text: String) -> Text? {
        if piece.count < 2 { return Text("Kies ten minste twee tekens.") }
        if piece.count > longest { return Text("Maak dit korter: hoogstens \(longest) tekens.") }
        if Reaction.marker.contains(piece) || piece.contains(Reaction.marker) {
            return Text("Dit stukje is al weggehaald.")
        }
        if !text.contains(piece) { return Text("Dit staat niet zo in de reactie. Neem het precies over.") }
        let rest = text.replacing(piece, with: "").replacing(Reaction.marker, with: "")
        if rest.allSatisfy({ !$0.isLetter }) {
            return Text("Dan blijft er niets over. Haal alleen weg wat over een mens gaat.")
        }
        return nil
    }

    /// The text with every place of the pieces hidden; longer pieces first, so that none hides a part of another.
    static func hiding(_ pieces: [String], in text: String) -> String {
        pieces.sorted { $0.count > $1.count }.reduce(text) { $0.replacing($1, with: Reaction.marker) }
    }

    /// What looks like a mail address, a telephone number or a postcode with its house number: for an officer to
    /// consider, never hidden by itself.
    static func suspects(in text: String) -> [String] {
        var found: [String] = []
        let words = text.split { $0.isWhitespace || "()<>\"“”".contains($0) }
        for word in words {
            let plain = word.trimmingMarks
            if plain.contains("@"), Validation.email(plain) != nil { found.append(plain) }
        }
        found += runs(in: text) { $0.isNumber || "+- ".contains($0) }.filter { run in
            run.filter(\.isNumber).count >= 9
        }
        for (first, second) in zip(words, words.dropFirst()) {
            let code = first.trimmingMarks + " " + second.trimmingMarks
            // In small letters “2026 of 2027” would look like one.
            if code == code.uppercased(), Validation.postcode(code) != nil { found.append(code) }
        }
        found += words.map(\.trimmingMarks).filter { $0.count == 6 && Validation.postcode($0) != nil }
        var seen: Set<String> = []
        return found.filter { text.contains($0) && seen.insert($0).inserted }
    }

    private static func runs(in text: String, of belongs: (Character) -> Bool) -> [String] {
        text.split { !belongs($0) }.map { String($0).trimmed }.filter { $0.first?.isNumber == true || $0.first == "+" }
    }
}

extension Substring {
    fileprivate var trimmingMarks: String {
        var view = self
        while let last = view.last, ".,;:!?'".contains(last) { view = view.dropLast() }
        return String(view)
    }
}
