import Core
import Web

/// All proposals beside each other, what divides them most first.
struct VisionComparePage {
    let visit: Visit
    let view: VisionView
    private var t: Texts { visit.t }
    private var showsNames: Bool { visit.mayKnowProposers(of: view.cycle) }

    func reply() -> Reply {
        let comparison = view.comparison
        let picture = VisionPicture(
            content: view.content, proposals: comparison.proposals, adopted: view.versions.first?.choice, t: t)
        let choose: HTML =
            visit.mayChange(view.cycle)
            ? Part.button(t("Stel de visie vast"), view.cycle.path(.vision) + "/vaststellen") : .empty
        let content: HTML =
            comparison.proposals.count < 2
            ? Part.empty(
                t("Er valt nog niets te vergelijken"), t("Er zijn twee voorstellen nodig."),
                Part.button(t("Terug"), view.cycle.path(.vision), quiet: true))
            : """
            <section class="stack"><h2>\(t("Waar ieder staat"))</h2><figure class="stack">\(picture.drawing)<figcaption class="small">\(picture.legend)</figcaption></figure></section>\
            \(divided(comparison))\(agreed(comparison))\(words)<p class="row no-print">\(choose)</p>
            """
        return visit.cyclePage(
            view.cycle, .vision, title: t("Voorstellen naast elkaar"),
            intro: t("Verschil is geen probleem: het is de agenda van jullie gesprek."), step: t("Vergelijken"),
            actions: PartPrinting.button(t), content)
    }

    private func divided(_ comparison: VisionComparison) -> HTML {
        let rows = comparison.divided(t)
        if rows.isEmpty { return .empty }
        let columns =
            [Table.Column(t("Onderwerp"))] + comparison.proposals.map { Table.Column($0.label(t, named: showsNames)) }
        return """
            <section class="stack"><h2>\(t("Hier verschillen jullie, het meeste eerst"))</h2>\
            \(Table(t("Verschillen"), columns, rows: rows.map(cells)).markup)</section>
            """
    }

    private func cells(_ row: VisionComparison.Row) -> [HTML] {
        ["\(row.title)"] + row.cells.map { $0.isEmpty ? "–" : "\($0)" }
    }

    private func agreed(_ comparison: VisionComparison) -> HTML {
        let rows = comparison.agreed(t)
        if rows.isEmpty { return .empty }
        return """
            <section class="stack"><h2>\(t("Hier zijn jullie het over eens"))</h2><ul>\(rows, { row in
                let first = row.cells.first { !$0.isEmpty } ?? ""
                return "<li>\(row.title)\(if: first != t("ja") && !first.isEmpty, ": \(first)")</li>"
            })</ul></section>
            """
    }

    private var words: HTML {
        """
        <section class="stack"><h2>\(t("In hun eigen woorden"))</h2><ul class="cards">\(view.comparison.proposals, { proposal in
            """
            <li class="card stack edge-vertalen"><h3>\(proposal.label(t, named: showsNames))</h3><div\(attribute: "lang", t.typed)>\(HTML(paragraphs: proposal.choice.text))</div>\(own(proposal))</li>
            """
        })</ul></section>
        """
    }

    private func own(_ proposal: VisionProposal) -> HTML {
        let ways = view.content.ways.compactMap { way in
            proposal.choice.ways[way.id].map { (t(way.name), HTML(paragraphs: $0)) }
        }
        let lines = proposal.choice.ownLines
        return """
            \(if: !ways.isEmpty, Part.facts(ways))\
            \(if: !lines.isEmpty, "<p class=\"small\">\(t("Eigen uitgangspunten"))</p><ul>\(lines, { "<li>\($0)</li>" })</ul>")
            """
    }
}
