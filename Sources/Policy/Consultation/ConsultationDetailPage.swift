import Core
import Storage
import Web

/// One question with its reactions, for those who work on the round.
struct ConsultationDetailPage {
    let visit: Visit
    let cycle: PolicyCycle
    let it: Consultation
    let tally: ReactionTally
    let themes: [ReactionTheme]
    let changes: [(change: PolicyChange, reactions: Int)]
    let filter: ReactionFilter
    let page: Page<Reaction>

    private var t: Texts { visit.t }
    private var path: String { it.path(in: cycle) }
    private var mayChange: Bool { visit.mayChange(cycle) }

    var reply: Reply {
        visit.cyclePage(
            cycle, .consultation, title: it.title, intro: it.question, step: "", actions: actions,
            """
            \(next)\(background)\(figures)\(changed)<section class="stack"><h2>\(t("Reacties"))</h2>\(filters)\(reactions)</section>
            """)
    }

    private var actions: HTML {
        let report = Part.button(t("Verslag"), path + "/verslag", quiet: true)
        guard mayChange else { return report }
        switch it.state {
        case .draft:
            return """
                \(Part.button(t("Wijzig"), path + "/wijzigen", quiet: true))\
                \(visit.buttonForm(action: path + "/verwijderen", label: t("Verwijder"), classes: "quiet"))\
                \(visit.buttonForm(action: path + "/openen", label: t("Zet de vraag open"), classes: ""))
                """
        case .open:
            let back: HTML =
                tally.total == 0
                ? visit.buttonForm(action: path + "/terughalen", label: t("Haal terug"), classes: "quiet") : .empty
            return """
                \(report)\(Part.button(t("Wijzig"), path + "/wijzigen", quiet: true))\(back)\
                \(Part.button(t("Nodig uit"), path + "/uitnodigen", quiet: true))\
                \(Part.button(t("Voer in"), path + "/invoeren", quiet: true))\(Part.button(t("Sluit"), path + "/sluiten"))
                """
        case .closed:
            return report + visit.buttonForm(action: path + "/heropenen", label: t("Toch weer open"), classes: "quiet")
        }
    }

    /// What to do now, in one line.
    private var next: HTML {
        guard mayChange else { return .empty }
        switch it.state {
        case .draft:
            return Part.notice(t("Dit is een concept. Niemand ziet het nog. Klopt alles? Zet de vraag dan open."))
        case .closed: return .empty
        case .open:
            if tally.unchecked > 0 {
                return Part.notice(
                    t.plural(
                        tally.unchecked,
                        "Kijk 1 reactie na. Staat er niets over een mens in? Dan kan iedereen haar lezen.",
                        "Kijk \(tally.unchecked) reacties na. Staat er niets over een mens in? Dan kan iedereen ze lezen."
                    ))
            }
            if tally.unanswered > 0 {
                return Part.notice(
                    t.plural(
                        tally.unanswered, "Geef antwoord op 1 reactie.",
                        "Geef antwoord op \(tally.unanswered) reacties. Zeggen er meer hetzelfde? Kies ze dan samen."))
            }
            if it.isAsking(on: visit.today) {
                return Part.notice(t("Je bent bij. De vraag loopt nog tot en met \(t.date(it.lastDay))."), .good)
            }
            return Part.notice(t("Elke reactie heeft een antwoord. Je kunt de raadpleging sluiten."), .good)
        }
    }

    private var background: HTML {
        let facts = Part.facts([
            (t("Wanneer"), "\(t.date(it.firstDay)) – \(t.date(it.lastDay)), \(it.stage(on: visit.today, t))"),
            (t("Voor wie"), "\(t(it.audience.label))"),
            (
                t("Openbare pagina"),
                it.isPublic && it.firstDay <= visit.today
                    ? "<a href=\"\(it.publicPath)\">\(visit.site.origin)\(it.publicPath)</a>" : "\(t("nog niet"))"
            ),
        ])
        let told: HTML =
            it.summary.map {
                "<h3>\(t("Wat we ermee deden"))</h3><div\(attribute: "lang", t.typed)>\(HTML(markdown: $0, headingsFrom: 4))</div>"
            }
            ?? .empty
        return Part.card(
            t("De vraag"),
            """
            \(facts)<details><summary>\(t("Wat we erbij vertellen"))</summary><div class="stack"\(attribute: "lang", t.typed)>\(HTML(markdown: it.background, headingsFrom: 3))</div></details>\(told)
            """)
    }

    private var figures: HTML {
        guard tally.total > 0 else { return .empty }
        var list = [
            Figure(t("Reacties"), t.number(tally.total), detail: ways, function: "vertalen"),
            Figure(
                t("Nog nakijken"), t.number(tally.unchecked), path: link(.unchecked), function: "verbinden"),
            Figure(
                t("Nog beantwoorden"), t.number(tally.unanswered), path: link(.unanswered), function: "versterken"),
        ]
        for disposition in Reaction.Disposition.allCases {
            list.append(
                Figure(t(disposition.label), t.number(tally.dispositions[disposition] ?? 0), function: "verankeren"))
        }
        return Figure.list(list)
    }

    private var ways: String {
        Reaction.Source.allCases.compactMap { source in
            tally.sources[source].map { "\(t.number($0)) \(t(source.label))" }
        }.joined(separator: ", ")
    }

    private var changed: HTML {
        guard !changes.isEmpty else { return .empty }
        let markup = ReactionMarkup(t: t, showsPaths: true)
        return Part.card(
            t("Dit is veranderd"),
            """
            <ul>\(changes, { item in
                "<li>\(markup.change(item.change))<p class=\"small soft\">\(t.plural(item.reactions, "door 1 reactie", "door \(item.reactions) reacties"))</p></li>"
            })</ul>
            """)
    }

    private func link(_ show: ReactionFilter.Show) -> String { path + "?toon=\(show.rawValue)" }

    private var filters: HTML {
        let shows: [(ReactionFilter.Show, String)] = [
            (.all, t("Alles")), (.unchecked, t("Nog nakijken")), (.unanswered, t("Nog beantwoorden")),
            (.answered, t("Beantwoord")),
        ]
        let own = shows.filter { $0.0 != .unchecked || mayChange }
        let current = filter.theme == nil ? filter.show : nil
        return """
            <nav class="tabs no-print" aria-label="\(t("Welke reacties"))"><ul>\(own, { item in
                "<li><a href=\"\(link(item.0))\"\(attribute: "aria-current", item.0 == current ? "page" : nil)>\(item.1)</a></li>"
            })\(themes, { theme in
                "<li><a href=\"\(path)?thema=\(theme.id)\"\(attribute: "aria-current", theme.id == filter.theme ? "page" : nil)\(attribute: "lang", t.typed)>\(theme.name) (\(theme.count))</a></li>"
            })</ul></nav>
            """
    }

    private var reactions: HTML {
        if page.items.isEmpty {
            return Part.card(
                nil,
                "<p>\(it.state == .draft ? t("Reacties komen hier zodra de vraag open staat.") : t("Hier is nu niets."))</p>"
            )
        }
        let works = mayChange && it.state == .open
        let markup = ReactionMarkup(t: t, showsNames: mayChange, showsPaths: true)
        let cards: HTML =
            "\(page.items, { markup.card($0, path: "\(path)/reacties/\($0.number)", tick: works) })"
        var query = Query()
        if filter.show != .all { query.append("toon", filter.show.rawValue) }
        if let theme = filter.theme { query.append("thema", theme) }
        let more = Part.more(t("Meer reacties"), page.next.map { query.setting("na", to: [$0]).url(path) })
        guard works else { return cards + more }
        return visit.form(action: path + "/kiezen", classes: "stack", cards + bar) + more
    }

    /// What can be done with the chosen reactions together.
    private var bar: HTML {
        """
        <fieldset class="card stack no-print reaction-bar"><legend>\(t("Doe dit met de gekozen reacties"))</legend><div class="row">\
        <button name="actie" value="tonen" class="quiet">\(t("Nagekeken: iedereen mag ze lezen"))</button>\
        <button name="actie" value="thema" class="quiet">\(t("Zet onder een thema"))</button>\
        <button name="actie" value="antwoord">\(t("Geef antwoord"))</button></div></fieldset>
        """
    }
}
