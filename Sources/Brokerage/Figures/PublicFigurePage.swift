import Community
import Core
import Formats
import Web

/// Figures for everyone: how much volunteering is asked, found and answered here.
struct PublicFigurePage {
    let visit: Visit
    let served: [Municipality]
    let figures: PublicFigures
    let notice: Text?
    private var t: Texts { visit.t }
    private var period: FigurePeriod { figures.rows.set.period }

    var reply: Reply {
        visit.page(
            t("Cijfers over vrijwilligerswerk"),
            description: t(
                "Hoeveel vrijwilligerswerk er is in \(figures.municipality.name), hoeveel mensen reageren en hoe snel zij antwoord krijgen."
            ),
            """
            <div class="wrap stack page"><div><h1>\(t("Cijfers over vrijwilligerswerk"))</h1>\
            <p class="lead">\(figures.municipality.name), \(period.words(t))</p></div>\(notice, { Part.notice(t($0)) })\(choices)\
            \(Part.card(t("In het kort"), headline))\(months)\(places)\(sectors)\(FigureMarkup.explanation(t, more: privacy))\
            <p class="row no-print">\(Part.button(t("Download deze cijfers (CSV)"), address("/cijfers/export", figures.municipality), quiet: true))</p></div>
            """)
    }

    private func address(_ path: String, _ place: Municipality) -> String {
        served.count > 1 ? Query([("gemeente", place.code)]).url(path) : path
    }

    private var choices: HTML {
        guard served.count > 1 else { return .empty }
        return """
            <ul class="chips no-print" aria-label="\(t("Gemeente"))">\(served, { place in
                "<li><a class=\"chip\" href=\"\(address("/cijfers", place))\"\(attribute: "aria-current", place.code == figures.municipality.code ? "true" : nil)>\(place.name)</a></li>"
            })</ul>
            """
    }

    private var headline: HTML {
        let total = figures.total(t)
        return Figure.list([
            Figure(t("Nu online"), t.number(total.online ?? 0), path: "/vacatures"),
            Figure(t("Reacties"), total.applications.words(t)), Figure(t("Antwoord binnen 7 dagen"), total.inTime),
            Figure(t("Geplaatst"), total.placed.words(t)),
            Figure(t("Tijd tot antwoord, midden"), FigureMarkup.days(total.days, t)),
        ])
    }

    private var privacy: [String] {
        [
            t("Groepen van 1 tot en met 4 tonen we als “minder dan 5”. Zo is niemand te herkennen."),
            t("Soms tonen we ook een groter getal niet, omdat je anders een kleine groep kunt uitrekenen."),
            t("Deze maand telt nog niet mee: je ziet de laatste 12 hele maanden."),
        ]
    }

    private var months: HTML {
        let lines = figures.byMonth(t)
        let values = zip(figures.rows.set.months, lines).compactMap { month, line in
            line.applications.value.map { (month.period, $0) }
        }
        // A line with holes would say something that is not true.
        let chart = values.count == lines.count ? FigureMarkup.line(t("Reacties per maand"), values, t) : .empty
        return Part.card(
            t("Per maand"), chart + table(t("Reacties, antwoorden en plaatsingen per maand"), t("Maand"), lines))
    }

    private var places: HTML {
        let lines = figures.byNeighbourhood(t)
        let chart = FigureMarkup.bars(t("Reacties per wijk"), visible(lines))
        return Part.card(
            t("Per wijk"), chart + table(t("Vacatures, reacties en plaatsingen per wijk"), t("Wijk"), lines))
    }

    private var sectors: HTML {
        let lines = figures.bySector(t)
        if lines.isEmpty { return .empty }
        let chart = FigureMarkup.bars(t("Reacties per soort werk"), visible(lines))
        return Part.card(
            t("Per soort werk"),
            chart + table(t("Vacatures, reacties en plaatsingen per soort werk"), t("Soort werk"), lines))
    }

    private func visible(_ lines: [PublicFigures.Line]) -> [(label: String, value: Int)] {
        lines.compactMap { line in line.applications.value.map { (line.label, $0) } }
    }

    private func table(_ caption: String, _ name: String, _ lines: [PublicFigures.Line]) -> HTML {
        let showsOnline = lines.contains { $0.online != nil }
        var columns: [Table.Column] = [.init(name)]
        if showsOnline { columns.append(.init(t("Nu online"), number: true)) }
        columns += [
            .init(t("Reacties"), number: true), .init(t("Binnen 7 dagen"), number: true),
            .init(t("Geplaatst"), number: true), .init(t("Dagen tot antwoord"), number: true),
        ]
        let rows = lines.map { line in
            var cells: [HTML] = ["\(line.label)"]
            if showsOnline { cells.append("\(t.number(line.online ?? 0))") }
            cells += [
                "\(line.applications.words(t))", "\(line.inTime)", "\(line.placed.words(t))",
                "\(line.days.map { t.number($0) } ?? "–")",
            ]
            return cells
        }
        return Table(caption, columns, rows: rows).markup
    }
}

/// The same figures as a file.
enum PublicFigureFile {
    static func bytes(_ figures: PublicFigures, _ t: Texts) -> [UInt8] {
        var writer = CSVWriter()
        writer.append([
            t("Onderdeel"), t("Naam"), t("Nu online"), t("Reacties"), t("Binnen 7 dagen"), t("Geplaatst"),
            t("Dagen tot antwoord"),
        ])
        func cell(_ shown: SmallCells.Shown) -> String { shown.value.map(String.init) ?? shown.words(t) }
        func add(_ part: String, _ line: PublicFigures.Line) {
            writer.append([
                part, line.label, line.online.map(String.init) ?? "", cell(line.applications), line.inTime,
                cell(line.placed),
                line.days.map(String.init) ?? "",
            ])
        }
        add(figures.municipality.name, figures.total(t))
        for line in figures.byMonth(t) { add(t("Maand"), line) }
        for line in figures.byNeighbourhood(t) { add(t("Wijk"), line) }
        for line in figures.bySector(t) { add(t("Soort werk"), line) }
        return writer.bytes
    }
}
