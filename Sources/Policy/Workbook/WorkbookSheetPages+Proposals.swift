import Core
import Web

extension WorkbookSheetPages {
    /// What the site sees happening, each with its buttons.
    func proposals(_ cycle: PolicyCycle, _ found: [WorkbookProposal], _ sheet: WorkbookSheet) -> HTML {
        let declined = function.elements.filter { sheet.isDeclined($0.id) }
        if found.isEmpty, declined.isEmpty { return .empty }
        let again: HTML =
            declined.isEmpty
            ? .empty
            : "<details class=\"small\"><summary>\(t("Voorstellen die je niet overnam"))</summary><ul class=\"plain\">\(declined, { element in "<li class=\"row\">\(t(element.name)) \(decide(cycle, element.id, .again, t("Stel weer voor")))</li>" })</ul></details>"
        let intro: HTML =
            found.isEmpty
            ? .empty
            : "<p>\(t("Dit gebeurt al, volgens de cijfers van deze site. Er verandert niets tot jij kiest. Bewaar eerst wat je hieronder hebt getypt."))</p>"
        return """
            <section class="card stack edge-\(function.id) no-print"><h2>\(t("Gezien door de site"))</h2>\(intro)\
            <ul class="tasks">\(found, { proposal(cycle, $0) })</ul>\(again)</section>
            """
    }

    private func proposal(_ cycle: PolicyCycle, _ proposal: WorkbookProposal) -> HTML {
        let name = function.elements.first { $0.id == proposal.element }.map { t($0.name) } ?? ""
        let figure: HTML =
            proposal.path.map { "<a href=\"\($0)\">\(proposal.figure(t))</a>" as HTML } ?? "\(proposal.figure(t))"
        return """
            <li><span class="dot dot-\(function.id)" aria-hidden="true"></span><div><strong>\(name)</strong><p class="small">\(t(proposal.name)): \(figure)</p></div>\
            <div class="row">\(decide(cycle, proposal.element, .centre, t("Ja, de centrale doet dit"), name))\
            \(decide(cycle, proposal.element, .municipality, t("Ja, de gemeente doet dit"), name))\
            \(decide(cycle, proposal.element, .no, t("Nee"), name))</div></li>
            """
    }

    private func decide(
        _ cycle: PolicyCycle, _ element: String, _ verdict: DecideProposal.Verdict, _ label: String, _ name: String = ""
    ) -> HTML {
        visit.form(
            action: path(cycle) + "/voorstel", classes: "inline",
            """
            <input type="hidden" name="onderdeel" value="\(element)"><input type="hidden" name="besluit" value="\(verdict.rawValue)">\
            <button class="quiet compact">\(label)\(if: !name.isEmpty, "<span class=\"visually-hidden\">: \(name)</span>")</button>
            """)
    }
}
