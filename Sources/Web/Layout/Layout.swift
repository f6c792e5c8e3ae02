import Core

extension Visit {
    /// A whole page of the site.
    ///
    /// - Parameters:
    ///   - title: stands in the tab; the page's own `h1` is part of `main`.
    ///   - description: for search engines.
    ///   - head: markup for the head, such as a feed link or structured data.
    package func page(
        _ title: String, description: String? = nil, head: HTML = .empty, status: Int = 200, _ main: HTML
    ) -> Reply {
        var reply = Reply.html(
            Layout(visit: self).document(title: title, description: description, head: head, main), status: status)
        if notice != nil { reply.cookies.append(Cookie(Cookie.notice, "", seconds: 0)) }
        return reply
    }

    /// The page with its content in one column under a title.
    package func simplePage(_ title: String, intro: String? = nil, status: Int = 200, _ content: HTML) -> Reply {
        page(
            title, status: status,
            """
            <div class="wrap narrow stack page"><h1>\(title)</h1>\(intro, { "<p class=\"lead\">\($0)</p>" })\(content)</div>
            """)
    }
}

struct Layout {
    let visit: Visit
    var t: Texts { visit.t }

    func document(title: String, description: String?, head: HTML, _ main: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(t.language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
        <title>\(title) – \(visit.site.place)</title>\(description, { "<meta name=\"description\" content=\"\($0)\">" })\
        \(Self.files)\(head)</head>
        <body><a class="skip" href="#inhoud">\(t("Ga naar de inhoud"))</a>
        \(banner)\(header)
        <main id="inhoud" tabindex="-1">\(notice)\(main)</main>
        \(footer)</body></html>
        """
    }

    /// Style, mark and script: the same on every page.
    private static let files: HTML = """
        <link rel="stylesheet" href="\(Assets.url("css/tokens.css"))"><link rel="stylesheet" href="\(Assets.url("css/inzet.css"))">\
        <link rel="icon" href="\(Assets.url("img/inzet.svg"))" type="image/svg+xml">\
        <script type="module" src="\(Assets.url("js/inzet.js"))"></script>
        """
    private static let mark = Mark.svg(size: 34)

    private var banner: HTML {
        guard visit.site.isDemo else { return .empty }
        return """
            <aside class="demo-bar no-print" aria-label="\(t("Over deze demo"))"><div class="wrap row apart small"><span>\(t("Dit is een demo. Alle mensen en organisaties zijn verzonnen."))</span>\
            <a href="/demo">\(t("Demopaneel: rol, tijd en post"))</a></div></aside>
            """
    }

    private var header: HTML {
        let menu = Menu(visit.site.menu(visit), at: visit.path)
        return """
            <header class="top"><div class="wrap row apart"><a class="brand" href="/">\(Self.mark)<span>Inzet<small>\(visit.site.place)</small></span></a>\
            <nav aria-label="\(t("Hoofdmenu"))"><ul>\(menu.entries, { entry in
                "<li><a href=\"\(entry.path)\"\(attribute: "aria-current", entry.current)>\(entry.title)</a></li>"
            })</ul></nav><div class="row account">\(account)\(languages)</div></div>\(menu.open, parts)</header>
            """
    }

    /// The second line of the menu: what lies under the word that is open.
    private func parts(_ open: (title: String, entries: [Menu.Entry])) -> HTML {
        """
        <div class="wrap parts"><nav aria-label="\(open.title)"><ul>\(open.entries, { entry in
            "<li><a href=\"\(entry.path)\"\(attribute: "aria-current", entry.current)>\(entry.title)</a></li>"
        })</ul></nav></div>
        """
    }

    private var account: HTML {
        guard visit.actor.isSignedIn else {
            return "<a class=\"button quiet compact\" href=\"/inloggen\">\(t("Inloggen"))</a>"
        }
        let name = visit.actor.name.isEmpty ? t("Mijn account") : visit.actor.name
        return """
            <a class="small" href="/mijn">\(name)</a>\(visit.buttonForm(action: "/uitloggen", label: t("Uitloggen"), classes: "quiet compact"))
            """
    }

    private var languages: HTML {
        let other: Language = t.language == .dutch ? .english : .dutch
        let url =
            visit.method == .get
            ? visit.url(visit.query.setting("taal", to: [other.rawValue])) : "/?taal=\(other.rawValue)"
        return
            "<a class=\"small\" href=\"\(url)\" lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\">\(other.name)</a>"
    }

    private var notice: HTML {
        "\(visit.notice, { "<div class=\"wrap\"><p class=\"notice good\" role=\"status\">\($0)</p></div>" })"
    }

    private var footer: HTML {
        """
        <footer><div class="wrap row apart small"><span\(attribute: "lang", t.typed)>\(visit.site.contact)</span><nav aria-label="\(t("Over deze site"))"><ul class="row">\
        <li><a href="/toegankelijkheid">\(t("Toegankelijkheid"))</a></li><li><a href="/privacy">\(t("Privacy"))</a></li>\
        <li><a href="/plan">\(t("Beleid"))</a></li><li><a href="/onderzoek">\(t("Onderzoek"))</a></li><li><a href="/cijfers">\(t("Open cijfers"))</a></li><li><a href="/open">\(t("Open data"))</a></li></ul></nav></div></footer>
        """
    }
}
