import Community
import Core
import Web

/// The figures of the centre. Each number opens the records behind it.
struct FigurePage {
    let visit: Visit
    let request: FigureRequest
    let rows: FigureRows
    private var t: Texts { visit.t }
    private var set: FigureSet { rows.set }

    var reply: Reply {
        visit.page(
            t("Cijfers"),
            """
            <div class="wrap stack page"><div><h1>\(t("Cijfers"))</h1><p class="lead">\(request.place): \(request.period.words(t))</p></div>\
            \(request.notices, { Part.notice(t($0)) })\(filter)\(Part.card(t("In het kort"), Figure.list(headline)))\
            \(months)\(neighbourhoods)\(sectors)\(FigureMarkup.explanation(t))\(files)</div>
            """)
    }

    private var filter: HTML {
        let municipalities: HTML = """
            <div class="field"><label for="gemeente">\(t("Gemeente"))</label><select id="gemeente" name="gemeente">\
            <option value="">\(t("Alle samen"))</option>\(request.scope, { place in
                "<option value=\"\(place.code)\"\(flag: "selected", place.code == request.chosen?.code)>\(place.name)</option>"
            })</select></div>
            """
        return """
            <form method="get" action="\(FigureRoutes.page)" class="card figure-filter no-print">\(day("van", t("Van"), request.period.first))\
            \(day("tot", t("Tot en met"), request.period.last))\(if: request.scope.count > 1, municipalities)<button class="quiet">\(t("Toon"))</button></form>\
            <ul class="chips no-print" aria-label="\(t("Vaak gekozen"))">\(FigurePeriod.common(visit.today), { choice in
                "<li><a class=\"chip\" href=\"\(request.url(FigureRoutes.page, period: choice.period))\"\(attribute: "aria-current", choice.period == request.period ? "true" : nil)>\(t(choice.label))</a></li>"
            })</ul>
            """
    }

    private func day(_ name: String, _ label: String, _ value: Day) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input type="date" id="\(name)" name="\(name)" value="\(value.iso)"></div>
        """
    }

    private var headline: [Figure] {
        let total = set.total
        func path(_ kind: FigureRecords.Kind) -> String { request.records(request.all(kind)) }
        return [
            Figure(t("Nu online"), t.number(total.online), path: path(.online)),
            Figure(t("Reacties"), t.number(total.applications), path: path(.applications)),
            Figure(
                t("Antwoord binnen 7 dagen"), t.share(total.inTime, of: total.due),
                detail: t("\(t.number(total.inTime)) van de \(t.number(total.due))"), path: path(.inTime)),
            Figure(t("Niet binnen 7 dagen"), t.number(total.due - total.inTime), path: path(.late)),
            Figure(t("Geplaatst"), t.number(total.placed), path: path(.placed)),
            Figure(
                t("Tijd tot antwoord, midden"), FigureMarkup.days(total.medianDays, t),
                detail: t.plural(total.answered, "over 1 antwoord", "over \(t.number(total.answered)) antwoorden"),
                path: path(.answered)),
        ]
    }

    private var months: HTML {
        let lines = rows.byMonth(t)
        let chart = FigureMarkup.line(
            t("Reacties per maand"), set.months.map { ($0.period, $0.count.applications) }, t)
        return Part.card(
            t("Per maand"),
            chart + table(t("Reacties, antwoorden en plaatsingen per maand"), t("Maand"), lines, online: false))
    }

    private var neighbourhoods: HTML {
        let lines = rows.byNeighbourhood(t)
        let chart = FigureMarkup.bars(t("Reacties per wijk"), lines.map { ($0.label, $0.count.applications) })
        return Part.card(
            t("Per wijk"), chart + table(t("Vacatures, reacties en plaatsingen per wijk"), t("Wijk"), lines))
    }

    private var sectors: HTML {
        let lines = rows.bySector(t)
        if lines.isEmpty { return .empty }
        let chart = FigureMarkup.bars(t("Reacties per soort werk"), lines.map { ($0.label, $0.count.applications) })
        return Part.card(
            t("Per soort werk"),
            chart + table(t("Vacatures, reacties en plaatsingen per soort werk"), t("Soort werk"), lines))
    }

    private func table(_ caption: String, _ name: String, _ lines: [FigureRows.Line], online: Bool = true) -> HTML {
        var columns: [Table.Column] = [.init(name)]
        if online { columns.append(.init(t("Nu online"), number: true)) }
        columns += [
            .init(t("Reacties"), number: true), .init(t("Binnen 7 dagen"), number: true),
            .init(t("Geplaatst"), number: true), .init(t("Dagen tot antwoord"), number: true),
        ]
        return Table(caption, columns, rows: lines.map { cells($0, online: online) }).markup
    }

    private func cells(_ line: FigureRows.Line, online: Bool) -> [HTML] {
        let count = line.count
        var cells: [HTML] = ["\(line.label)"]
        if online { cells.append(number(count.online, .online, line)) }
        cells.append(number(count.applications, .applications, line))
        let share: HTML = """
            \(number(count.inTime, .inTime, line)) <span class="small soft">\(t("van")) \(number(count.due, .due, line)) · \(t.share(count.inTime, of: count.due))</span>
            """
        cells.append(count.due == 0 ? "–" : share)
        cells.append(number(count.placed, .placed, line))
        let median: HTML = "\(count.medianDays.map { t.number($0) } ?? "–")"
        cells.append(count.answered == 0 ? median : "<a href=\"\(link(.answered, line))\">\(median)</a>")
        return cells
    }

    private func number(_ value: Int, _ kind: FigureRecords.Kind, _ line: FigureRows.Line) -> HTML {
        value == 0 ? "0" : "<a href=\"\(link(kind, line))\">\(t.number(value))</a>"
    }

    private func link(_ kind: FigureRecords.Kind, _ line: FigureRows.Line) -> String {
        var records = request.all(kind)
        records.area = line.area
        records.sector = line.sector
        if let period = line.period { records.period = period }
        return request.records(records)
    }

    private var files: HTML {
        """
        <p class="row no-print">\(Part.button(t("Download deze cijfers (CSV)"), request.url(FigureRoutes.export), quiet: true))</p>
        """
    }
}
