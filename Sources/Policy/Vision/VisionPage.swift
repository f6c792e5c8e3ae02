import Community
import Core
import Web

/// The workshop: what was adopted, who proposes, what to do next.
struct VisionPage {
    let visit: Visit
    let view: VisionView
    let shelf: ContentShelf
    private var t: Texts { visit.t }
    private var path: String { view.cycle.path(.vision) }
    private var mayChange: Bool { visit.mayChange(view.cycle) }

    func reply() -> Reply {
        visit.cyclePage(
            view.cycle, .vision, intro: t(view.content.intro), actions: PartPrinting.button(t),
            "\(adopted)\(steps)\(proposals)\(versions)\(view.content.source.markup(t))")
    }

    // MARK: The adopted vision

    private var adopted: HTML {
        guard let vision = view.versions.first else { return .empty }
        return VisionText(vision: vision, content: VisionView.content(vision, shelf), proposals: view.sent, t: t).markup
    }

    private var versions: HTML {
        guard view.versions.count > 1 else { return .empty }
        return """
            <section class="card stack"><h2>\(t("Eerdere versies"))</h2><ul class="plain">\(view.versions.dropFirst(), { vision in
                "<li><a href=\"\(path)/versies/\(vision.version)\">\(t("Versie \(vision.version)"))</a> <span class=\"soft\">\(t.date(vision.adoptedOn))</span></li>"
            })</ul></section>
            """
    }

    // MARK: What to do

    private var steps: HTML {
        guard mayChange else { return .empty }
        let own = view.own(visit.actor.person)
        let ownLabel = own == nil ? t("Doe je eigen voorstel") : t("Bekijk je eigen voorstel")
        let mayAdopt = !view.sent.isEmpty || !view.versions.isEmpty
        let choose: HTML =
            mayAdopt
            ? row(
                Part.button(
                    view.versions.isEmpty ? t("Stel de visie vast") : t("Maak een nieuwe versie"),
                    path + "/vaststellen", quiet: !view.versions.isEmpty))
            : "<p class=\"small soft\">\(t("Dit kan zodra er een voorstel binnen is."))</p>"
        let compare: HTML =
            view.sent.count > 1
            ? row(Part.button(t("Vergelijk de voorstellen"), path + "/vergelijken", quiet: true))
            : "<p class=\"small soft\">\(t("Dit kan zodra er twee voorstellen binnen zijn."))</p>"
        return """
            <section class="card stack no-print"><h2>\(t("Zo maak je samen een visie"))</h2><ol class="stack vision-steps">\
            <li><div class="stack"><strong>\(t("Verzamel voorstellen"))</strong><p>\(t("Vraag vijf mensen die er anders in staan. Doe zelf ook mee."))</p>\
            <p class="row">\(Part.button(ownLabel, path + "/voorstel", quiet: own != nil))\(Part.button(t("Nodig iemand uit"), path + "/uitnodigen", quiet: true))</p></div></li>\
            <li><div class="stack"><strong>\(t("Leg ze naast elkaar"))</strong><p>\(t("Praat over de punten waar jullie het meest verschillen."))</p>\(compare)</div></li>\
            <li><div class="stack"><strong>\(t("Kies een tekst"))</strong><p>\(t("Een tekst die iedereen kent, met wie hem vaststelde en wanneer."))</p>\(choose)</div></li></ol></section>
            """
    }

    private func row(_ button: HTML) -> HTML { "<p class=\"row\">\(button)</p>" }

    // MARK: Proposals

    private var proposals: HTML {
        if view.proposals.isEmpty { return .empty }
        let rows: [[HTML]] = view.proposals.map { proposal in
            [
                "\(proposal.number)", name(proposal), "\(t(proposal.role.label))", state(proposal), buttons(proposal),
            ]
        }
        let columns: [Table.Column] = [
            .init(t("Nr.")), .init(t("Wie")), .init(t("Namens")), .init(t("Stand")), .init(t("Doen")),
        ]
        return """
            <section class="stack">\(Table(t("Voorstellen"), columns, rows: rows).markup)\
            \(if: view.sent.count > 1, "<p class=\"no-print\"><a href=\"\(path)/vergelijken\">\(t("Leg de voorstellen naast elkaar"))</a></p>")</section>
            """
    }

    private func name(_ proposal: VisionProposal) -> HTML {
        if !visit.mayKnowProposers(of: view.cycle) { return "–" }
        return proposal.name.isEmpty ? "<span class=\"soft\">\(t("naam gewist"))</span>" : "\(proposal.name)"
    }

    private func state(_ proposal: VisionProposal) -> HTML {
        if let sent = proposal.sentAt {
            return "\(Part.chip(t("binnen"), .good)) <span class=\"small soft\">\(t.date(sent.day))</span>"
        }
        guard let expires = proposal.expires else { return Part.chip(t("nog niet af"), .wait) }
        return expires < visit.today
            ? Part.chip(t("de link is verlopen"), .bad)
            : "\(Part.chip(t("gevraagd"), .wait)) <span class=\"small soft\">\(t("kan tot en met \(t.date(expires))"))</span>"
    }

    private func buttons(_ proposal: VisionProposal) -> HTML {
        guard mayChange, !proposal.isSent, proposal.person == nil,
            proposal.isFresh(since: view.versions.first?.createdAt)
        else { return "–" }
        let own = path + "/voorstellen/\(proposal.number)"
        return visit.buttonForm(action: own + "/opnieuw", label: t("Stuur een nieuwe link"))
            + visit.buttonForm(action: own + "/intrekken", label: t("Trek in"))
    }
}
