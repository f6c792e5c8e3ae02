import Core
import Web

/// A school for the centre: who works with it, and who is asked to.
struct CentreSchoolPage {
    let visit: Visit
    let school: School
    let contacts: [SchoolContact]
    private var t: Texts { visit.t }

    /// - Parameter unsure: the contact somebody wanted to take away without saying to be sure.
    func reply(_ state: FormState?, unsure: String? = nil) -> Reply {
        let form = SchoolPages.contactForm
        let shown = state ?? form.filled()
        let people: HTML =
            contacts.isEmpty
            ? "<p>\(t("Nog niemand van deze school doet mee. Nodig hieronder iemand uit."))</p>"
            : SchoolContact.list(
                contacts, visit, at: "\(CentrePupilRoutes.home)/scholen/\(school.number)/mensen", unsure: unsure)
        let invite = visit.form(
            action: "\(CentrePupilRoutes.home)/scholen/\(school.number)", classes: "stack",
            "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(t("Nodig uit"))</button></p>"
        )
        return visit.page(
            school.name, status: shown.isValid && unsure == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(CentrePupilRoutes.home)">\(t("Maatschappelijke stage"))</a></p><h1>\(school.name)</h1>\
            \(Part.card(t("Mensen van de school"), people))\(Part.card(t("Nodig iemand uit"), invite))</div>
            """)
    }
}
