import Community
import Core
import Storage
import Web

/// One party, its talks and its forms.
struct PartyPages {
    let visit: Visit
    let content: PartyContent
    private var t: Texts { visit.t }

    func one(
        _ cycle: PolicyCycle, _ party: Party, _ talks: Page<PartyTalk>, removed: PartyTalk?, _ talk: Form,
        _ state: FormState,
        status: Int = 200
    ) -> Reply {
        let mayChange = visit.mayChange(cycle)
        let path = party.path(cycle)
        let actions: HTML =
            mayChange
            ? visit.buttonForm(
                action: path + "/archief", label: party.archivedAt == nil ? t("Zet weg") : t("Zet terug"),
                classes: "quiet",
                fields: [("besluit", party.archivedAt == nil ? "weg" : "terug")])
                + Part.button(t("Wijzig"), path + "/wijzigen") : .empty
        let away: HTML = party.archivedAt == nil ? .empty : Part.notice(t("Deze partij is weggezet."))
        let form: HTML = mayChange && party.archivedAt == nil ? noteForm(path, talk, state) : .empty
        return visit.cyclePage(
            cycle, .parties, title: party.name, intro: content.kind(party.kind).map { t($0.name) }, step: party.name,
            actions: actions, status: status,
            """
            \(away)\(facts(cycle, party))\(opening(party))\(form)\(list(cycle, party, talks, mayChange: mayChange))\(if: mayChange, back(path, removed))
            """)
    }

    private func facts(_ cycle: PolicyCycle, _ party: Party) -> HTML {
        var pairs: [(String, HTML)] = []
        func typed(_ text: String) -> HTML { "<div\(attribute: "lang", t.typed)>\(HTML(paragraphs: text))</div>" }
        if let organisation = party.organisation {
            pairs.append(
                (
                    t("In het register"),
                    "<a href=\"/organisaties/\(organisation.number)\">\(t("Bekijk de organisatie"))</a>"
                ))
        }
        if !party.can.isEmpty { pairs.append((t(content.question("record-can")), typed(party.can))) }
        if !party.need.isEmpty { pairs.append((t(content.question("record-need")), typed(party.need))) }
        if visit.actor.has(PolicyAccess.writers, in: cycle.municipality) {
            let ways = [party.contact, party.email ?? "", party.phone ?? ""].filter { !$0.isEmpty }
            if !ways.isEmpty {
                pairs.append((t(content.question("record-contact")), "\(ways.joined(separator: ", "))"))
            }
        }
        let spoken = party.lastSpoken.map { t.date($0) } ?? t("nog niet")
        let quiet: HTML =
            party.lastSpoken != nil && party.isQuiet(months: content.spokenWarning.months, today: visit.today)
            ? " \(Part.chip(t(content.spokenWarning.text), .wait))" : .empty
        pairs.append((t("Laatst gesproken"), "\(spoken)\(quiet)"))
        let next: HTML =
            party.nextStep.isEmpty
            ? "\(t("Nog geen volgende stap"))"
            : "<span\(attribute: "lang", t.typed)>\(party.nextStep)</span>\(party.nextDay, { ", \(t.date($0))" })"
        pairs.append((t("Volgende stap"), next))
        return Part.card(nil, Part.facts(pairs))
    }

    /// A question to open the talk with, from the content.
    private func opening(_ party: Party) -> HTML {
        guard let kind = content.kind(party.kind) else { return .empty }
        return """
            <details class="card no-print"><summary>\(t("Zo begin je het gesprek"))</summary><div class="stack"><p><strong>\(t(kind.ask))</strong></p>\
            <p>\(t("Wat partijen als deze vaak kunnen: \(t(kind.can))"))</p><p>\(t("Wat zij vaak nodig hebben: \(t(kind.need))"))</p>\(kind.source.markup(t))</div></details>
            """
    }

    private func noteForm(_ path: String, _ form: Form, _ state: FormState) -> HTML {
        """
        <section class="card stack no-print"><h2>\(t("Noteer een gesprek"))</h2>\(visit.errorSummary(form, state))\
        \(visit.form(action: path + "/gesprek", classes: "stack", "\(visit.fields(form, state))<p><button>\(t("Noteer"))</button></p>"))</section>
        """
    }

    private func list(_ cycle: PolicyCycle, _ party: Party, _ page: Page<PartyTalk>, mayChange: Bool) -> HTML {
        let path = party.path(cycle)
        let isOfficer = visit.actor.has(PolicyAccess.writers, in: cycle.municipality)
        let items: HTML =
            page.items.isEmpty
            ? "<p>\(t("Er is nog geen gesprek genoteerd."))</p>"
            : """
            <ul class="plain stack">\(page.items, { talk in
                let remove: HTML = mayChange ? visit.buttonForm(action: path + "/gesprek/weg", label: t("Verwijder"), fields: [("gesprek", talk.id)]) : .empty
                let whom: HTML = isOfficer && !talk.withWhom.isEmpty ? " \(t("met \(talk.withWhom)"))" : .empty
                return "<li><div class=\"row apart\"><h3>\(t.date(talk.day))\(whom)</h3>\(remove)</div><div\(attribute: "lang", t.typed)>\(HTML(paragraphs: talk.note))</div>\(talk.author, { "<p class=\"small soft\">\(t("Genoteerd door \($0)"))</p>" })</li>"
            })</ul>
            """
        return """
            <section class="card stack"><h2>\(t("Gesprekken"))</h2>\(items)\(Part.more(t("Eerdere gesprekken"), page.next.map { path + "?voor=" + $0 }))</section>
            """
    }

    private func back(_ path: String, _ removed: PartyTalk?) -> HTML {
        "\(removed, { "<p class=\"row small no-print\">\(t("Verwijderd: het gesprek van \(t.date($0.day)).")) \(visit.buttonForm(action: path + "/gesprek/weg", label: t("Zet terug"), fields: [("gesprek", $0.id), ("besluit", "terug")]))</p>" })"
    }
}
