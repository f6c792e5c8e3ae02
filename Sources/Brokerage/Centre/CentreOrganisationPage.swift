import Community
import Core
import Storage
import Web

/// One organisation for the centre: who they are, how they answer, and the decision when one is asked.
struct CentreOrganisationPage {
    let visit: Visit
    let view: CentreOrganisation
    let feedback: FormState
    /// The reason to take the organisation off the site, when it came back with mistakes.
    var stopping = CentreOrganisationPage.stopForm.filled()
    private var t: Texts { visit.t }
    private var organisation: Organisation { view.organisation }
    private var parts: CheckMarkup { CheckMarkup(visit: visit) }
    private var path: String { "/centrale/organisaties/\(organisation.number)" }

    func reply(status: Int = 200) -> Reply {
        visit.page(
            organisation.name, status: status,
            """
            <div class="wrap stack page">\(Part.breadcrumbs([(t("Organisaties"), CentreRoutes.organisations)], label: t("Waar je bent")))\
            <header class="stack"><h1>\(organisation.name)</h1><p class="row">\(Part.chip(t(organisation.state.label), OrganisationListPage.tone(organisation.state)))\
            \(if: organisation.hasUnseenChanges, Part.chip(t("Wijziging wacht op controle"), .wait))</p>\(if: view.waits, parts.toDecision)</header>\
            <div class="columns side-right"><div class="stack">\(parts.changes(changes))\(about)\(parts.test(organisation.test))\(vacancies)</div>\
            <div class="stack brief">\(decision)\(score)\(contact)\(parts.history(view.history))\(stop)</div></div></div>
            """)
    }

    private var changes: [(label: String, before: String, after: String)]? {
        guard organisation.approvedCopy != nil, view.waits else { return nil }
        return organisation.changesSinceApproval(t: t, municipalities: view.municipalities).map {
            (t($0.label), $0.before, $0.after)
        }
    }

    private var about: HTML {
        let place = [view.neighbourhood, view.municipality].compactMap { $0 }.joined(separator: ", ")
        let site: HTML = "\(organisation.website, { "<a href=\"\($0)\" rel=\"noopener nofollow\">\($0)</a>" })"
        let facts: [(String, HTML)] = [
            (t("Waar gaat het over"), "\(t(organisation.sector.label))"),
            (t("Soort organisatie"), "\(t(organisation.kind.label))"),
            (t("KvK-nummer"), "\(organisation.kvk ?? t("niet ingevuld"))"), (t("Waar"), "\(place)"),
            (t("Website"), organisation.website == nil ? "–" : site),
            (t("Aangemeld"), "\(t.date(organisation.createdAt.day))"),
            (t("Goedgekeurd"), "\(organisation.approvedAt.map { t.date($0.day) } ?? "–")"),
        ]
        let page: HTML =
            "<p class=\"no-print\"><a href=\"\(organisation.path)\">\(t("Bekijk de pagina zoals bezoekers die zien"))</a></p>"
        return Part.card(
            t("Wie zij zijn"),
            "\(HTML(paragraphs: organisation.description))\(Part.facts(facts))\(if: organisation.state == .approved, page)"
        )
    }

    private var vacancies: HTML {
        let counts = Vacancy.State.allCases.compactMap { state in
            view.vacancies[state].map { "\(t(state.label)): \($0)" }
        }
        let list: HTML = """
            <ul>\(view.online, { "<li><a href=\"/centrale/vacatures/\($0.number)\">\($0.title)</a></li>" })</ul>
            """
        let words = counts.isEmpty ? t("Nog geen vacatures.") : counts.joined(separator: " · ")
        return Part.card(t("Vacatures"), "<p>\(words)</p>\(if: !view.online.isEmpty, list)")
    }

    private var decision: HTML {
        guard view.waits else {
            let words: HTML = "\(organisation.feedback, { "<blockquote>\($0)</blockquote>" })"
            return organisation.state == .returned
                ? Part.card(t("Jouw besluit"), "<p>\(t("Teruggegeven. De organisatie is aan zet."))</p>\(words)")
                : .empty
        }
        let label = organisation.hasUnseenChanges ? t("Keur de wijziging goed") : t("Keur de organisatie goed")
        let obstacle: HTML? =
            organisation.test.passes
            ? nil
            : "<p>\(t("De organisatie voldoet nog niet aan alle voorwaarden. Geef de aanmelding terug met uitleg."))</p>"
        return parts.decision(
            path: path, seen: organisation.updatedAt, approve: label, obstacle: obstacle, feedback: feedback,
            suggestions: Feedback.forOrganisation)
    }

    private var score: HTML {
        let points = view.score.points.map { t("\($0) van 100") } ?? "–"
        let total = view.applications.values.reduce(0, +)
        let open = VacancyApplication.State.allCases.filter(\.isOpen).reduce(0) { $0 + (view.applications[$1] ?? 0) }
        let placed = view.applications[.placed] ?? 0
        let facts: [(String, HTML)] = [
            (t("Reacties in 12 maanden"), "\(t.number(total))"), (t("Daarvan nog open"), "\(t.number(open))"),
            (t("Daarvan geplaatst"), "\(t.number(placed))"), (t("Langer dan een week zonder antwoord"), overdue),
        ]
        return Part.card(
            t("Hoe zij antwoorden"),
            """
            \(Figure.list([Figure(t("Antwoordscore"), points)]))<p>\(view.score.explanation(t))</p>\(Part.facts(facts))\
            <details><summary>\(t("Hoe we de score maken"))</summary><p class="small">\(AnswerScore.rule(t))</p>\
            <p class="small">\(t("Een antwoord op de eerste dag geeft alle punten voor snelheid. Na 14 dagen zijn dat er nul. Bij minder dan 3 reacties is er geen score."))</p></details>
            """)
    }

    private var overdue: HTML {
        view.overdue == 0
            ? "0" : "<a href=\"\(OverdueRoutes.page)/\(organisation.number)\">\(t.number(view.overdue))</a>"
    }

    private var contact: HTML {
        Part.card(
            t("Contact"),
            Part.facts([
                (t("Vraag naar"), "\(organisation.contact)"),
                (t("Telefoon"), OverdueMarkup.phone(organisation.phone, t)),
                (t("E-mail"), "<a href=\"mailto:\(organisation.email)\">\(organisation.email)</a>"),
                (t("Mensen met een account"), "\(view.members)"),
            ]))
    }

    private var stop: HTML {
        guard organisation.state != .stopped else { return .empty }
        let form = CentreOrganisationPage.stopForm
        let content: HTML = """
            \(visit.errorSummary(form, stopping))\(visit.fields(form, stopping))<p><button class="quiet">\(t("Stop deze organisatie"))</button></p>
            """
        return """
            <details class="card no-print"\(flag: "open", !stopping.isValid)><summary>\(t("Deze organisatie van de site halen"))</summary><div class="stack">\
            <p>\(t("De vacatures zijn dan niet meer te vinden. De organisatie krijgt een mail."))</p>\
            \(visit.form(action: path + "/stoppen", classes: "stack", content))</div></details>
            """
    }

    static let stopForm = Form([
        Field(
            "reden", Text("Waarom?"), .area(rows: 2), hint: Text("De organisatie leest dit."), required: true,
            limit: 500,
            rule: ApplicationText.message)
    ])
}
