import Community
import Core
import Storage
import Web

/// The parties of a round: who is there, who is missing, whom you did not speak for long.
struct PartyListPages {
    struct View: Sendable {
        let cycle: PolicyCycle
        let group: String?
        let page: Page<Party>
        let counts: [String: Int]
        let spoken: (all: Int, spoken: Int)
        let due: [Party]
        let waiting: Int
        let archived: [Party]
    }

    let visit: Visit
    let content: PartyContent
    private var t: Texts { visit.t }

    func list(_ view: View) -> Reply {
        let cycle = view.cycle
        let path = cycle.path(.parties)
        let mayChange = visit.mayChange(cycle)
        let actions: HTML =
            mayChange
            ? Part.button(t("Haal uit het register"), path + "/register", quiet: true)
                + Part.button(t("Voeg een partij toe"), path + "/nieuw") : .empty
        let all = view.counts.values.reduce(0, +)
        let main: HTML =
            all == 0
            ? Part.empty(
                t("Nog geen partijen"),
                mayChange
                    ? t("Begin met het register: \(view.waiting) organisaties staan er al. Eén klik zet ze erbij.")
                    : t("Een beleidsmedewerker van de gemeente zet ze erbij."), actions)
            : """
            \(Figure.list(headline(view)))\(due(view))\(filter(view, all))\(cards(view))\
            \(Part.more(t("Meer partijen"), view.page.next.map { url(view, after: $0) }))
            """
        return visit.cyclePage(
            cycle, .parties, intro: t(content.intro), actions: all == 0 ? .empty : actions,
            """
            \(main)\(missing(view))\(archived(view))\(content.source.markup(t))
            """)
    }

    private func url(_ view: View, after: String? = nil) -> String {
        var query = Query()
        if let group = view.group { query.append("groep", group) }
        if let after { query.append("na", after) }
        return query.url(view.cycle.path(.parties))
    }

    private func headline(_ view: View) -> [Figure] {
        [
            Figure(t("Partijen"), String(view.spoken.all), function: "vertalen"),
            Figure(
                t("Gesproken, laatste 12 maanden"), String(view.spoken.spoken),
                detail: t.share(view.spoken.spoken, of: view.spoken.all), function: "vertalen"),
            Figure(t("Volgende stap is aan de beurt"), String(view.due.count), function: "vertalen"),
        ]
    }

    private func due(_ view: View) -> HTML {
        if view.due.isEmpty { return .empty }
        return Part.card(
            t("Nu aan de beurt"),
            """
            <ul class="plain">\(view.due, { party in
                "<li class=\"row apart\"><span><a href=\"\(party.path(view.cycle))\"\(attribute: "lang", t.typed)>\(party.name)</a>: \(party.nextStep)</span><span class=\"soft small\">\(party.nextDay.map { t.shortDate($0, today: visit.today) } ?? "")</span></li>"
            })</ul>
            """)
    }

    private func filter(_ view: View, _ all: Int) -> HTML {
        let path = view.cycle.path(.parties)
        let groups = content.groups.map { group in
            (group, content.kinds.filter { $0.group == group.key }.compactMap { view.counts[$0.id] }.reduce(0, +))
        }
        return """
            <nav class="no-print" aria-label="\(t("Soorten partijen"))"><ul class="chips"><li><a class="chip" href="\(path)"\(attribute: "aria-current", view.group == nil ? "true" : nil)>\(t("Alle")) \(all)</a></li>\
            \(groups, { group, count in
                "<li><a class=\"chip\" href=\"\(path)?groep=\(group.key)\"\(attribute: "aria-current", view.group == group.key ? "true" : nil)>\(t(group.name)) \(count)</a></li>"
            })</ul></nav>
            """
    }

    private func cards(_ view: View) -> HTML {
        if view.page.items.isEmpty { return "<p>\(t("Van deze soort is er nog niemand."))</p>" }
        return """
            <section class="stack"><h2>\(view.group.flatMap { content.group($0) }.map { t($0.name) } ?? t("Alle partijen"))</h2>\
            <ul class="cards">\(view.page.items, { card(view.cycle, $0) })</ul></section>
            """
    }

    private func card(_ cycle: PolicyCycle, _ party: Party) -> HTML {
        let kind = content.kind(party.kind).map { t($0.name) } ?? ""
        let spoken =
            party.lastSpoken.map { t("Gesproken op \(t.date($0))") } ?? t("Nog niet gesproken")
        let quiet: HTML =
            party.isQuiet(months: content.spokenWarning.months, today: visit.today) && party.lastSpoken != nil
            ? Part.chip(t("lang geleden"), .wait) : .empty
        let next: HTML =
            party.nextStep.isEmpty
            ? .empty
            : "<p class=\"small\"><strong>\(t("Volgende stap")):</strong> <span\(attribute: "lang", t.typed)>\(party.nextStep)</span>\(party.nextDay, { ", \(t.shortDate($0, today: visit.today))" })</p>"
        return """
            <li class="card stack edge-vertalen"><h3><a href="\(party.path(cycle))"\(attribute: "lang", t.typed)>\(party.name)</a></h3>\
            <p class="small soft">\(kind)</p>\(if: !party.can.isEmpty, "<p class=\"small\"><strong>\(t("Kan")):</strong> <span\(attribute: "lang", t.typed)>\(party.can)</span></p>")\
            \(if: !party.need.isEmpty, "<p class=\"small\"><strong>\(t("Nodig")):</strong> <span\(attribute: "lang", t.typed)>\(party.need)</span></p>")\
            <p class="small row">\(spoken) \(quiet)</p>\(next)</li>
            """
    }

    /// Kinds of which there is nobody: whom do you overlook?
    private func missing(_ view: View) -> HTML {
        let none = content.kinds.filter { view.counts[$0.id] == nil && (view.group == nil || $0.group == view.group) }
        if none.isEmpty || !visit.mayChange(view.cycle) { return .empty }
        return """
            <details class="card no-print"\(flag: "open", view.counts.isEmpty)><summary>\(t("Wie mis je nog? \(none.count) soorten zonder partij"))</summary><ul class="plain">\(none, { kind in
                "<li class=\"row apart\"><span><strong>\(t(kind.name))</strong>: \(t(kind.who)) <span class=\"soft\">\(t(kind.ask))</span></span><a class=\"small\" href=\"\(view.cycle.path(.parties))/nieuw?soort=\(kind.id)\">\(t("Zet erbij"))<span class=\"visually-hidden\">: \(t(kind.name))</span></a></li>"
            })</ul></details>
            """
    }

    private func archived(_ view: View) -> HTML {
        if view.archived.isEmpty { return .empty }
        return """
            <details class="card no-print"><summary>\(t("Partijen die je hebt weggezet"))</summary><ul class="plain">\(view.archived, { party in
                "<li><a href=\"\(party.path(view.cycle))\">\(party.name)</a></li>"
            })</ul></details>
            """
    }
}
