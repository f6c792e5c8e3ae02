import Community
import Core
import Search
import Web

/// Nothing found: the nearest steps that do give something, each with its number.
struct EmptySearch {
    let answer: SearchAnswer
    let t: Texts

    var markup: HTML {
        let steps = answer.widenings.prefix(4).compactMap(step)
        let ways: HTML =
            steps.isEmpty
            ? "<a class=\"button quiet\" href=\"/vacatures\">\(t("Toon alle plekken"))</a>"
            : "<ul class=\"plain stack\">\(steps, { "<li><a class=\"button quiet\" href=\"\($0.url)\">\($0.label)</a></li>" })</ul>"
        return """
            <div class="card empty stack"><h3>\(t("Dit is er nu niet"))</h3><p>\(t("Zoek iets ruimer, dan vind je wel wat:"))</p>\(ways)</div>
            """
    }

    private func step(_ widening: Widening) -> (label: String, url: String)? {
        let count = t.plural(widening.total, "1 plek", "\(t.number(widening.total)) plekken")
        let request = answer.request
        let query = request.query
        func made(_ label: String, _ query: Query) -> (label: String, url: String) {
            ("\(label) (\(count))", query.url("/vacatures"))
        }
        switch widening.change {
        case .radius(let metres?):
            return made(t("Zoek tot \(metres / 1000) km"), query.setting("afstand", to: [String(metres / 1000)]))
        case .radius(nil): return made(t("Zoek op elke afstand"), query.removing("plaats").removing("afstand"))
        case .moments: return made(t("Op elk moment"), query.removing("moment"))
        case .rhythm: return made(t("Maakt niet uit hoe vaak"), query.removing("ritme"))
        case .sectors: return made(t("Elk onderwerp"), query.removing("sector"))
        case .groups: return made(t("Voor iedereen"), query.removing("doelgroep"))
        case .minutes: return made(t("Ook meer uren"), query.removing("uren"))
        case .days: return made(t("Elke datum"), query.removing("van").removing("tot"))
        case .neighbourhoods: return made(t("In elke wijk"), query.removing("buurt"))
        case .municipalities: return made(t("In elke gemeente"), query.removing("gemeente"))
        case .organisation: return made(t("Bij elke organisatie"), query.removing("organisatie"))
        case .mark(let bit):
            guard let mark = VacancyMark.allCases.first(where: { $0.bit == bit }) else { return nil }
            return made(t("Zonder “\(t(mark.label))”"), query.removing("kenmerk", value: mark.rawValue))
        case .word: return made(t("Zoek op “\(widening.query.words)”"), query.setting("q", to: [widening.query.words]))
        case .allWords: return made(t("Zonder zoekwoorden"), query.removing("q"))
        }
    }
}
