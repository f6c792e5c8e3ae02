import Community
import Core
import Storage
import Web

/// An organisation's list of applications: who waits longest stands on top.
struct InboxPages {
    let visit: Visit
    let membership: Actor.Membership
    var t: Texts { visit.t }
    private var path: String { OrganisationNav.Item.applications.path(membership.number) }

    func list(
        _ page: Page<InboxRow>, _ filter: InboxFilter, vacancies: [(number: Int, title: String)], score: AnswerScore
    ) -> Reply {
        let more = page.next.map { filter.query.setting("na", to: [$0]).url(path) }
        let items: HTML =
            page.items.isEmpty
            ? Part.empty(
                t("Hier staat niets"), t("Er zijn geen reacties die hierbij passen."),
                Part.button(t("Naar je vacatures"), OrganisationNav.Item.vacancies.path(membership.number), quiet: true)
            )
            : rows(page.items, filter)
        return visit.page(
            t("Reacties"),
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .applications))<h1>\(t("Reacties"))</h1>\
            <div class="columns side-right"><div class="stack">\(filters(filter, vacancies))\(items)\
            \(Part.more(t("Meer reacties"), more))</div><aside class="stack">\(scoreCard(score))</aside></div></div>
            """)
    }

    private func filters(_ filter: InboxFilter, _ vacancies: [(number: Int, title: String)]) -> HTML {
        let states: HTML =
            "\(InboxFilter.Status.all, { status in option(status.code, t(status.label), status == filter.status) })"
        let titles: HTML =
            "\(vacancies, { vacancy in option(String(vacancy.number), vacancy.title, vacancy.number == filter.vacancy) })"
        return """
            <form method="get" action="\(path)" class="card inbox-filter">\
            <div class="field"><label for="filter-status">\(t("Status"))</label><select id="filter-status" name="status">\(states)</select></div>\
            <div class="field"><label for="filter-vacature">\(t("Vacature"))</label><select id="filter-vacature" name="vacature">\
            <option value="">\(t("Alle vacatures"))</option>\(titles)</select></div>\
            <div class="field"><label for="filter-zoek">\(t("Naam"))</label><input id="filter-zoek" name="zoek" type="text"\(attribute: "value", filter.name)></div>\
            <button class="quiet">\(t("Toon"))</button></form>
            """
    }

    private func option(_ value: String, _ label: String, _ chosen: Bool) -> HTML {
        "<option value=\"\(value)\"\(flag: "selected", chosen)>\(label)</option>"
    }

    /// The list as a form: who is ticked can be answered at once.
    private func rows(_ rows: [InboxRow], _ filter: InboxFilter) -> HTML {
        let canTick = rows.contains { $0.application.state.isOpen }
        let bulk: HTML = """
            <p class="row"><button class="quiet compact">\(t("Laat de gekozen mensen weten dat het niet doorgaat"))</button></p>
            """
        return """
            <form method="get" action="\(path)/afwijzen" class="card"><ul class="inbox">\(rows, row)</ul>\(if: canTick, bulk)</form>
            """
    }

    private func row(_ row: InboxRow) -> HTML {
        let application = row.application
        let tick: HTML =
            application.state.isOpen
            ? "<input type=\"checkbox\" name=\"nummer\" value=\"\(application.number)\" aria-label=\"\(t("Kies \(application.name)"))\">"
            : "<span class=\"dot dot-verbinden\" aria-hidden=\"true\"></span>"
        let distance: HTML = "\(application.distance, { " · \(t.distance(metres: $0))" })"
        return """
            <li>\(tick)<div><strong><a href="\(path)/\(application.number)">\(application.name)</a></strong><br>\
            <span class="small soft">\(row.vacancyTitle) · \(age(application))\(distance)</span></div>\
            <div class="chips">\(if: row.waitsForAnswer, Part.chip(t("Wacht op jullie"), tone(application)))\
            \(ApplicationMarkup.chip(application, t))</div></li>
            """
    }

    private func days(_ application: VacancyApplication) -> Int {
        visit.today - (application.confirmedAt ?? application.createdAt).day
    }

    private func age(_ application: VacancyApplication) -> String {
        let days = days(application)
        return days == 0 ? t("vandaag") : t.plural(days, "1 dag oud", "\(days) dagen oud")
    }

    private func tone(_ application: VacancyApplication) -> Part.Tone {
        days(application) >= Overdue.chaseDays ? .bad : .wait
    }

    private func scoreCard(_ score: AnswerScore) -> HTML {
        let figure: HTML = "\(score.points, { Figure.list([Figure(t("Antwoordscore"), t("\($0) van 100"))]) })"
        return Part.card(
            t("Hoe snel jullie antwoorden"),
            "\(figure)<p>\(score.explanation(t))</p><p class=\"small soft\">\(AnswerScore.rule(t))</p>")
    }

    /// One page for several people: the reason, the words, and who gets them.
    func bulkDecline(_ dossiers: [ApplicationDossier], _ state: FormState, status: Int = 200) -> Reply {
        let hidden: HTML =
            "\(dossiers, { "<input type=\"hidden\" name=\"nummer\" value=\"\($0.application.number)\">" })"
        let names: HTML = "<ul>\(dossiers, { "<li>\($0.application.name) – \($0.vacancy.title)</li>" })</ul>"
        let content: HTML = """
            \(visit.errorSummary(InboxForms.bulk, state))\(hidden)\(visit.fields(InboxForms.bulk, state))\
            <p class="row"><button>\(t.plural(dossiers.count, "Verstuur 1 mail", "Verstuur \(dossiers.count) mails"))</button>\
            \(Part.button(t("Terug"), path, quiet: true))</p>
            """
        return visit.page(
            t("Het gaat niet door"), status: status,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .applications))\
            <h1>\(t("Het gaat niet door"))</h1><p class="lead">\(t("Ieder krijgt een eigen mail met de eigen naam."))</p>\
            \(Part.card(t("Aan wie?"), names))\(visit.form(action: path + "/afwijzen", classes: "stack", content))</div>
            """)
    }
}
