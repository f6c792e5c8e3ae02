import Community
import Core
import Search
package import Web

/// Vacancies in a frame on another site, with the filters its owner chose, and the page where one makes such a frame.
extension Brokerage {
    package func embedRoutes(_ routes: Routes) {
        routes.get("/insluiten", access: .everyone) { visit in try await embed(visit) }
        routes.get(EmbedCodePage.path, access: .everyone) { visit in
            let request = SearchRequest(visit.query, places: index.places)
            let answer = try await finder.answer(request, today: visit.today, limit: 1)
            return EmbedCodePage(visit: visit, answer: answer).reply
        }
        routes.get("/open", access: .everyone) { visit in openPage(visit) }
    }

    private func embed(_ visit: Visit) async throws -> Reply {
        let request = SearchRequest(visit.query, places: index.places)
        let answer = try await finder.answer(request, today: visit.today, limit: 12)
        let t = visit.t
        let all = visit.site.origin + request.query.removing("weergave").url("/vacatures")
        let list: HTML =
            answer.hits.isEmpty
            ? "<p>\(t("Er zijn nu geen plekken. Kijk op de site voor meer."))</p>"
            : answer.embeddedCards(t, today: visit.today, origin: visit.site.origin)
        var reply = Reply.html(
            """
            <!doctype html><html lang="\(t.language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
            <meta name="robots" content="noindex"><title>\(t("Vrijwilligerswerk in \(visit.site.place)"))</title>\
            <link rel="stylesheet" href="\(Assets.url("css/tokens.css"))"><link rel="stylesheet" href="\(Assets.url("css/inzet.css"))"></head>\
            <body class="embed"><main class="stack"><h1 class="h2">\(t("Vrijwilligerswerk in \(visit.site.place)"))</h1>\
            <h2 class="visually-hidden">\(t("Plekken"))</h2>\(list)\
            <p><a class="button" href="\(all)" target="_blank" rel="noopener">\(t("Bekijk alle \(t.number(answer.result.total)) plekken"))</a></p></main></body></html>
            """)
        reply.mayBeFramed = true
        return reply
    }

    private func openPage(_ visit: Visit) -> Reply {
        let t = visit.t
        let links: [(String, String, String)] = [
            (
                "/vacatures/feed.atom", t("Atom-feed"),
                t("Volg nieuwe vacatures in je eigen lezer. Elk filter werkt ook hier.")
            ),
            ("/vacatures/agenda.ics", t("Agenda (iCalendar)"), t("Zet activiteiten met een datum in je eigen agenda.")),
            (
                "/api/v1/vacatures", t("API: vacatures"),
                t("Alle open vacatures als JSON, met dezelfde filters als de site.")
            ),
            ("/api/v1/organisaties", t("API: organisaties"), t("Alle goedgekeurde organisaties als JSON.")),
            ("/api/v1/openapi.json", t("Beschrijving van de API"), t("OpenAPI 3, voor wie er een programma op bouwt.")),
            ("/sitemap.xml", t("Sitemap"), t("Alle openbare pagina's, voor zoekmachines.")),
        ]
        return visit.simplePage(
            t("Open data"), intro: t("Alles wat openbaar is, mag je gebruiken. Zonder account en zonder sleutel."),
            """
            <dl class="pairs">\(links, { "<div><dt><a href=\"\($0.0)\">\($0.1)</a></dt><dd>\($0.2)</dd></div>" })</dl>\
            <h2>\(t("Vacatures op je eigen site"))</h2><p>\(t("Kies wat je wilt laten zien, en plak de code in je eigen pagina."))</p>\
            <p class="row">\(Part.button(t("Maak de code"), EmbedCodePage.path, quiet: true))</p>
            """)
    }
}
