import Community
import Core
import Storage
import Web

/// What everyone sees: the questions, one question with its reactions, and what was done with them.
struct PublicConsultationPages {
    let visit: Visit
    var t: Texts { visit.t }

    static let noIndex: HTML = "<meta name=\"robots\" content=\"noindex\">"

    func list(_ page: Page<Consultation>, places: [String: String]) -> Reply {
        let open = page.items.filter { $0.isAsking(on: visit.today) }
        let past = page.items.filter { !$0.isAsking(on: visit.today) }
        let nothing: HTML =
            page.items.isEmpty
            ? Part.empty(
                t("Nu is er geen vraag"), t("Zodra de gemeente je mening vraagt, staat het hier."),
                Part.button(t("Wat er is afgesproken"), "/afspraken", quiet: true)) : .empty
        let next = page.next.map { Query([("na", $0)]).url("/meedenken") }
        return visit.page(
            t("Denk mee"), description: t("Geef je mening over vrijwilligerswerk, en lees wat ermee gebeurt."),
            """
            <div class="wrap stack page">\(PublicNav.markup(visit, current: .consultation))<h1>\(t("Denk mee"))</h1><p class="lead">\(t("De gemeente maakt beleid voor vrijwilligers. Jij weet wat er speelt. Elke reactie krijgt een antwoord."))</p>\
            \(nothing)\(group(t("Nu open"), open, places))\(group(t("Dit vroegen we eerder"), past, places))\(Part.more(t("Eerder"), next))</div>
            """)
    }

    private func group(_ title: String, _ items: [Consultation], _ places: [String: String]) -> HTML {
        guard !items.isEmpty else { return .empty }
        return """
            <section class="stack"><h2>\(title)</h2><ul class="cards">\(items, { it in
                """
                <li class="card stack edge-vertalen"><h3><a href="\(it.publicPath)"\(attribute: "lang", t.typed)>\(it.title)</a></h3><p\(attribute: "lang", t.typed)>\(it.question)</p>\
                <p class="small soft">\(if: places.count > 1, "\(places[it.municipality] ?? "") · ")\(publicStage(it))</p></li>
                """
            })</ul></section>
            """
    }

    private func publicStage(_ it: Consultation) -> String {
        if it.isAsking(on: visit.today) { return t("Reageren kan tot en met \(t.date(it.lastDay))") }
        return it.state == .closed
            ? t("Lees wat we met de reacties deden") : t("We lezen de reacties en geven antwoord")
    }

    /// A question with its form while it is asked, and with its answers after.
    func question(
        _ view: PublicConsultationView, form: Form, _ state: FormState, action: String, status: Int = 200
    ) -> Reply {
        let it = view.it
        let isInvited = action != it.publicPath
        let ask: HTML =
            it.isAsking(on: visit.today) && it.state == .open ? reactForm(form, state, action) : .empty
        let closed: HTML =
            ask.isEmpty && it.state == .open
            ? Part.notice(t("Reageren kan niet meer. We lezen alle reacties en geven elke reactie een antwoord."))
            : .empty
        return visit.page(
            it.title, description: it.question, head: isInvited ? Self.noIndex : .empty, status: status,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Denk mee"), "/meedenken")], label: t("Je bent hier")))\
            <h1\(attribute: "lang", t.typed)>\(it.title)</h1><p class="lead"\(attribute: "lang", t.typed)>\(it.question)</p>\
            <p class="soft">\(publicStage(it))</p>\(closed)\(done(view))<div class="story stack consult"><section class="stack"><h2>\(t("Waar gaat het over?"))</h2>\
            <div class="stack"\(attribute: "lang", t.typed)>\(HTML(markdown: it.background))</div></section>\(ask)\(reactions(view, action))</div></div>
            """)
    }

    private func reactForm(_ form: Form, _ state: FormState, _ action: String) -> HTML {
        let trap: HTML = """
            <div class="consult-trap" aria-hidden="true"><label>\(t("Laat dit veld leeg"))<input type="text" name="\(ReactionForm.trap)" tabindex="-1" autocomplete="off"></label></div>
            """
        return """
            <section class="card stack" id="reageer"><h2>\(t("Jouw reactie"))</h2><p class="small soft">\(t("Je hebt geen account nodig. Schrijf geen namen of adressen van anderen op. We kijken dat na en zetten je reactie dan op deze pagina."))</p>\
            \(visit.form(action: action, classes: "stack", "\(visit.errorSummary(form, state))\(visit.fields(form, state))\(trap)<p class=\"row\"><button>\(t("Verstuur je reactie"))</button></p>"))</section>
            """
    }

    /// “Dit hebben we met je reactie gedaan”.
    private func done(_ view: PublicConsultationView) -> HTML {
        guard view.it.state == .closed else { return .empty }
        let markup = ReactionMarkup(t: t)
        let counts: [(String, HTML)] = Reaction.Disposition.allCases.map {
            (t($0.label), "\(t.number(view.tally.dispositions[$0] ?? 0))")
        }
        let changes: HTML =
            view.changes.isEmpty
            ? .empty
            : "<h3>\(t("Dit is veranderd"))</h3><ul>\(view.changes, { "<li>\(markup.change($0.change))</li>" })</ul>"
        let summary: HTML =
            "\(view.it.summary, { "<div class=\"stack\"\(attribute: "lang", t.typed)>\(HTML(markdown: $0, headingsFrom: 3))</div>" })"
        return """
            <section class="card stack edge-vertalen"><h2>\(t("Dit hebben we met je reactie gedaan"))</h2>\(summary)\
            <p>\(t.plural(view.tally.total, "Er kwam 1 reactie.", "Er kwamen \(view.tally.total) reacties."))</p>\(Part.facts(counts))\(changes)</section>
            """
    }

    private func reactions(_ view: PublicConsultationView, _ action: String) -> HTML {
        let markup = ReactionMarkup(t: t)
        let themes: HTML =
            view.themes.isEmpty
            ? .empty
            : """
            <nav class="tabs no-print" aria-label="\(t("Thema's"))"><ul><li><a href="\(action)#reacties"\(attribute: "aria-current", view.theme == nil ? "page" : nil)>\(t("Alles"))</a></li>\(view.themes, { theme in
                "<li><a href=\"\(action)?thema=\(theme.id)#reacties\"\(attribute: "aria-current", view.theme == theme.id ? "page" : nil)\(attribute: "lang", t.typed)>\(theme.name) (\(theme.count))</a></li>"
            })</ul></nav>
            """
        var query = Query()
        if let theme = view.theme { query.append("thema", theme) }
        let next = view.page.next.map { query.setting("na", to: [$0]).url(action) }
        let list: HTML =
            view.page.items.isEmpty
            ? "<p>\(t("Hier staat nog niets. Een reactie komt erbij zodra we hebben nagekeken of er geen persoonlijke gegevens in staan."))</p>"
            : "\(view.page.items, { markup.card($0) })"
        return """
            <section class="stack" id="reacties"><h2>\(t("Wat anderen zeggen"))</h2>\(themes)\(list)\(Part.more(t("Meer reacties"), next))</section>
            """
    }
}

/// What the page of a question shows.
struct PublicConsultationView: Sendable {
    let it: Consultation
    let tally: ReactionTally
    let themes: [ReactionTheme]
    let changes: [(change: PolicyChange, reactions: Int)]
    let page: Page<Reaction>
    let theme: String?
    let neighbourhoods: [(id: String, name: String)]

    init(_ it: Consultation, query: Query, in db: any SQLConnection) throws {
        self.it = it
        tally = try ReactionTally.of(it.id, in: db)
        themes = try Consultation.themes(of: it.id, in: db).filter { $0.count > 0 }
        changes = it.state == .closed ? try Consultation.changes(of: it.id, in: db) : []
        theme = query.text("thema")
        let filter = ReactionFilter(theme: theme, after: query.int("na") ?? 0, limit: 30)
        page = try Reaction.page(of: it.id, filter, in: db)
        neighbourhoods = try Places.neighbourhoods(of: it.municipality, in: db).map { ($0.id, $0.name) }
    }

    func form(asksAddress: Bool) -> Form {
        ReactionForm.form(neighbourhoods: neighbourhoods, asksAddress: asksAddress)
    }
}
