import Community
import Core
import Storage
import Web

/// The invitation on paper, for who has no mail.
struct BuddyLetterPage {
    let visit: Visit
    let view: BuddyPairView

    var reply: Reply {
        let t = visit.t
        let name = view.words?.name ?? ""
        let day = view.pair.meetDay.map { t.longDate($0) } ?? ""
        return visit.page(
            t("Brief"),
            """
            <div class="wrap narrow stack page"><p class="no-print"><a href="\(BuddyPairRoutes.path)/\(view.pair.number)">\(t("Koppel \(view.pair.number)"))</a></p>\
            <article class="card stack"><p>\(t.date(visit.today))</p><h1>\(t("Je kennismaking"))</h1><p>\(t("Beste \(name),"))</p>\
            <p>\(t("We hebben iemand gevonden die je maatje wil worden: \(view.volunteer.firstName). Jullie maken kennis, en iemand van ons is erbij."))</p>\
            <p><strong>\(day), \(view.pair.meetTime ?? "")</strong><br>\(view.pair.meetPlace ?? "")</p>\
            <p>\(t("Kun je niet, of wil je liever iemand anders? Bel ons. Dat mag altijd."))</p><p>\(visit.site.contact)</p></article></div>
            """)
    }
}
