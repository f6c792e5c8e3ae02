/// The themes of the board of chances and threats, with example cards.
package struct ChancesContent: ContentFile {
    package static let name = "chances-threats"
    package let id: String
    package let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    let card: Rules
    let themes: [Theme]

    struct Rules: Decodable, Sendable {
        let longestText: Int
        let kinds: [String]
        let votesPerPerson: Int
        let explanation: LocalText

        enum CodingKeys: String, CodingKey {
            case kinds, explanation
            case longestText = "longest-text"
            case votesPerPerson = "votes-per-person"
        }
    }

    struct Example: Decodable, Sendable {
        let id: String
        let text: LocalText
    }

    struct Theme: Decodable, Sendable {
        let id: String
        let name: LocalText
        let question: LocalText
        let chances: [Example]
        let threats: [Example]
        let source: SourceNote
    }

    func theme(_ id: String) -> Theme? { themes.first { $0.id == id } }

    package var problems: [String] {
        var found = repeated(themes.map(\.id), in: "themes")
        found += repeated(themes.flatMap { $0.chances.map(\.id) + $0.threats.map(\.id) }, in: "cards")
        if Set(card.kinds) != Set(ChanceCard.Kind.allCases.map(\.rawValue)) {
            found.append("card › kinds: must be chance and threat")
        }
        if !(20...500).contains(card.longestText) { found.append("card › longest-text: from 20 to 500") }
        if !(1...20).contains(card.votesPerPerson) { found.append("card › votes-per-person: from 1 to 20") }
        for theme in themes {
            for example in theme.chances + theme.threats
            where max(example.text.nl.count, example.text.en.count) > card.longestText {
                found.append("\(example.id): longer than a card may be")
            }
        }
        return found
    }
}
