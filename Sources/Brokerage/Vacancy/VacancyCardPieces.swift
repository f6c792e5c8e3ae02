import Core
import Web

/// The markup of a vacancy's card around what differs from visit to visit: the distance, and why it is here.
package final class VacancyCardPieces: Sendable {
    let language: Language
    let today: Day
    /// Up to the words that say where.
    let front: HTML
    /// From there to the reason.
    let middle: HTML
    /// What the card says about the vacancy itself when nothing better is known.
    let ownReason: String

    /// - Parameters:
    ///   - openPlaces: when known; 0 is full.
    ///   - origin: put before the address, for a page that stands inside another site.
    ///   - target: where the link opens; `_blank` for such a page.
    init(
        _ vacancy: Vacancy, organisationName: String, openPlaces: Int?, _ t: Texts, today: Day, origin: String = "",
        target: String? = nil
    ) {
        language = t.language
        self.today = today
        let chips = Self.chips(vacancy, openPlaces, t, today)
        let chipList: HTML =
            chips.isEmpty
            ? .empty : "<ul class=\"chips\">\(chips, { "<li class=\"chip \($0.tone.rawValue)\">\($0.text)</li>" })</ul>"
        let rel = target == nil ? nil : "noopener"
        front = """
            <li class="card vacancy">\(chipList)<h3><a href="\(origin)\(vacancy.path)"\(attribute: "target", target)\
            \(attribute: "rel", rel)\(attribute: "lang", t.typed)>\(vacancy.title)</a></h3><ul class="facts">\
            <li>\(Icon.house.svg)<span>\(organisationName)</span></li><li>\(Icon.pin.svg)<span>
            """
        middle = """
            </span></li><li>\(Icon.clock.svg)<span>\(VacancyTime.words(vacancy, t, today: today))</span></li></ul>
            """
        ownReason = Self.ownReason(vacancy, openPlaces, t, today)
    }

    func markup(whereText: String, why: String) -> HTML {
        var markup = HTML.empty
        add(to: &markup, whereText: whereText, why: why)
        return markup
    }

    func add(to markup: inout HTML, whereText: String, why: String) {
        markup += front
        markup.add(whereText)
        markup += middle
        let reason = why.isEmpty ? ownReason : why
        if !reason.isEmpty {
            markup += "<p class=\"why\">"
            markup.add(reason)
            markup += "</p>"
        }
        markup += "</li>"
    }

    /// At most three, what matters most first.
    private static func chips(
        _ vacancy: Vacancy, _ openPlaces: Int?, _ t: Texts, _ today: Day
    ) -> [(text: String, tone: Part.Tone)] {
        var chips: [(String, Part.Tone)] = []
        if openPlaces == 0 {
            chips.append((t("Wachtlijst"), .wait))
        } else if let first = vacancy.firstDay, (0...10).contains(first - today) {
            chips.append((t("Nu nodig"), .wait))
        }
        if let published = vacancy.publishedAt, today - published.day < 7 { chips.append((t("Nieuw"), .warm)) }
        if vacancy.goodToStart { chips.append((t(VacancyMark.goodToStart.label), .good)) }
        if vacancy.learningDutch { chips.append((t(VacancyMark.learningDutch.label), .good)) }
        if vacancy.rhythm == .once { chips.append((t(Rhythm.once.label), .plain)) }
        if vacancy.fromHome { chips.append((t(VacancyMark.fromHome.label), .plain)) }
        if vacancy.wheelchair { chips.append((t(VacancyMark.wheelchair.label), .plain)) }
        return chips.prefix(3).map { (text: $0.0, tone: $0.1) }
    }

    private static func ownReason(_ vacancy: Vacancy, _ openPlaces: Int?, _ t: Texts, _ today: Day) -> String {
        var parts: [String] = []
        if let openPlaces, openPlaces > 0, vacancy.places > 1 {
            parts.append(t("\(openPlaces) van de \(vacancy.places) plekken vrij."))
        }
        if vacancy.vog { parts.append(t("VOG nodig.")) }
        if vacancy.licence { parts.append(t("Rijbewijs B nodig.")) }
        if vacancy.minimumAge > 0 { parts.append(t("Vanaf \(vacancy.minimumAge) jaar.")) }
        if parts.isEmpty, let published = vacancy.publishedAt, today - published.day >= 30 {
            parts.append(t("Al \(today - published.day) dagen open."))
        }
        return parts.joined(separator: " ")
    }
}
