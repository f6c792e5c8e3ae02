import Community
import Core
import Web

/// The hours of a buddy, for the volunteer: write down, look, print.
struct BuddyHoursPages {
    let visit: Visit
    let view: BuddyHoursView
    private var t: Texts { visit.t }

    func main(_ state: FormState? = nil, status: Int = 200) -> Reply {
        let parts = OwnHoursMarkup(visit: visit, view: view)
        let write =
            view.pairs.isEmpty
            ? Part.empty(t("Je hebt nog geen maatje"), t("Begint een koppel, dan schrijf je hier je uren op."))
            : parts.write(view.form(t), state)
        let list = parts.list { entry in
            let who = view.pairs.first { $0.pair.id == entry.pair }?.name ?? ""
            return [who, entry.note].filter { !$0.isEmpty }.joined(separator: ": ")
        }
        return visit.page(
            t("Je uren als maatje"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(view.base.dropLast(5))">\(t("Terug naar je eigen pagina"))</a></p>\
            <h1>\(t("Je uren als maatje"))</h1>\(parts.warnings)\
            <div class="columns side-right"><div class="stack">\(write)\(list)</div><aside class="stack">\(parts.totals)</aside></div></div>
            """)
    }

    /// A year to print or to keep; of whom it was says nobody anything.
    var statement: Reply {
        let sheet = HoursSheet(t: t, today: visit.today, year: view.year)
        let rows = sheet.months(
            view.entries.filter { $0.state == .agreed }.map { ($0.day, $0.minutes, $0.allowance ?? 0) })
        let note = t("Alleen uren waar de vrijwilligerscentrale ja op zei. \(t.date(visit.today))")
        return visit.page(
            sheet.title, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print">\(sheet.howToPrint)</p>\
            \(sheet.article(name: view.volunteer.name, from: t("Vrijwilligerscentrale"), work: "<p>\(t("als maatje"))</p>", rows, note: note))\
            <p class="row no-print">\(Part.button(t("Terug naar je uren"), view.base, quiet: true))</p></div>
            """)
    }
}
