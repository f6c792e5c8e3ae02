import Community
import Core
import Web

/// The page on which an organisation writes a vacancy, in sections, with everything that was typed kept.
struct VacancyEditor {
    /// What the editor works on, which decides the buttons.
    enum Subject: Sendable {
        case new
        case existing(Vacancy)

        var vacancy: Vacancy? {
            if case .existing(let vacancy) = self { vacancy } else { nil }
        }
    }

    let visit: Visit
    let membership: Actor.Membership
    let subject: Subject
    let state: FormState
    /// Something that stands in the way and is no field's fault.
    var problem: Text?

    private typealias Name = VacancyForm.Name
    private let form = VacancyForm.form(.complete)
    private var t: Texts { visit.t }

    init(visit: Visit, membership: Actor.Membership, subject: Subject, state: FormState, problem: Text? = nil) {
        self.visit = visit
        self.membership = membership
        self.subject = subject
        self.state = state
        self.problem = problem
    }

    var reply: Reply {
        visit.page(
            title, status: state.isValid && problem == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))<h1>\(title)</h1>\
            \(problem, { "<div class=\"summary-error\" role=\"alert\"><p>\(t($0))</p></div>" })\(visit.errorSummary(form, state))\
            \(feedback)\(visit.form(action: action, classes: "stack editor", sections + buttons))</div>
            """)
    }

    private var title: String {
        guard let vacancy = subject.vacancy else { return t("Nieuwe vacature") }
        return vacancy.isTemplate ? t("Sjabloon bewerken") : t("Vacature bewerken")
    }

    private var action: String {
        let base = "/organisatie/\(membership.number)/vacatures/"
        return subject.vacancy.map { base + "\($0.number)/bewerken" } ?? base + "nieuw"
    }

    private var feedback: HTML {
        guard let vacancy = subject.vacancy, vacancy.state == .draft else { return .empty }
        return
            "\(vacancy.feedback, { "<div class=\"notice wait\"><p><strong>\(t("De vrijwilligerscentrale vraagt:"))</strong> \($0)</p></div>" })"
    }

    private var sections: HTML {
        var markup = Part.card(t("Wat is het?"), fields([Name.title, Name.what, Name.why, Name.sector, Name.groups]))
        markup += Part.card(t("Waar is het?"), fields([Name.place, Name.postcode, Name.wholeMunicipality, Name.marks]))
        let span: HTML = "<div class=\"pair\">\(fields([Name.hoursMin, Name.hoursMax]))</div>"
        let days: HTML = "<div class=\"pair\">\(fields([Name.firstDay, Name.lastDay]))</div>"
        let moments = MomentGrid(chosen: Set(state.all(Name.moments)), problem: state.problem(Name.moments), t: t)
        markup += Part.card(
            t("Wanneer is het?"), fields([Name.rhythm]) + moments.markup + fields([Name.timeText]) + span + days)
        markup += Part.card(
            t("Wie zoek je?"),
            fields([Name.places, Name.minimumAge, Name.requirements, Name.skills, Name.vog, Name.licence]))
        markup += Part.card(
            t("Wat bied je?"),
            fields([Name.gets, Name.motives, Name.course, Name.expenses, Name.insured, Name.contact]))
        return markup
    }

    private func fields(_ names: [String]) -> HTML {
        names.reduce(into: HTML.empty) { $0 += visit.field($1, of: form, state) }
    }

    /// The button that sends nothing away comes first: it is the one the Enter key presses.
    private var buttons: HTML {
        let vacancy = subject.vacancy
        if let vacancy, vacancy.isTemplate { return row(button("bewaren", t("Bewaar het sjabloon"))) }
        guard let vacancy, vacancy.state != .draft else {
            return row(
                button("concept", t("Bewaar als concept"), quiet: true) + button("inzenden", t("Stuur in ter controle"))
            )
        }
        let note: HTML =
            vacancy.state == .submitted
            ? .empty
            : "<p class=\"small soft\">\(t("Verander je de tekst, het soort werk of de plek? Dan kijkt de vrijwilligerscentrale mee. De vacature blijft intussen staan."))</p>"
        return note + row(button("bewaren", t("Bewaar")))
    }

    private func row(_ content: HTML) -> HTML { "<p class=\"row\">\(content)</p>" }

    private func button(_ value: String, _ label: String, quiet: Bool = false) -> HTML {
        "<button name=\"actie\" value=\"\(value)\"\(attribute: "class", quiet ? "quiet" : nil)>\(label)</button>"
    }
}
