import Core
import Web

/// What the round before left: a list to decide on.
struct CarriedPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: EvaluationContent
    /// How far the board of chances of this round is; `nil` when there is none.
    var board: ChanceBoard.State?
    private var t: Texts { visit.t }
    private var root: String { cycle.path(.evaluation) + "/meegekomen" }

    func list(_ proposals: [CarriedProposal]) -> HTML {
        if proposals.isEmpty { return .empty }
        let open = proposals.filter { $0.state == .open }
        let line =
            open.isEmpty
            ? t("Over alles is besloten.")
            : t.plural(
                open.count, "Over 1 punt moet je nog beslissen.", "Over \(open.count) punten moet je nog beslissen.")
        return """
            <section class="stack" id="meegekomen"><h2>\(t("Meegekomen uit de vorige ronde"))</h2><p>\(line)</p>\
            \(CarriedItem.Kind.allCases, { group($0, proposals) })</section>
            """
    }

    private func group(_ kind: CarriedItem.Kind, _ proposals: [CarriedProposal]) -> HTML {
        let items = proposals.filter { $0.item.kind == kind }
        if items.isEmpty { return .empty }
        return "<h3>\(t(kind.label))</h3><ul class=\"plain stack\">\(items, card)</ul>"
    }

    private func card(_ proposal: CarriedProposal) -> HTML {
        let conclusion = proposal.conclusion.flatMap { content.conclusion($0) }
        let name: HTML = "\(conclusion, { Part.chip(t($0.name), .warm) })"
        let text: HTML = proposal.item.text.isEmpty ? .empty : HTML(paragraphs: proposal.item.text)
        let target: HTML = proposal.newTarget.map { aim($0, proposal.newDay) } ?? .empty
        let day: HTML = "\(proposal.item.day, { "<p class=\"small soft\">\(t("Tot \(t.date($0))"))</p>" })"
        return """
            <li class="card stack" id="voorstel-\(proposal.place)"><div class="row apart"><strong>\(proposal.item.title)</strong>\(name)</div>\(text)\(target)\(day)\(state(proposal, conclusion))</li>
            """
    }

    private func aim(_ target: Double, _ day: Day?) -> HTML {
        let number = Amount.number(target, decimals: target == target.rounded() ? 0 : 1, t)
        let words =
            day.map { t("Nieuwe streefwaarde: \(number), op \(t.date($0))") } ?? t("Nieuwe streefwaarde: \(number)")
        return "<p class=\"small\">\(words)</p>"
    }

    private func state(_ proposal: CarriedProposal, _ conclusion: EvaluationContent.Conclusion?) -> HTML {
        switch proposal.state {
        case .taken:
            let path =
                proposal.item.kind == .attention && !proposal.isOnBoard ? PlanPath(cycle).document : proposal.result
            return """
                <p>\(Part.chip(t("overgenomen"), .good))\(path, { " <a href=\"\($0)\">\(t("Bekijk het"))<span class=\"visually-hidden\">: \(proposal.item.title)</span></a>" })</p>\(afterwards(proposal))
                """
        case .left:
            let back: HTML =
                visit.mayChange(cycle)
                ? visit.buttonForm(action: "\(root)/\(proposal.place)/open", label: t("Toch weer bekijken")) : .empty
            return "<p>\(Part.chip(t("niet overgenomen"))) \(proposal.reason)</p>\(back)"
        case .open:
            guard visit.mayChange(cycle) else { return "<p>\(Part.chip(t("nog beslissen"), .wait))</p>" }
            let ask: HTML =
                conclusion?.nextCycle == .copyAndAsk
                ? "<p class=\"small\">\(t("Neem je dit over? Kies dan meteen een andere aanpak of een andere indicator."))</p>"
                : .empty
            let take: HTML =
                proposal.item.kind == .attention
                ? "<a class=\"button compact\" href=\"\(root)/\(proposal.place)/bord\">\(t("Neem over"))<span class=\"visually-hidden\">: \(proposal.item.title)</span></a>"
                : visit.buttonForm(
                    action: "\(root)/\(proposal.place)/overnemen", label: t("Neem over"), classes: "compact")
            let leave: HTML = """
                <a class="button quiet compact" href="\(root)/\(proposal.place)/laten">\(t("Laat het"))<span class="visually-hidden">: \(proposal.item.title)</span></a>
                """
            return "\(ask)<div class=\"row no-print\">\(take)\(leave)</div>"
        }
    }

    /// A point that only the plan names can still go to the board, or back to the list.
    private func afterwards(_ proposal: CarriedProposal) -> HTML {
        guard visit.mayChange(cycle), proposal.mayReopen else { return .empty }
        let put: HTML =
            board == .collecting
            ? "<a class=\"button quiet compact\" href=\"\(root)/\(proposal.place)/bord\">\(t("Zet op het bord"))<span class=\"visually-hidden\">: \(proposal.item.title)</span></a>"
            : .empty
        let back = visit.buttonForm(action: "\(root)/\(proposal.place)/open", label: t("Toch weer bekijken"))
        return "<div class=\"row no-print\">\(put)\(back)</div>"
    }

    static let form = Form([
        Field("reden", Text("Waarom neem je dit niet over?"), .area(rows: 3), limit: 500)
    ])

    func leave(_ proposal: CarriedProposal, _ state: FormState, status: Int = 200) -> Reply {
        visit.cyclePage(
            cycle, .evaluation, title: t("Niet overnemen"), intro: proposal.item.title, step: t("Niet overnemen"),
            status: status,
            visit.form(
                action: "\(root)/\(proposal.place)/laten", classes: "stack narrow",
                """
                \(visit.errorSummary(Self.form, state))\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Neem het niet over"))</button>\(Part.button(t("Terug"), cycle.path(.evaluation), quiet: true))</p>
                """))
    }
}
