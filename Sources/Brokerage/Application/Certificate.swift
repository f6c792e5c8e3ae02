import Community
import Core
import Storage
import Web

/// The proof of someone's work, to print or to keep.
struct Certificate {
    let visit: Visit
    let view: ApplicantView
    var t: Texts { visit.t }

    var reply: Reply {
        let application = view.application
        let organisation = view.dossier.organisation
        let since = (application.placedAt ?? application.stateAt).day
        let period =
            application.stoppedAt.map { t("van \(t.date(since)) tot en met \(t.date($0.day))") }
            ?? t("sinds \(t.date(since))")
        let place = [organisation.street, organisation.place].compactMap { $0 }.joined(separator: ", ")
        let sheet: HTML = """
            <article class="card certificate stack"><div class="row">\(Mark.svg(size: 48))<span>\(organisation.name)</span></div>\
            <h1>\(t("Bewijs van inzet"))</h1><p class="lead">\(t("Dit bewijs is voor"))</p>\
            <p class="certificate-name">\(application.name)</p><p>\(t("als vrijwilliger bij \(organisation.name)"))</p>\
            <p><strong>\(view.dossier.vacancy.title)</strong><br>\(period)\(if: view.agreedMinutes > 0, "<br>\(t.duration(view.agreedMinutes))")</p>\
            <p>\(t("Met dank voor de tijd en de aandacht."))</p>\
            <p class="small soft">\(t("Afgegeven door \(organisation.name)"))\(if: !place.isEmpty, ", \(place)")\
            <br>\(t.date(visit.today)) · \(t("Nummer \(application.number)"))</p></article>
            """
        return visit.page(
            t("Bewijs van inzet"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print">\(t("Druk deze pagina af of bewaar haar als pdf, met de knop Afdrukken van je browser."))</p>\
            \(sheet)<p class="row no-print">\(Part.button(t("Terug naar je reactie"), view.base, quiet: true))</p></div>
            """)
    }
}
