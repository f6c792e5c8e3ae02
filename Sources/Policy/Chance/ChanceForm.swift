import Core
import Web

/// The form of a new card.
enum ChanceForm {
    static func card(_ content: ChancesContent, t: Texts) -> Form {
        Form([
            Field(
                "soort", Text("Is het een kans of een bedreiging?"),
                .radios(ChanceCard.Kind.allCases.map { Field.Choice($0.rawValue, $0.label) })),
            Field(
                "thema", Text("Waar gaat het over?"),
                .select(content.themes.map { Field.Choice($0.id, Text("\(t($0.name))")) })),
            Field(
                "tekst", Text("Schrijf het in één zin"), .area(rows: 2),
                hint: Text("Noem geen namen van mensen."), limit: content.card.longestText, rule: problem),
        ])
    }

    /// What would name a person: an address, a telephone number, a citizen number.
    static func problem(_ text: String) -> Text? {
        let hasAddress = text.split(whereSeparator: \.isWhitespace).contains { word in
            guard let at = word.firstIndex(of: "@") else { return false }
            return word[word.index(after: at)...].contains(".")
        }
        var run = 0
        var longest = 0
        for character in text {
            if character.isASCII, character.isNumber {
                run += 1
                longest = max(longest, run)
            } else if !" -.".contains(character) {
                run = 0
            }
        }
        if hasAddress || longest >= 9 || Validation.containsCitizenNumber(text) {
            return Text("Haal het nummer of e-mailadres weg. Een kaartje gaat niet over één mens.")
        }
        return nil
    }

    static let code = Form([
        Field(
            "code", Text("Code"), hint: Text("Zes tekens, zoals op het scherm of de uitnodiging."), limit: 12,
            autocomplete: "off")
    ])

    static let invitation = Form([
        Field(
            "adressen", Text("E-mailadressen"), .area(rows: 4),
            hint: Text("Eén per regel, hoogstens 50. We bewaren ze niet."), limit: 8000)
    ])

    /// The addresses in the field, and what is wrong with the first that is not one.
    static func addresses(_ state: inout FormState) -> [String] {
        let words = state["adressen"].split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        var addresses: [String] = []
        for word in words {
            guard let address = Validation.email(word) else {
                state.addError("adressen", Text("Dit is geen e-mailadres: \(word)"))
                continue
            }
            if !addresses.contains(address) { addresses.append(address) }
        }
        if addresses.count > 50 { state.addError("adressen", Text("Nodig hoogstens 50 mensen tegelijk uit.")) }
        return addresses
    }
}
