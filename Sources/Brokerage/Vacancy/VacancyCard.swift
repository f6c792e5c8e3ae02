package import Core
package import Web

/// A vacancy as it stands in a list: chips, title, who, where, when, and why it may fit.
package struct VacancyCard: Sendable {
    package let vacancy: Vacancy
    package let organisationName: String
    /// The place in words, with the distance when that is known.
    package let whereText: String
    /// When known; 0 is full.
    package let openPlaces: Int?
    /// Why it is in this list; when empty the card says something useful about the vacancy itself.
    package let why: String

    package init(
        vacancy: Vacancy, organisationName: String, whereText: String, openPlaces: Int? = nil, why: String = ""
    ) {
        self.vacancy = vacancy
        self.organisationName = organisationName
        self.whereText = whereText
        self.openPlaces = openPlaces
        self.why = why
    }

    /// The card as an item of a list with class `cards`.
    ///
    /// - Parameters:
    ///   - origin: put before the address, for a page that stands inside another site.
    ///   - target: where the link opens; `_blank` for such a page.
    package func markup(_ t: Texts, today: Day, origin: String = "", target: String? = nil) -> HTML {
        let chips = chips(t, today: today)
        let chipList: HTML =
            chips.isEmpty
            ? .empty : "<ul class=\"chips\">\(chips, { "<li class=\"chip \($0.tone.rawValue)\">\($0.text)</li>" })</ul>"
        let reason = why.isEmpty ? ownReason(t, today: today) : why
        let rel = target == nil ? nil : "noopener"
        return """
            <li class="card vacancy">\(chipList)<h3><a href="\(origin)\(vacancy.path)"\(attribute: "target", target)\
            \(attribute: "rel", rel)\(attribute: "lang", t.typed)>\(vacancy.title)</a></h3><ul class="facts">\
            <li>\(Icon.house.svg)<span>\(organisationName)</span></li><li>\(Icon.pin.svg)<span>\(whereText)</span></li>\
            <li>\(Icon.clock.svg)<span>\(VacancyTime.words(vacancy, t, today: today))</span></li></ul>\
            \(if: !reason.isEmpty, "<p class=\"why\">\(reason)</p>")</li>
            """
    }

    package static func list(_ cards: [VacancyCard], _ t: Texts, today: Day) -> HTML {
        "<ul class=\"cards\">\(cards, { $0.markup(t, today: today) })</ul>"
    }

    /// At most three, what matters most first.
    private func chips(_ t: Texts, today: Day) -> [(text: String, tone: Part.Tone)] {
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

    private func ownReason(_ t: Texts, today: Day) -> String {
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
