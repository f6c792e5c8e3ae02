package import Core
package import Web

/// A vacancy as it stands in a list: chips, title, who, where, when, and why it may fit.
package struct VacancyCard: Sendable {
    package let title: String
    package let path: String
    package let chips: [(text: String, tone: Part.Tone)]
    package let organisation: String
    /// With the distance when that is known.
    package let place: String
    package let time: String
    package let why: String

    /// - Parameters:
    ///   - organisation: its name.
    ///   - municipality: the name of the vacancy's municipality.
    ///   - openPlaces: when known; 0 is full.
    ///   - distance: in metres from where the visitor is.
    ///   - place: other words for where it is than the vacancy's own.
    ///   - why: the reason the search found; without one the card says something useful about the vacancy itself.
    ///   - path: another address than the public page, such as an absolute one for a page inside another site.
    package init(
        _ vacancy: Vacancy, organisation: String, municipality: String, openPlaces: Int? = nil, distance: Int? = nil,
        place: String? = nil, why: String? = nil, path: String? = nil, now: Moment, t: Texts
    ) {
        title = vacancy.title
        self.path = path ?? vacancy.path
        chips = Self.chips(vacancy, openPlaces: openPlaces, now: now, t)
        self.organisation = organisation
        let words = place ?? VacancyWords.place(vacancy, municipality: municipality, t)
        self.place = distance.map { words + " · " + t.distance(metres: $0) } ?? words
        let when = VacancyWords.when(vacancy, t, today: now.day)
        time = VacancyWords.hours(vacancy, t).map { when + " · " + $0 } ?? when
        self.why = why ?? Self.reason(vacancy, openPlaces: openPlaces, now: now, t)
    }

    /// The card as an item of a list with class `cards`.
    package var html: HTML {
        """
        <li class="card vacancy">\(chipList)<h3><a href="\(path)">\(title)</a></h3><ul class="facts">\
        <li>\(Icon.house.svg)<span>\(organisation)</span></li><li>\(Icon.pin.svg)<span>\(place)</span></li>\
        <li>\(Icon.clock.svg)<span>\(time)</span></li></ul>\(if: !why.isEmpty, "<p class=\"why\">\(why)</p>")</li>
        """
    }

    package static func list(_ cards: [VacancyCard]) -> HTML {
        "<ul class=\"cards\">\(cards, { $0.html })</ul>"
    }

    private var chipList: HTML {
        if chips.isEmpty { return .empty }
        return "<ul class=\"chips\">\(chips, { "<li class=\"chip \($0.tone.rawValue)\">\($0.text)</li>" })</ul>"
    }

    /// At most three, what matters most first.
    private static func chips(_ vacancy: Vacancy, openPlaces: Int?, now: Moment, _ t: Texts) -> [(String, Part.Tone)] {
        var chips: [(String, Part.Tone)] = []
        if openPlaces == 0 {
            chips.append((t("Wachtlijst"), .wait))
        } else if let first = vacancy.firstDay, (0...10).contains(first - now.day) {
            chips.append((t("Nu nodig"), .wait))
        }
        if let published = vacancy.publishedAt, now - published < .days(7) { chips.append((t("Nieuw"), .warm)) }
        if vacancy.goodToStart { chips.append((t(VacancyMark.goodToStart.label), .good)) }
        if vacancy.learningDutch { chips.append((t(VacancyMark.learningDutch.label), .good)) }
        if vacancy.rhythm == .once { chips.append((t(Rhythm.once.label), .plain)) }
        if vacancy.fromHome { chips.append((t(VacancyMark.fromHome.label), .plain)) }
        if vacancy.wheelchair { chips.append((t(VacancyMark.wheelchair.label), .plain)) }
        return Array(chips.prefix(3))
    }

    private static func reason(_ vacancy: Vacancy, openPlaces: Int?, now: Moment, _ t: Texts) -> String {
        var parts: [String] = []
        if let openPlaces, openPlaces > 0, vacancy.places > 1 {
            parts.append(t("\(openPlaces) van de \(vacancy.places) plekken vrij."))
        }
        if vacancy.vog { parts.append(t("VOG nodig.")) }
        if vacancy.licence { parts.append(t("Rijbewijs B nodig.")) }
        if vacancy.minimumAge > 0 { parts.append(t("Vanaf \(vacancy.minimumAge) jaar.")) }
        if parts.isEmpty, let published = vacancy.publishedAt, now - published >= .days(30) {
            parts.append(t("Al \((now - published).wholeDays) dagen open."))
        }
        return parts.joined(separator: " ")
    }
}
