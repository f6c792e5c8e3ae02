import Core
import Synchronization
import Web

extension SearchAnswer {
    /// The cards of what was found, each with the reason it is here, from what the visitor asked.
    func cards(_ t: Texts, today: Day) -> HTML { cards(hits, t, today: today) }

    func cards(_ hits: [Found], _ t: Texts, today: Day) -> HTML {
        var reasons = CardReasons(request, t)
        var markup: HTML = "<ul class=\"cards\">"
        markup.reserve(hits.count * 1400)
        for found in hits {
            found.shelved.pieces(t, today: today).add(
                to: &markup, whereText: found.whereText(t), why: reasons.why(found))
        }
        markup += "</ul>"
        return markup
    }

    /// The same for a page that stands inside another site: the links have the whole address and open outside.
    func embeddedCards(_ t: Texts, today: Day, origin: String) -> HTML {
        var reasons = CardReasons(request, t)
        var markup: HTML = "<ul class=\"cards\">"
        for found in hits {
            VacancyCardPieces(
                found.vacancy, organisationName: found.organisationName, openPlaces: found.openPlaces, t, today: today,
                origin: origin, target: "_blank"
            ).add(to: &markup, whereText: found.whereText(t), why: reasons.why(found))
        }
        markup += "</ul>"
        return markup
    }
}

extension SearchAnswer.Found {
    func whereText(_ t: Texts) -> String {
        if vacancy.fromHome { return t("vanuit huis") }
        let place = shelved.neighbourhoodName ?? t("heel \(shelved.municipalityName)")
        return distance.map { place + " · " + t.distance(metres: $0) } ?? place
    }
}

/// Why each card of an answer is there. What cards have in common is put into words once.
private struct CardReasons {
    private let t: Texts
    private let hasPlace: Bool
    /// The parts of the week that were asked for.
    private let wanted: UInt32
    private var words: [[String]: String] = [:]
    private var times: [UInt32: String] = [:]

    init(_ request: SearchRequest, _ t: Texts) {
        self.t = t
        hasPlace = request.place != nil
        wanted = request.moments.reduce(0) { $0 | (SearchRequest.momentBits($1) ?? 0) }
    }

    /// At most two reasons, in one sentence.
    mutating func why(_ found: SearchAnswer.Found) -> String {
        let vacancy = found.vacancy
        var reasons: [String] = []
        if !found.matched.isEmpty { reasons.append(fits(found.matched)) }
        if wanted != 0 { reasons.append(time(vacancy.moments.isEmpty ? 0 : wanted & vacancy.moments.bits)) }
        if reasons.count < 2, hasPlace, let distance = found.distance, distance <= 2000 {
            reasons.append(t("het is dichtbij"))
        }
        if reasons.count < 2, found.openPlaces > 0, found.openPlaces <= 2, found.openPlaces < vacancy.places {
            reasons.append(t("nog \(found.openPlaces) van de \(vacancy.places) plekken vrij"))
        }
        guard let first = reasons.first else { return "" }
        let text = reasons.count > 1 ? first + ", " + t("en") + " " + reasons[1] : first
        return Self.sentence(text)
    }

    /// The words with a capital and a full stop. They are ours, and begin with a plain letter in both languages.
    private static func sentence(_ words: String) -> String {
        guard let first = words.utf8.first, (97...122).contains(first) else { return words + "." }
        return String(UnicodeScalar(first - 32)) + Substring(words.utf8.dropFirst()) + "."
    }

    private mutating func fits(_ matched: [String]) -> String {
        if let known = words[matched] { return known }
        let made = t("past bij “\(matched.joined(separator: ", "))”")
        words[matched] = made
        return made
    }

    /// - Parameter shared: the parts that were asked for and are possible; 0 when the volunteer chooses.
    private mutating func time(_ shared: UInt32) -> String {
        if let known = times[shared] { return known }
        let made =
            shared == 0
            ? t("je kiest zelf wanneer") : t("het kan op \(WeekMoments(bits: shared).words(t, limit: 2))")
        times[shared] = made
        return made
    }
}

extension ShelvedVacancy {
    /// The card's markup in this language on this day, made once.
    func pieces(_ t: Texts, today: Day) -> VacancyCardPieces {
        cards.withLock { cards in
            if let known = cards.first(where: { $0.language == t.language && $0.today == today }) { return known }
            let made = VacancyCardPieces(
                vacancy, organisationName: organisationName, openPlaces: openPlaces, t, today: today)
            cards = cards.filter { $0.today == today } + [made]
            return made
        }
    }
}
