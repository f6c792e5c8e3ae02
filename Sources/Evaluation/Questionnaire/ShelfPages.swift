import Community
import Core
import Questionnaires
import Storage
import Web

/// The questionnaires of a municipality, and those that come with the program.
struct ShelfPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var language: String { t.language.rawValue }

    func list(_ page: Page<StoredQuestionnaire>, archived: Bool) -> Reply {
        let base = QuestionnairePart.shelf
        let actions: HTML =
            Part.button(t("Nieuwe vragenlijst"), base + "/nieuw")
            + Part.button(t("Zoek een vraag"), base + "/vragen", quiet: true)
        let more = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let own: HTML =
            page.items.isEmpty
            ? archived
                ? Part.empty(t("Er is niets opgeborgen"), t("Wat je opbergt, vind je hier terug."))
                : Part.empty(
                    t("Je hebt nog geen vragenlijst"),
                    t("Neem hieronder een vragenlijst die klaarligt en pas hem aan, of begin met een lege."))
            : "<ul class=\"cards\">\(page.items, card)</ul>\(Part.more(t("Meer vragenlijsten"), more))"
        let other: HTML =
            archived
            ? "<p><a href=\"\(base)\">\(t("Terug naar de vragenlijsten"))</a></p>"
            : "<p class=\"small\"><a href=\"\(base)?opgeborgen=ja\">\(t("Opgeborgen vragenlijsten"))</a></p>"
        let ready: HTML =
            archived
            ? .empty
            : """
            <section class="stack"><h2>\(t("Kant-en-klaar"))</h2><p class="soft">\(t("Neem een kopie. Die pas je aan zoals je wilt."))</p>\
            <ul class="cards">\(ReadyMade.all, readyCard)</ul></section>
            """
        return visit.page(
            t("Vragenlijsten"),
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Enquêtes"), "/enquetes")], label: t("Je bent hier")))\
            <div class="row apart"><div><h1>\(archived ? t("Opgeborgen vragenlijsten") : t("Vragenlijsten"))</h1>\
            <p class="lead">\(t("Maak vragen die iedereen begrijpt."))</p></div><div class="row no-print">\(actions)</div></div>\
            <section class="stack"><h2>\(archived ? t("Opgeborgen") : t("Van jouw gemeente"))</h2>\(own)\(other)</section>\(ready)</div>
            """)
    }

    private func card(_ stored: StoredQuestionnaire) -> HTML {
        let count = stored.content.questions.count { $0.kind != .info }
        return """
            <li class="card stack edge-verankeren"><h3><a href="\(stored.path())">\(stored.name)</a></h3>\
            <p class="chips">\(Part.chip(t.plural(count, "1 vraag", "\(count) vragen")))\(stored.content.languages, { Part.chip($0) })</p>\
            <p class="soft small">\(t("Veranderd: \(t.ago(stored.changedAt, now: visit.now))"))</p></li>
            """
    }

    private func readyCard(_ questionnaire: Questionnaire) -> HTML {
        let count = questionnaire.questions.count { $0.kind != .info }
        let path = "\(QuestionnairePart.shelf)/kant-en-klaar/\(questionnaire.id)"
        return """
            <li class="card stack edge-verankeren"><h3><a href="\(path)">\(questionnaire.title(language))</a></h3>\
            <p class="chips">\(Part.chip(t.plural(count, "1 vraag", "\(count) vragen")))\(questionnaire.languages, { Part.chip($0) })</p>\
            \(questionnaire.source, { "<p class=\"soft small\">\(t("Bron:")) <span lang=\"nl\">\($0)</span></p>" })\
            \(copyForm(questionnaire))</li>
            """
    }

    func copyForm(_ questionnaire: Questionnaire) -> HTML {
        let name = questionnaire.title(language)
        return visit.form(
            action: "\(QuestionnairePart.shelf)/nieuw", classes: "inline",
            """
            <input type="hidden" name="begin" value="kant-\(questionnaire.id)"><input type="hidden" name="titel" value="\(name)">\
            <button class="quiet compact" aria-label="\(t("Neem een kopie van \(name)"))">\(t("Neem een kopie"))</button>
            """)
    }

    func ready(_ questionnaire: Questionnaire) -> Reply {
        let base = QuestionnairePart.shelf
        let crumbs = Part.breadcrumbs(
            [(t("Enquêtes"), "/enquetes"), (t("Vragenlijsten"), base)], label: t("Je bent hier"))
        return visit.page(
            questionnaire.title(language),
            """
            <div class="wrap stack page">\(crumbs)<div class="row apart"><div><h1>\(questionnaire.title(language))</h1>\
            \(questionnaire.source, { "<p class=\"soft\">\(t("Bron:")) <span lang=\"nl\">\($0)</span></p>" })</div><div class="row no-print">\(copyForm(questionnaire))</div></div>\
            \(PreviewMarkup(questionnaire, language: language, t: t).markup)</div>
            """)
    }

    func new(_ form: Form, _ state: FormState, problems: [QuestionnaireProblem] = [], status: Int = 200) -> Reply {
        visit.simplePage(
            t("Nieuwe vragenlijst"),
            intro: t("Begin leeg, met een vragenlijst die klaarligt, of met een bestand."), status: status,
            visit.form(
                action: QuestionnairePart.shelf + "/nieuw", files: true, classes: "stack",
                """
                \(visit.errorSummary(form, state))\(ProblemList(problems, stored: nil, t: t).markup)\(visit.fields(form, state))\
                <p class="row"><button>\(t("Maak deze vragenlijst"))</button>\(Part.button(t("Terug"), QuestionnairePart.shelf, quiet: true))</p>
                """))
    }
}
