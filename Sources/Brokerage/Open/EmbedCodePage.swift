import Community
import Core
import Search
import Web

/// Where somebody makes the code that shows vacancies on their own site: the filters of the search, the code that goes
/// with them, and how it looks.
struct EmbedCodePage {
    static let path = "/insluiten/code"
    private static let heights = 300...2000

    let visit: Visit
    let answer: SearchAnswer
    private var t: Texts { visit.t }
    private var request: SearchRequest { answer.request }

    /// In pixels.
    private var height: Int {
        let wanted = visit.query.int("hoogte") ?? 700
        return min(max(wanted, Self.heights.lowerBound), Self.heights.upperBound)
    }

    /// What the frame asks: the filters, and the language of this page.
    private var query: Query {
        let plain = request.query.removing("weergave")
        return t.language == .dutch ? plain : plain.setting("taal", to: [t.language.rawValue])
    }

    private func frame(_ origin: String) -> HTML {
        let title = t("Vrijwilligerswerk in \(visit.site.place)")
        return
            "<iframe src=\"\(origin)\(query.url("/insluiten"))\" title=\"\(title)\" width=\"100%\" height=\"\(height)\" loading=\"lazy\"></iframe>"
    }

    var reply: Reply {
        let count = answer.result.total
        let found = t.plural(count, "Nu staat er 1 plek in.", "Nu staan er \(t.number(count)) plekken in.")
        let notices: HTML = "\(request.problems, { Part.notice(t($0.notice)) })"
        // The code is text here: what stands in it is escaped once for the frame and once for this page.
        let code = frame(visit.site.origin).text
        return visit.page(
            t("Vacatures op je eigen site"), head: "<meta name=\"robots\" content=\"noindex,follow\">",
            """
            <div class="wrap stack page"><div><h1>\(t("Vacatures op je eigen site"))</h1>\
            <p class="lead">\(t("Kies wat je wilt laten zien. Kopieer de code en plak die in je eigen pagina. Nieuwe vacatures komen er vanzelf bij."))</p></div>\
            \(notices)\(form)\
            <div class="columns search-columns"><aside aria-label="\(t("Kies filters"))">\(facets)</aside>\
            <div class="stack"><section class="card stack" aria-labelledby="code"><h2 id="code">\(t("De code"))</h2><p>\(found)</p>\(chips)\
            <pre class="code" tabindex="0"><code>\(code)</code></pre>\
            <p class="small soft">\(t("In het kader staan hoogstens 12 plekken, met een knop naar alle andere. Het zet geen cookies en volgt niemand."))</p></section>\
            <section class="stack" aria-labelledby="voorbeeld"><h2 id="voorbeeld">\(t("Zo ziet het eruit"))</h2>\(frame(""))</section></div></div></div>
            """)
    }

    private var form: HTML {
        let pieces = answer.places.facets(t)
        var kept = HTML.empty
        for name in ["gemeente", "organisatie", "volgorde"] {
            for value in request.query.all(name) {
                kept += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
            }
        }
        return """
            <form class="search" id="zoek" method="get" action="\(Self.path)"><div><label for="q">\(t("Woorden"))</label>\
            <input id="q" name="q" value="\(request.words)" autocomplete="off" maxlength="200"></div>\
            <div><label for="plaats">\(t("Waar?"))</label><input id="plaats" name="plaats" value="\(request.placeText)" autocomplete="off" maxlength="80" placeholder="\(t("postcode of wijk"))"></div>\
            <div><label for="afstand">\(t("Hoe ver?"))</label><select id="afstand" name="afstand">\(pieces.radii(request.radius ?? 10))</select></div>\
            <div><label for="hoogte">\(t("Hoogte van het kader"))</label><input id="hoogte" name="hoogte" type="number" min="\(Self.heights.lowerBound)" max="\(Self.heights.upperBound)" value="\(height)"></div>\
            <button>\(t("Maak de code"))</button>\(kept)</form>
            """
    }

    private var facets: HTML {
        """
        <div class="facets" data-auto-submit="zoek"><h2 class="h3">\(t("Kies filters"))</h2>\(FacetMarkup(answer: answer, t: t).markup(answer.places.facets(t)))\
        <p class="row"><button form="zoek" class="quiet">\(t("Maak de code"))</button></p></div>
        """
    }

    private var chips: HTML {
        let chips = request.chips(t, places: answer.places, organisationName: answer.organisationName)
        if chips.isEmpty {
            return "<p class=\"small soft\">\(t("Nog geen filter gekozen: alle plekken staan erin."))</p>"
        }
        return
            "<ul class=\"chips\" aria-label=\"\(t("Gekozen filters"))\">\(chips, { "<li><span class=\"chip\">\($0.label)</span></li>" })</ul>"
    }
}
