import Community
import Core
import Storage
import Web

/// The pages of buddies for everyone.
struct PublicBuddyPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func front(_ towns: [PublicBuddyRoutes.Town]) -> Reply {
        let title = t("Een maatje")
        guard !towns.isEmpty else {
            return visit.simplePage(
                title,
                Part.empty(
                    t("Hier zijn nog geen maatjes"), t("De vrijwilligerscentrale heeft dit nog niet ingericht."),
                    Part.button(t("Bekijk de vacatures"), "/vacatures", quiet: true)))
        }
        let kinds: HTML = """
            \(towns, { town in
                """
                <section class="stack"><h2>\(towns.count > 1 ? t("In \(town.name)") : t("Wat er is"))</h2><div class="cards">\(town.kinds, { kind in
                    kindCard(kind, town, isOne: towns.count == 1)
                })</div></section>
                """
            })
            """
        return visit.page(
            title, description: t("Vraag een maatje aan, of word er een."),
            """
            <div class="wrap stack page"><h1>\(title)</h1>\
            <p class="lead">\(t("Iemand die tijd voor je heeft. Om te praten, te wandelen, te oefenen of te helpen. Het kost niets."))</p>\
            <p class="row">\(Part.button(t("Ik zoek een maatje"), "/maatjes/aanvragen?wie=zelf"))\
            \(Part.button(t("Ik vraag het voor iemand anders"), "/maatjes/aanvragen?wie=ander", quiet: true))\
            \(Part.button(t("Ik wil een maatje worden"), "/maatjes/vrijwilliger", quiet: true))</p>\
            \(kinds)<section class="card stack"><h2>\(t("Zo gaat het"))</h2><ol><li>\(t("Je vult het formulier in. Dat duurt een paar minuten."))</li>\
            <li>\(t("Iemand van de vrijwilligerscentrale belt of mailt je."))</li><li>\(t("We zoeken iemand die bij je past."))</li>\
            <li>\(t("Jullie maken kennis. Iemand van ons is erbij."))</li><li>\(t("Gaat het goed? Dan ga je verder. Wij vragen af en toe hoe het gaat."))</li></ol>\
            <p><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></p></section></div>
            """)
    }

    private func kindCard(_ kind: BuddyKind, _ town: PublicBuddyRoutes.Town, isOne: Bool) -> HTML {
        var query = Query([("soort", String(kind.number))])
        if !isOne { query.append("gemeente", town.code) }
        return """
            <article class="card stack"><h3\(attribute: "lang", t.typed)>\(kind.name)</h3><p\(attribute: "lang", t.typed)>\(kind.whoFor)</p>\
            <p class="small soft">\(t.plural(kind.weekHours, "Ongeveer 1 uur in de week", "Ongeveer \(kind.weekHours) uur in de week"))</p>\
            <p><a href="\(query.url("/maatjes/aanvragen"))" aria-label="\(t("Vraag aan: \(kind.name)"))">\(t("Vraag aan"))</a></p></article>
            """
    }

    /// Which municipality, where there is more than one.
    func choose(_ towns: [PublicBuddyRoutes.Town], path: String) -> Reply {
        let rows: HTML = """
            \(towns, { town in
                "<li><a href=\"\(visit.query.setting("gemeente", to: [town.code]).url(path))\">\(town.name)</a></li>"
            })
            """
        return visit.simplePage(t("Waar woon je?"), intro: t("Kies de gemeente."), "<ul>\(rows)</ul>")
    }

    func ask(_ town: PublicBuddyRoutes.Town, _ form: BuddyRequestForm, _ state: FormState, status: Int = 200) -> Reply {
        var query = Query([("gemeente", town.code)])
        if let chosen = form.chosen { query.append("wie", chosen) }
        let action = query.url("/maatjes/aanvragen")
        return visit.simplePage(
            t("Vraag een maatje aan"),
            intro: t("Wat je schrijft, leest alleen de vrijwilligerscentrale. We bewaren het versleuteld."),
            status: status,
            """
            \(visit.form(action: action, classes: "card stack", "\(form.markup(visit, state))<p class=\"row\"><button>\(t("Verstuur"))</button></p>"))\
            <p><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></p>
            """)
    }

    func offer(_ town: PublicBuddyRoutes.Town, _ form: BuddyVolunteerForm, _ state: FormState, status: Int = 200)
        -> Reply
    {
        let action = Query([("gemeente", town.code)]).url("/maatjes/vrijwilliger")
        return visit.simplePage(
            t("Word een maatje"), intro: t("Fijn! We bellen of mailen je om kennis te maken."), status: status,
            """
            \(visit.form(action: action, classes: "card stack", "\(form.markup(visit, state))<p class=\"row\"><button>\(t("Verstuur"))</button></p>"))\
            <p><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></p>
            """)
    }

    func thanks() -> Reply {
        visit.simplePage(
            t("Dank je wel"), intro: t("We hebben het gekregen."),
            """
            <p>\(t("Iemand van de vrijwilligerscentrale neemt binnen vijf werkdagen contact op. Vulde je een e-mailadres in? Dan krijg je een mail met een link naar je eigen pagina."))</p>\
            <p>\(Part.button(t("Naar de beginpagina"), "/", quiet: true))</p>
            """)
    }
}
