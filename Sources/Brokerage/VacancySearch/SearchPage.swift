import Community
import Core
import Search
import Web

/// The search of the vacancy bank: one form, its answer as a list, a map or a calendar.
struct SearchPage {
    let visit: Visit
    let answer: SearchAnswer
    /// Outlines for the map, read only when the map is shown.
    let areas: [MapArea]
    /// The visitor's own order, when chosen.
    let suited: SuitedOrder?
    /// The choices as they stand in the address.
    private let query: Query
    private let pieces: FacetPieces
    var t: Texts { visit.t }
    var request: SearchRequest { answer.request }

    init(visit: Visit, answer: SearchAnswer, areas: [MapArea], suited: SuitedOrder? = nil) {
        self.visit = visit
        self.answer = answer
        self.areas = areas
        self.suited = suited
        let own = answer.request.query
        query = suited == nil ? own : own.setting("volgorde", to: [SuitedOrder.code])
        pieces = answer.places.facets(visit.t)
    }

    var reply: Reply {
        let title = request.words.isEmpty ? t("Vrijwilligerswerk zoeken") : t("Vrijwilligerswerk: \(request.words)")
        let feed = query.removing("weergave").url("/vacatures/feed.atom")
        let robots: HTML = request.isNarrowed ? "<meta name=\"robots\" content=\"noindex,follow\">" : .empty
        return visit.page(
            title, description: t("Vind vrijwilligerswerk in \(visit.site.place) en reageer zonder account."),
            head:
                "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"\(t("Nieuwe vacatures"))\" href=\"\(feed)\">\(robots)",
            """
            <section class="hero"><div class="wrap stack"><h1>\(t("Wat wil jij doen voor \(visit.site.place)?"))</h1>\
            <p>\(t("\(t.number(answer.online)) plekken. Je reageert zonder account, en je krijgt altijd antwoord."))</p>\(searchForm)</div></section>
            <div class="wrap columns search-columns"><aside id="verfijn" aria-label="\(t("Verfijn je zoekopdracht"))">\(facets)</aside>\
            <section aria-labelledby="gevonden" class="stack">\(heading)\(notices)\(chips)\(results)\(keep)</section></div>
            """)
    }

    private var searchForm: HTML {
        """
        <form class="search" role="search" id="zoek" method="get" action="/vacatures"><div><label for="q">\(t("Wat zoek je?"))</label>\
        <input id="q" name="q" type="search" value="\(request.words)" autocomplete="off" maxlength="200"></div>\
        <div><label for="plaats">\(t("Waar?"))</label><input id="plaats" name="plaats" value="\(request.placeText)" autocomplete="postal-code" maxlength="80" placeholder="\(t("postcode of wijk"))"></div>\
        <div><label for="afstand">\(t("Hoe ver?"))</label><select id="afstand" name="afstand">\(pieces.radii(request.radius ?? 10))</select></div><button>\(t("Zoeken"))</button>\(hidden)</form>
        """
    }

    /// Choices that have no field on the page, so that searching again keeps them.
    private var hidden: HTML {
        var fields = HTML.empty
        for name in ["gemeente", "organisatie", "volgorde", "weergave"] {
            for value in query.all(name) { fields += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        }
        return fields
    }

    private var facets: HTML {
        """
        <div class="facets" data-auto-submit="zoek"><h2 class="h3">\(t("Verfijnen"))</h2>\(FacetMarkup(answer: answer, t: t).markup(pieces))\
        <p class="row"><button form="zoek" class="quiet">\(t("Toon resultaten"))</button></p></div>
        """
    }

    private var heading: HTML {
        let count = answer.result.total
        return """
            <div class="row apart"><h2 id="gevonden" tabindex="-1">\(t.plural(count, "1 plek die past", "\(t.number(count)) plekken die passen"))</h2>\
            <div class="row small"><a class="only-narrow button quiet compact" href="#verfijn">\(t("Verfijnen"))</a><span>\(t("Volgorde")): \
            \(choice(t("wat het beste past"), query.removing("volgorde"), suited == nil && !request.newestFirst)) · \
            \(choice(t("nieuwste"), query.setting("volgorde", to: ["nieuwste"]), request.newestFirst))\(mine) · <a href="/vacatures/uitleg">\(t("Waarom staat dit hier?"))</a></span>\
            <span>\(t("Toon")): \(view(.list, t("lijst"))) · \(view(.map, t("kaart"))) · \(view(.calendar, t("agenda")))</span></div></div>
            """
    }

    /// For who is signed in: the order of their own wishes.
    private var mine: HTML {
        guard visit.actor.isSignedIn else { return .empty }
        return " · \(choice(t("wat bij mij past"), query.setting("volgorde", to: [SuitedOrder.code]), suited != nil))"
    }

    private func choice(_ label: String, _ query: Query, _ isCurrent: Bool) -> HTML {
        "<a href=\"\(query.url("/vacatures"))\"\(attribute: "aria-current", isCurrent ? "true" : nil)>\(label)</a>"
    }

    private func view(_ view: SearchRequest.View, _ label: String) -> HTML {
        let other =
            view == .list ? query.removing("weergave") : query.setting("weergave", to: [view.rawValue])
        return choice(label, other, request.view == view)
    }

    private var notices: HTML {
        var markup: HTML = "\(request.problems, { Part.notice(t($0.notice)) })"
        if suited != nil {
            markup +=
                "<p class=\"notice\">\(t("Je ziet alleen plekken die bij je wensen passen. Wat het meest past, staat bovenaan.")) <a href=\"\(KeptWishes.path)\">\(t("Pas je wensen aan"))</a></p>"
        }
        for correction in answer.result.corrections {
            markup += Part.notice(
                t("We zochten naar “\(correction.used)” in plaats van “\(correction.typed)”."), .plain)
        }
        if answer.result.relaxedWords {
            markup += Part.notice(t("Niets heeft al je woorden. Dit past bij de meeste ervan."), .plain)
        }
        return markup
    }

    private var chips: HTML {
        let chips = request.chips(t, places: answer.places, organisationName: answer.organisationName)
        guard !chips.isEmpty else { return .empty }
        let items: HTML = """
            \(chips, { chip in
            "<li><a class=\"chip\" href=\"\(chip.without.url("/vacatures"))\">\(chip.label) <span aria-hidden=\"true\">×</span><span class=\"visually-hidden\">\(t("weghalen"))</span></a></li>"
            })
            """
        return
            "<ul class=\"chips\" aria-label=\"\(t("Gekozen filters"))\">\(items)<li><a class=\"small\" href=\"/vacatures\">\(t("alles wissen"))</a></li></ul>"
    }

    private var results: HTML {
        if answer.result.total == 0 { return EmptySearch(answer: answer, t: t).markup }
        switch request.view {
        case .list: return list
        case .map: return SearchMap(answer: answer, areas: areas, t: t).markup + list
        case .calendar: return SearchCalendar(answer: answer, t: t, today: visit.today).markup
        }
    }

    private var list: HTML {
        let next = answer.result.next.map {
            query.setting("na", to: ["\($0.key).\($0.number)"]).url("/vacatures")
        }
        return cards + Part.more(t("Meer plekken"), next)
    }

    private var cards: HTML {
        guard let suited else { return answer.cards(t, today: visit.today) }
        let today = visit.today
        func card(_ found: SearchAnswer.Found) -> HTML {
            found.shelved.pieces(t, today: today).markup(
                whereText: found.whereText(t), why: suited.sentence(found.vacancy.id.text))
        }
        return "<ul class=\"cards\">\(answer.hits, card)</ul>"
    }

    private var keep: HTML {
        let url = query.removing("weergave").removing("volgorde").url("/zoekopdrachten/nieuw")
        let embed = request.query.removing("weergave").url(EmbedCodePage.path)
        return """
            <div class="card row apart"><span>\(t("Weet je nog niet wat? Zes korte vragen, en je ziet wat bij je past."))</span>\(Part.button(t("Wat past bij mij?"), SuitsMeSteps.path, quiet: true))</div>\
            <div class="card row apart"><span>\(t("Niets voor jou bij? Wij mailen je als er iets past."))</span>\(Part.button(t("Bewaar deze zoekopdracht"), url, quiet: true))</div>\
            <p class="small"><a href="\(embed)">\(t("Zet deze plekken op je eigen site"))</a></p>
            """
    }
}
