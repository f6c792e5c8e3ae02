import Core
import Synchronization
import Web

extension SearchAnswer.Found {
    /// The card with the reason it is here, from what the visitor asked.
    func card(_ request: SearchRequest, _ t: Texts, today: Day) -> HTML {
        shelved.pieces(t, today: today).markup(whereText: whereText(t), why: why(request, t))
    }

    /// The same for a page that stands inside another site: its link has the whole address and opens outside.
    func embeddedCard(_ request: SearchRequest, _ t: Texts, today: Day, origin: String) -> HTML {
        VacancyCardPieces(
            vacancy, organisationName: organisationName, openPlaces: openPlaces, t, today: today, origin: origin,
            target: "_blank"
        ).markup(whereText: whereText(t), why: why(request, t))
    }

    func whereText(_ t: Texts) -> String {
        if vacancy.fromHome { return t("vanuit huis") }
        let place = shelved.neighbourhoodName ?? t("heel \(shelved.municipalityName)")
        return distance.map { place + " · " + t.distance(metres: $0) } ?? place
    }

    /// At most two reasons, in one sentence.
    private func why(_ request: SearchRequest, _ t: Texts) -> String {
        var reasons: [String] = []
        if !matched.isEmpty { reasons.append(t("past bij “\(matched.joined(separator: ", "))”")) }
        let wanted = request.moments.reduce(0 as UInt32) { $0 | (SearchRequest.momentBits($1) ?? 0) }
        if wanted != 0 {
            let shared = WeekMoments(bits: wanted & vacancy.moments.bits)
            reasons.append(
                vacancy.moments.isEmpty ? t("je kiest zelf wanneer") : t("het kan op \(shared.words(t, limit: 2))"))
        }
        if let distance, distance <= 2000, request.place != nil { reasons.append(t("het is dichtbij")) }
        if openPlaces > 0, openPlaces <= 2, openPlaces < vacancy.places {
            reasons.append(t("nog \(openPlaces) van de \(vacancy.places) plekken vrij"))
        }
        guard let first = reasons.first else { return "" }
        let text = reasons.count > 1 ? first + ", " + t("en") + " " + reasons[1] : first
        return text.prefix(1).uppercased() + text.dropFirst() + "."
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
