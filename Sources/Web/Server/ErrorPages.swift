import Core

/// Pages for what went wrong: what happened, and where to go from here.
enum ErrorPages {
    static func page(_ error: WebError, _ visit: Visit) -> Reply {
        let t = visit.t
        let ways: HTML = """
            <p class="row"><a class="button" href="/">\(t("Naar de voorpagina"))</a>\
            <a href="/vacatures">\(t("Zoek vrijwilligerswerk"))</a></p>
            """
        return visit.simplePage(
            t(error.title), intro: t(error.explanation), status: error.status, ways + number(visit))
    }

    static func unexpected(_ visit: Visit) -> Reply {
        let t = visit.t
        let content: HTML = """
            <p>\(t("Probeer het zo nog eens. Blijft het misgaan? Bel of mail ons en noem dit nummer."))</p>\
            <p class="row"><a class="button" href="/">\(t("Naar de voorpagina"))</a></p>
            """
        return visit.simplePage(
            t("Er ging bij ons iets mis"), intro: t("Dit ligt niet aan jou."), status: 500, content + number(visit))
    }

    private static func number(_ visit: Visit) -> HTML {
        "<p class=\"small soft\">\(visit.t("Nummer van deze aanvraag")): <code>\(visit.requestID)</code></p>"
    }
}
