import Core
import Web

/// What readers said, and the room to say something.
extension EvaluationPages {
    func remarks(_ view: EvaluationView, section: EvaluationContent.Section?) -> HTML {
        let shown = view.remarks.filter { section == nil || $0.section == section?.id }
        let list: HTML =
            shown.isEmpty
            ? "<p class=\"soft\">\(t("Nog geen opmerkingen."))</p>"
            : "<ul class=\"plain stack\">\(shown, { remark($0, view) })</ul>"
        let isOpen = !view.evaluation.isFinished && !cycle.isClosed
        let fields: HTML = """
            <input type="hidden" name="deel" value="\(section?.id ?? "")">\(visit.fields(EvaluationForms.remark, FormState()))<p><button class="quiet">\(t("Plaats je opmerking"))</button></p>
            """
        let write: HTML =
            isOpen
            ? visit.form(
                action: "\(root)/\(view.evaluation.year)/opmerkingen", classes: "stack narrow no-print", fields)
            : .empty
        return """
            <section class="stack" id="opmerkingen"><h2>\(t("Opmerkingen"))</h2><p>\(t("Iedereen die deze ronde mag lezen, kan hier iets zeggen. Het komt met je naam in de evaluatie."))</p>\(list)\(write)</section>
            """
    }

    private func remark(_ remark: EvaluationRemark, _ view: EvaluationView) -> HTML {
        let base = "\(root)/\(view.evaluation.year)/opmerkingen/\(remark.id)"
        let isOpen = !view.evaluation.isFinished && !cycle.isClosed
        let author = remark.author ?? t("iemand die weg is")
        let withdraw: HTML =
            isOpen && remark.person != nil && remark.person == visit.actor.person
            ? visit.buttonForm(action: base + "/weg", label: t("Haal weg")) : .empty
        let answer: HTML =
            "\(remark.answer, { "<blockquote><p>\(t("Antwoord: \($0)"))</p></blockquote>" })"
        let fields: HTML = """
            <div class="field"><label for="antwoord-\(remark.id)">\(t("Jouw antwoord"))</label>\
            <textarea id="antwoord-\(remark.id)" name="antwoord" rows="2" maxlength="2000" required>\(remark.answer ?? "")</textarea></div><p><button class="quiet compact">\(t("Antwoord"))</button></p>
            """
        let reply: HTML =
            isOpen && mayChange
            ? "<details class=\"no-print\"><summary>\(t("Antwoord op \(author)"))</summary>\(visit.form(action: base + "/antwoord", classes: "stack narrow", fields))</details>"
            : .empty
        return """
            <li class="card stack"><p class="small soft">\(author), \(t.date(remark.madeAt.day))</p>\(HTML(paragraphs: remark.text))\(answer)\(reply)\(withdraw)</li>
            """
    }
}
