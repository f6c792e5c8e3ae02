import Core
import Matching
import Search

/// How vacancies and people are put in order, in plain words: for the page everyone can read and for the public register
/// of algorithms.
struct Explanation {
    let t: Texts
    let weights: RankWeights

    /// The day these words, or the weights they describe, last changed.
    static let revised = Day(year: 2026, month: 11, day: 21)

    struct Section {
        let title: String
        let lines: [String]
    }

    var what: Section {
        Section(
            title: t("Wat doet het?"),
            lines: [
                t(
                    "Zoek je vacatures, dan staat bovenaan wat het beste past: je woorden, dan de afstand, dan hoe nieuw het is."
                ),
                t(
                    "Vertel je wat je zoekt, dan vergelijken we dat met elke vacature. Wat niet kan, laten we niet zien. De rest krijgt punten."
                ),
                t(
                    "Zoekt een organisatie mensen, dan werkt het andersom, met dezelfde punten. Alleen wie zelf gevonden wil worden, doet mee."
                ),
                t("Wie evenveel punten heeft, staat in een volgorde door het lot. Die is elke dag anders."),
                t("Er zit geen lerend model in. Elk punt is na te rekenen."),
            ])
    }

    var fairness: Section {
        Section(
            title: t("Waarom zakt een vacature met veel reacties?"),
            lines: [
                t("Zo krijgen vacatures zonder reacties ook een kans, en wacht jij minder lang op antwoord."),
                t(
                    "We tellen de reacties van de laatste 30 dagen per vrije plek. Vanaf 3 per plek zakt een vacature het meest."
                ),
                t(
                    "Bij zoeken verliest zij dan hoogstens 3 van elke 10 punten. Dat is ongeveer wat een vacature in twee weken verliest door ouder te worden."
                ),
                t("Sorteer je op nieuwste, dan telt dit niet mee."),
                t(
                    "Staat eerlijke aandacht uit, dan tellen reacties niet mee. Staat het in alle gemeenten uit, dan gaan die punten naar de andere delen."
                ),
                t(
                    "Een plek die niemand wil, raakt hierdoor niet vol. Dat kan geen enkele eerlijke regel. Dan helpt een leukere plek, of meer mensen."
                ),
            ])
    }

    var data: Section {
        Section(
            title: t("Met welke gegevens?"),
            lines: [
                t("Van de vacature: wat er staat, waar en wanneer het is, wat nodig is, en hoeveel mensen reageerden."),
                t("Van jou: alleen wat je zelf invult bij zoeken of bij je wensen."),
                t(
                    "Wil je gevonden worden: ook wanneer je je wensen voor het laatst gebruikte, en hoe vaak je gevraagd bent."
                ),
                t("Niet: je naam, je afkomst, je klikken, of wat je eerder deed."),
                t("Een organisatie ziet van jou geen naam en geen adres, tot jij ja zegt."),
            ])
    }

    var people: Section {
        Section(
            title: t("Wie beslist?"),
            lines: [
                t("De computer kiest niets. Hij zet op volgorde, en zegt waarom."),
                t("Jij kiest waar je op reageert. De organisatie kiest met wie zij verder praat."),
                t("De manager van de vrijwilligerscentrale zet eerlijke aandacht aan of uit."),
                t(
                    "De punten staan in de software en zijn overal gelijk. Verandert er iets, dan verandert deze pagina mee."
                ),
            ])
    }

    /// Each part of the score with its most points, the heaviest first.
    var parts: [(name: String, meaning: String, points: Int)] {
        RankPart.allCases.map { (Self.name($0, t), meaning($0), weights[$0]) }
            .sorted { $0.points > $1.points }
    }

    static func name(_ part: RankPart, _ t: Texts) -> String {
        switch part {
        case .interests: t("Wat je leuk vindt")
        case .skills: t("Waar je goed in bent")
        case .motives: t("Wat je erin zoekt")
        case .availability: t("Wanneer je kunt")
        case .distance: t("Afstand")
        case .commitment: t("Hoe vaak en hoe lang")
        case .targets: t("Met wie je graag werkt")
        case .freshness: t("Hoe nieuw het is")
        case .room: t("Hoe weinig mensen reageerden")
        }
    }

    private func meaning(_ part: RankPart) -> String {
        switch part {
        case .interests: t("het soort werk dat je koos")
        case .skills: t("wat van pas komt in het werk")
        case .motives: t("wat het werk te bieden heeft van wat jij zoekt")
        case .availability: t("de dagdelen die jullie allebei kunnen")
        case .distance: t("vol bij de deur, nul aan de grens die je koos")
        case .commitment: t("eenmalig, een project, licht of veel")
        case .targets: t("de mensen voor wie het werk is")
        case .freshness: t("vol vandaag, nul na \(weights.freshDays) dagen")
        case .room: t("vol zonder reacties, nul bij \(Exposure.fullAt) of meer per vrije plek")
        }
    }
}
