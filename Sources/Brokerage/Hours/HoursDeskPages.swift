import Core
import Web

/// Somebody looks at hours: says yes to many at once, sends one back, writes down for someone.
struct HoursDeskPages {
    let visit: Visit
    let title: String
    /// The navigation above it.
    let nav: HTML
    let path: String
    /// Where the pages of the volunteers stand, by their number.
    let people: String
    /// Whether the sums can be taken along as a file.
    var hasFile = false
    private var t: Texts { visit.t }

    func main(_ view: HoursDesk, _ state: FormState? = nil, status: Int = 200) -> Reply {
        visit.page(
            title, status: status,
            """
            <div class="wrap stack page">\(nav)\
            <h1>\(title)</h1><p class="lead">\(t("Wat vrijwilligers gaven. Zeg ja, of zeg wat er niet klopt."))</p>\
            \(waiting(view))\(sums(view))\(write(view, state))</div>
            """)
    }

    private func waiting(_ view: HoursDesk) -> HTML {
        guard !view.waiting.isEmpty else {
            return Part.empty(
                t("Er wacht niets op jou"), t("Schrijft een vrijwilliger uren op, dan staan ze hier om na te kijken."))
        }
        let more: HTML = view.hasMore ? "<p class=\"soft\">\(t("Er zijn er meer. Die komen na deze."))</p>" : .empty
        return visit.form(
            action: path + "/akkoord", classes: "card stack",
            """
            <h2>\(t("Wacht op akkoord"))</h2><ul class="inbox hours">\(view.waiting, row)</ul>\(more)\
            <p class="row"><button>\(t("Zeg ja tegen wat is aangevinkt"))</button></p>
            """)
    }

    private func row(_ item: HoursDesk.Waiting) -> HTML {
        let entry = item.line
        let id = "uren-\(entry.key)"
        let money: HTML = "\(entry.allowance, { " · \(t.euros($0))" })"
        return """
            <li><div class="tick"><input type="checkbox" id="\(id)" name="uren" value="\(entry.key)" checked>\
            <label for="\(id)"><strong\(attribute: "lang", t.typed)>\(item.name)</strong> · \(t.shortDate(entry.day, today: visit.today)) · \
            \(t.duration(entry.minutes))\(money)<br><span class="small soft"\(attribute: "lang", t.typed)>\(item.work)\(if: !entry.note.isEmpty, " · \(entry.note)")</span></label></div>\
            <a href="\(path)/\(entry.key)/terug">\(t("Klopt niet"))<span class="visually-hidden">: \(item.name), \(t.date(entry.day))</span></a></li>
            """
    }

    private func sums(_ view: HoursDesk) -> HTML {
        guard !view.people.isEmpty else { return .empty }
        let head = t("Uren in \(String(view.year))")
        let lines = view.people.flatMap { person in
            person.check.lines(t, year: view.year, seesAmounts: false).map { "\(person.name): \($0)" }
        }
        let hasWaiting = view.people.contains { $0.waiting > 0 }
        let hasAllowance = view.people.contains { $0.allowance > 0 }
        var columns: [Web.Table.Column] = [.init(t("Vrijwilliger")), .init(t("Akkoord"), number: true)]
        if hasWaiting { columns.append(.init(t("Wacht"), number: true)) }
        if hasAllowance { columns.append(.init(t("Vergoeding"), number: true)) }
        let rows = view.people.map { person -> [HTML] in
            let work: HTML = person.work.isEmpty ? .empty : "<br><span class=\"small soft\">\(person.work)</span>"
            var cells: [HTML] = [
                "<a href=\"\(people)/\(person.number)\"\(attribute: "lang", t.typed)>\(person.name)</a>\(work)",
                "\(t.duration(person.agreed))",
            ]
            if hasWaiting { cells.append("\(person.waiting > 0 ? t.duration(person.waiting) : "–")") }
            if hasAllowance { cells.append("\(person.allowance > 0 ? t.euros(person.allowance) : "–")") }
            return cells
        }
        let file: HTML = hasFile ? " <a href=\"\(path)/bestand?jaar=\(view.year)\">\(t("Als CSV"))</a>" : .empty
        let years: HTML = "\([view.year - 1, view.year + 1].filter { $0 <= visit.today.year }, yearLink)"
        return """
            <section class="card stack">\(HoursMarkup.warnings(lines))\(Web.Table(head, columns, rows: rows).markup)\
            <p class="row no-print">\(years)\(file)</p></section>
            """
    }

    private func yearLink(_ year: Int) -> HTML { "<a href=\"\(path)?jaar=\(year)\">\(String(year))</a> " }

    private func write(_ view: HoursDesk, _ state: FormState?) -> HTML {
        guard !view.choices.isEmpty else { return .empty }
        let form = HoursForm.form(people: view.choices)
        let state = state ?? form.filled(["dag": visit.today.iso])
        return Part.card(
            t("Schrijf uren op voor een vrijwilliger"),
            visit.form(
                action: path, classes: "stack",
                """
                \(visit.errorSummary(form, state))\(visit.fields(form, state))\
                <p class="row"><button>\(t("Schrijf op"))</button></p>
                """))
    }

    func sendBack(_ entry: some HoursLine, name: String, _ state: FormState, status: Int = 200) -> Reply {
        visit.page(
            t("Uren terugsturen"), status: status,
            """
            <div class="wrap narrow stack page">\(nav)<h1>\(t("Uren terugsturen"))</h1>\
            <p>\(name) · \(t.date(entry.day)) · \(t.duration(entry.minutes))</p>\
            \(visit.form(action: "\(path)/\(entry.key)/terug", classes: "stack", """
            \(visit.errorSummary(HoursForm.sendBack, state))\(visit.fields(HoursForm.sendBack, state))\
            <p class="row"><button>\(t("Stuur terug"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }
}
