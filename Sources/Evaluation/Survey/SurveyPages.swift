import Core
import Storage
import Web

/// The list of surveys, the beginning of one, and the home of one.
struct SurveyPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func list(_ page: Page<Survey>) -> Reply {
        let makes = visit.actor.has(SurveyAccess.makers)
        let actions: HTML =
            makes
            ? Part.button(t("Vragenlijsten"), "/enquetes/vragenlijsten", quiet: true)
                + Part.button(t("Begin een enquête"), "/enquetes/nieuw") : .empty
        let more = page.next.map { "/enquetes?na=\($0)" }
        let content: HTML =
            page.items.isEmpty
            ? Part.empty(
                t("Er is nog geen enquête"),
                t("Vraag vrijwilligers, organisaties of inwoners wat zij vinden. Er liggen vragenlijsten klaar."),
                actions)
            : "<ul class=\"cards\">\(page.items, card)</ul>\(Part.more(t("Oudere enquêtes"), more))"
        return visit.page(
            t("Enquêtes"),
            """
            <div class="wrap stack page"><div class="row apart"><div><h1>\(t("Enquêtes"))</h1>\
            <p class="lead">\(t("Vragen, tellen en ervan leren."))</p></div>\
            \(if: !page.items.isEmpty, "<div class=\"row\">\(actions)</div>")</div>\(content)</div>
            """)
    }

    private func card(_ survey: Survey) -> HTML {
        let days = [survey.opensOn, survey.closesOn].compactMap { $0.map { t.date($0) } }.joined(separator: " – ")
        let tone: Part.Tone = survey.state == .field ? .good : .plain
        let chips: HTML =
            survey.kind == .imported
            ? Part.chip(t("ingelezen uit een bestand"))
            : "\(Part.chip(t(survey.state.label), tone))\(Part.chip(t(survey.mode.label)))"
        return """
            <li class="card edge-verankeren"><h2><a href="\(survey.path())">\(survey.title)</a></h2>\
            <p class="chips">\(chips)</p>\
            \(if: !days.isEmpty, "<p class=\"soft\">\(days)</p>")</li>
            """
    }

    func start(_ form: Form, _ state: FormState, status: Int = 200) -> Reply {
        visit.simplePage(
            t("Begin een enquête"),
            intro: t("Kies een titel en een vragenlijst. Niemand krijgt iets te zien voordat jij de enquête opent."),
            status: status,
            visit.form(
                action: "/enquetes/nieuw", classes: "stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Begin"))</button>\(Part.button(t("Terug"), "/enquetes", quiet: true))</p>
                """))
    }

    func home(_ view: SurveyView) -> Reply {
        let survey = view.survey
        let go: HTML =
            view.isMaker
            ? view.upNext.flatMap { step in step.action.map { Part.button($0, step.tab.path(of: survey)) } } ?? .empty
            : Part.button(t("Bekijk de resultaten"), SurveyTab.results.path(of: survey))
        let steps = view.isMaker ? view.steps : view.steps.filter { SurveyTab.forReaders.contains($0.tab) }
        return visit.surveyPage(
            survey, .overview, intro: line(view), actions: go,
            """
            <ol class="cards">\(steps, { step in row(survey, step) })</ol>
            """)
    }

    private func row(_ survey: Survey, _ step: SurveyView.Step) -> HTML {
        """
        <li class="card edge-verankeren"><h2><a href="\(step.tab.path(of: survey))">\(t(step.tab.label))</a></h2>\
        <p class="soft">\(step.line)</p></li>
        """
    }

    private func line(_ view: SurveyView) -> String {
        let survey = view.survey
        var words =
            survey.kind == .imported ? [t("ingelezen uit een bestand")] : [t(survey.state.label), t(survey.mode.label)]
        if let day = survey.closesOn { words.append(t("tot en met \(t.date(day))")) }
        if let owner = view.owner { words.append(t("maker: \(owner)")) }
        if let previous = view.previous { words.append(t("herhaling van: \(previous.title)")) }
        return words.joined(separator: " · ")
    }
}
