import Community
import Core
import Web

/// A year of hours at one organisation, to print or to keep.
struct HoursStatement {
    let visit: Visit
    let view: VolunteerHoursView
    private var t: Texts { visit.t }

    var reply: Reply {
        let sheet = HoursSheet(t: t, today: visit.today, year: view.year)
        let months = sheet.months(
            view.entries.filter { $0.state == .agreed }.map { ($0.day, $0.minutes, $0.allowance ?? 0) })
        let organisation = view.dossier.organisation.name
        let work: HTML = """
            <p>\(t("als vrijwilliger bij \(organisation)"))<br><strong>\(view.dossier.vacancy.title)</strong></p>
            """
        let note =
            t("Alleen uren waar de organisatie ja op zei.") + " \(t.date(visit.today)) · "
            + t("Nummer \(view.application.number)")
        return visit.page(
            sheet.title, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print">\(sheet.howToPrint)</p>\
            \(sheet.article(name: view.application.name, from: organisation, work: work, months, note: note))\
            <p class="row no-print">\(Part.button(t("Terug naar je uren"), view.base, quiet: true))</p></div>
            """)
    }
}
