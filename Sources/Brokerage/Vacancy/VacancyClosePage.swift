import Community
import Core
import Web

/// Why it closes, and what happens to who still waits.
struct VacancyClosePage {
    let visit: Visit
    let membership: Actor.Membership
    let vacancy: Vacancy
    let openApplications: Int
    let state: FormState

    static let reason = "reden"
    static let applicants = "reacties"

    static func form(openApplications: Int) -> Form {
        var fields = [
            Field(
                reason, Text("Waarom sluit je de vacature?"),
                .radios(ClosingReason.allCases.map { Field.Choice($0.rawValue, $0.label) }))
        ]
        if openApplications > 0 {
            fields.append(
                Field(
                    applicants, Text("Wat doen we met mensen die nog wachten?"),
                    .radios(CloseVacancy.Applicants.allCases.map { Field.Choice($0.rawValue, $0.label) })))
        }
        return Form(fields)
    }

    var reply: Reply {
        let t = visit.t
        let form = Self.form(openApplications: openApplications)
        let path = "/organisatie/\(membership.number)/vacatures/\(vacancy.number)"
        let waiting: HTML =
            openApplications == 0
            ? .empty
            : "<p>\(t.plural(openApplications, "Er wacht nog 1 reactie op antwoord.", "Er wachten nog \(openApplications) reacties op antwoord."))</p>"
        let buttons: HTML = """
            <p class="row"><button>\(t("Sluit de vacature"))</button>\(Part.button(t("Toch niet"), path, quiet: true))</p>
            """
        return visit.page(
            t("Vacature sluiten"), status: state.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .vacancies))\
            <h1>\(t("Vacature sluiten"))</h1><p class="lead">\(vacancy.title)</p>\(waiting)\(visit.errorSummary(form, state))\
            \(visit.form(action: path + "/sluiting", classes: "stack", visit.fields(form, state) + buttons))</div>
            """)
    }
}
