import Community
import Core
import Web

/// The hours of one placement, for the volunteer: write down, look, print.
struct VolunteerHoursPages {
    let visit: Visit
    let view: VolunteerHoursView
    private var t: Texts { visit.t }

    func main(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let parts = OwnHoursMarkup(visit: visit, view: view)
        let title = t("Je uren bij “\(view.dossier.vacancy.title)”")
        let write: HTML =
            view.application.isActivePlacement || view.application.state == .placed
            ? parts.write(HoursForm.form(), state) : .empty
        return visit.page(
            title, head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(view.base.dropLast(5))">\(t("Terug naar je reactie"))</a></p>\
            <h1>\(title)</h1><p class="soft">\(view.dossier.organisation.name)</p>\(parts.warnings)\
            <div class="columns side-right"><div class="stack">\(write)\(parts.list(\.note))</div><aside class="stack">\(parts.totals)</aside></div></div>
            """)
    }
}
