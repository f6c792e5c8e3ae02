import Core
import Web

/// A school for the centre: who works with it, and who is asked to.
struct CentreSchoolPage {
    let visit: Visit
    let school: School
    let contacts: [SchoolContact]
    private var t: Texts { visit.t }

    func reply(_ state: FormState?) -> Reply {
        let form = SchoolPages.contactForm
        let shown = state ?? form.filled()
        let people: HTML =
            contacts.isEmpty
            ? "<p>\(t("Nog niemand van deze school doet mee. Nodig hieronder iemand uit."))</p>"
            : SchoolContact.list(contacts, t)
        let invite = visit.form(
            action: "\(CentrePupilRoutes.home)/scholen/\(school.number)", classes: "stack",
            "\(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class=\"row\"><button>\(t("Nodig uit"))</button></p>"
        )
        return visit.page(
            school.name, status: shown.isValid ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(CentrePupilRoutes.home)">\(t("Maatschappelijke stage"))</a></p><h1>\(school.name)</h1>\
            \(Part.card(t("Mensen van de school"), people))\(Part.card(t("Nodig iemand uit"), invite))</div>
            """)
    }
}

extension SchoolContact {
    /// Who works with a school, and who did not answer the invitation yet.
    static func list(_ contacts: [SchoolContact], _ t: Texts) -> HTML {
        """
        <ul class="plain">\(contacts, { contact in
            "<li>\(contact.name)\(if: contact.joinedAt == nil, " \(Part.chip(t("uitgenodigd"), .wait))")<br><span class=\"small soft\">\(contact.email)</span></li>"
        })</ul>
        """
    }
}
