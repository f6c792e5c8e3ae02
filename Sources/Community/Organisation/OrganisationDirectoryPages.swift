import Core
import Storage
import Web

/// The organisations as everyone sees them: the list and one of them.
struct OrganisationDirectoryPages {
    let visit: Visit
    var t: Texts { visit.t }

    func list(_ directory: OrganisationDirectory, _ page: Page<Organisation>, areas: [WorkArea]) -> Reply {
        let results: HTML =
            page.items.isEmpty
            ? nothing(directory)
            : "<ul class=\"cards\">\(page.items, { card($0, areas) })</ul>"
        return visit.page(
            t("Organisaties"), description: t("Organisaties in de buurt die met vrijwilligers werken."),
            """
            <div class="wrap stack page"><div class="row apart"><h1>\(t("Organisaties"))</h1>\
            \(Part.button(t("Organisatie aanmelden"), "/organisaties/aanmelden", quiet: true))</div>\
            \(if: directory.ignored, Part.notice(t("Een deel van je vraag kennen we niet. Dat hebben we overgeslagen.")))\
            \(search(directory, areas))\(results)\
            \(Part.more(t("Meer organisaties"), page.next.map { directory.url(after: $0) }))</div>
            """)
    }

    private func search(_ directory: OrganisationDirectory, _ areas: [WorkArea]) -> HTML {
        let sectors = Sector.allCases.map { ($0.rawValue, t($0.label), $0 == directory.sector) }
        let places = areas.map { ($0.key, t($0.label), $0 == directory.area) }
        return """
            <form class="search no-print" method="get" action="/organisaties" role="search">\
            <div class="field"><label for="zoek-naam">\(t("Naam"))</label>\
            <input type="search" id="zoek-naam" name="naam" maxlength="100" value="\(directory.words)"></div>\
            \(select("sector", t("Onderwerp"), sectors))\(select("gebied", t("Gemeente of wijk"), places))\
            <button>\(t("Zoek"))</button></form>
            """
    }

    private func select(_ name: String, _ label: String, _ options: [(String, String, Bool)]) -> HTML {
        """
        <div class="field"><label for="zoek-\(name)">\(label)</label><select id="zoek-\(name)" name="\(name)">\
        <option value="">\(t("Alles"))</option>\
        \(options, { "<option value=\"\($0.0)\"\(flag: "selected", $0.2)>\($0.1)</option>" })</select></div>
        """
    }

    private func nothing(_ directory: OrganisationDirectory) -> HTML {
        guard directory.isFiltered else {
            return Part.empty(t("Er zijn nog geen organisaties"), t("Meld de eerste aan."))
        }
        return Part.empty(
            t("Geen organisatie gevonden"), t("Zoek op een korter woord, of kijk in alle wijken."),
            Part.button(t("Toon alle organisaties"), "/organisaties", quiet: true))
    }

    private func card(_ organisation: Organisation, _ areas: [WorkArea]) -> HTML {
        """
        <li class="card vacancy"><h2 class="card-title"><a href="\(organisation.path)">\(organisation.name)</a></h2>\
        <p>\(Self.opening(of: organisation.description))</p>\
        <p class="small soft">\(t(organisation.sector.label))\(place(organisation, areas), { " · \($0)" })</p></li>
        """
    }

    /// The first words of a longer text, cut between words.
    static func opening(of text: String, limit: Int = 150) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > limit else { return line }
        let cut = line.prefix(limit)
        return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
    }

    /// Neighbourhood and municipality, as far as known.
    private func place(_ organisation: Organisation, _ areas: [WorkArea]) -> String? {
        let key = organisation.neighbourhood ?? organisation.municipality
        return areas.first { $0.key == key }.map { $0.neighbourhood == nil ? $0.name : t($0.label) }
    }

    func one(_ organisation: Organisation, areas: [WorkArea]) -> Reply {
        let canonical: HTML = "<link rel=\"canonical\" href=\"\(visit.site.origin + organisation.path)\">"
        let crumbs = Part.breadcrumbs([(t("Organisaties"), "/organisaties")], label: t("Kruimelpad"))
        let vacancies = Query([("organisatie", String(organisation.number))]).url("/vacatures")
        return visit.page(
            organisation.name, description: Self.opening(of: organisation.description), head: canonical,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(organisation.name)</h1>\
            <div class="stack">\(HTML(paragraphs: organisation.description))</div>\
            <p>\(Part.button(t("Bekijk de vacatures"), vacancies))</p>\
            \(Part.card(t("Over de organisatie"), Part.facts(facts(organisation, areas))))</div>
            """)
    }

    private func facts(_ organisation: Organisation, _ areas: [WorkArea]) -> [(String, HTML)] {
        var facts: [(String, HTML)] = [(t("Onderwerp"), "\(t(organisation.sector.label))")]
        if let place = place(organisation, areas) { facts.append((t("Wijk"), "\(place)")) }
        if let website = organisation.website {
            let host = website.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
            facts.append((t("Website"), "<a href=\"\(website)\" rel=\"nofollow noopener\">\(host)</a>"))
        }
        if !organisation.contact.isEmpty { facts.append((t("Vraag naar"), "\(organisation.contact)")) }
        return facts
    }
}
