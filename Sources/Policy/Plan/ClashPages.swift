import Community
import Core
import Web

/// Two texts side by side, with a proposal that holds both.
struct ClashPages {
    let visit: Visit
    let cycle: PolicyCycle
    let content: ElementsContent.Element
    let clash: Clash
    let current: PlanElement
    let base: String
    private var t: Texts { visit.t }

    func page(status: Int = 200) -> Reply {
        let path = PlanPath(cycle)
        let name = t(content.name)
        let merge = ParagraphMerge(base: base, mine: clash.text, theirs: current.text)
        let who = PlanFrame.name(current.author, t)
        let explanation =
            merge.isDisputed
            ? t(
                "Jullie veranderden allebei dezelfde alinea. In het voorstel staan ze onder elkaar: kies of schrijf er één van."
            )
            : t("Jullie veranderden verschillende alinea's. In het voorstel staan alle veranderingen.")
        return visit.cyclePage(
            cycle, .plan, title: t("Twee teksten voor \(name)"),
            intro: t("Terwijl jij schreef, bewaarde \(who) ook een tekst. Er is niets verloren."), step: name,
            status: status,
            """
            <div class="two"><section class="card stack"><h2>\(t("Wat \(who) bewaarde"))</h2>\(DiffMarkup(t: t).markup(from: base, to: current.text))</section>\
            <section class="card stack"><h2>\(t("Wat jij schreef"))</h2>\(DiffMarkup(t: t).markup(from: base, to: clash.text))</section></div>\
            \(form(t("Voorstel: beide samen"), explanation, "voorstel", merge.text, t("Bewaar het voorstel"), path))\
            \(form(t("Of alleen jouw tekst"), t("Dan staat de tekst van \(who) nog wel bij de versies."), "tekst", clash.text, t("Bewaar jouw tekst"), path))\
            <section class="card stack"><h2>\(t("Of laat je tekst vervallen"))</h2>\
            <p>\(visit.buttonForm(action: path.element(content.number) + "/botsing/\(clash.id)/vervallen", label: t("Ik neem de tekst van \(who)"), classes: "quiet"))</p></section>
            """)
    }

    private func form(
        _ title: String, _ explanation: String, _ name: String, _ text: String, _ label: String, _ path: PlanPath
    ) -> HTML {
        """
        <section class="card stack"><h2>\(title)</h2><p>\(explanation)</p>\(visit.form(
            action: path.write(content.number), classes: "stack",
            """
            <input type="hidden" name="versie" value="\(current.version)"><input type="hidden" name="botsing" value="\(clash.id)">\
            <div class="field"><label for="veld-\(name)">\(t("Tekst"))</label><textarea id="veld-\(name)" name="\(name)" rows="14" maxlength="\(SaveElement.limit)">
            \(text)</textarea></div><p><button>\(label)</button></p>
            """))</section>
        """
    }
}
