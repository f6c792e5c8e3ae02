import Core
import Tabulation
import Web

/// This time beside the times before.
struct ComparePages {
    let visit: Visit
    let comparison: WaveComparison
    private var t: Texts { visit.t }
    private var survey: Survey { comparison.current.survey }
    private var words: TableWords { TableWords(t: t) }

    func reply(_ ask: TableAsk?) -> Reply {
        guard comparison.hasEarlier else {
            return visit.resultsPage(
                survey, .compare,
                Part.empty(
                    t("Er is geen eerdere enquête om mee te vergelijken"),
                    t("Kies bij een nieuwe enquête welke eraan voorafging. Dan staan de cijfers hier naast elkaar."))
                    + peers)
        }
        var body = HTML.empty
        var status = 200
        if let ask {
            do { body = try trend(ask) } catch {
                status = 400
                body =
                    "<div class=\"summary-error\" role=\"alert\"><h2>\(t("Dit kan niet worden vergeleken"))</h2><p>\(t(error.text))</p></div>"
            }
        }
        return visit.resultsPage(
            survey, .compare,
            intro: t("Tussen toeval en echt verschil zit een marge. Hier zie je wat echt veranderde."),
            status: status, choose(ask) + body + (ask == nil ? changed + untold : .empty) + peers)
    }

    private var peers: HTML {
        "<p>\(Part.button(t("Vergelijk met andere gemeenten"), SurveyTab.results.path(of: survey) + "/benchmark", quiet: true))</p>"
    }

    private func choose(_ ask: TableAsk?) -> HTML {
        let items = StandardTables(results: comparison.current).blocks.flatMap(\.items).filter { $0.request != nil }
        let codes = comparison.current.data.grids.flatMap { grid in
            (grid.columns.first.flatMap { comparison.current.data[$0] }?.options ?? []).map { (grid, $0) }
        }
        return """
            <form method="get" action="\(ResultsSection.compare.path(of: survey))" class="sr-tools no-print"><div class="field"><label for="rijen">\(t("Vraag"))</label><select id="rijen" name="rijen">\(items, { item in
                "<option value=\"\(item.name)\"\(flag: "selected", item.name == ask?.request.rows)>\(item.text)</option>"
            })</select></div>\(if: !codes.isEmpty, "<div class=\"field\"><label for=\"met\">\(t("Bij een raster: het antwoord"))</label><select id=\"met\" name=\"met\">\(codes, { "<option value=\"\($0.1.code)\"\(flag: "selected", $0.1.code == ask?.request.with && $0.0.name == ask?.request.rows)>\($0.1.label)</option>" })</select></div>")<button>\(t("Vergelijk"))</button></form>
            """
    }

    // MARK: One question

    private func trend(_ ask: TableAsk) throws(CountedTable.Fault) -> HTML {
        let series = try comparison.series(ask.request, t)
        let trend = series.trend
        let isMean = ask.request.kind == .mean
        let rows = trend.rows.indices.filter { !isMean || trend.rows[$0].name == Statistic.mean.rawValue }
        let lines = rows.map { row in
            PictureData.Line(
                label: words.label(trend.rows[row]), marks: trend.cells[row].map { mark($0, isMean: isMean) })
        }
        let most =
            isMean
            ? max(1, (lines.flatMap { $0.marks.compactMap(\.high) + $0.marks.compactMap(\.value) }.max() ?? 1)) : 1
        let picture = PictureKind.trend.draw(
            PictureData(title: trend.title, series: trend.waves, lines: lines, lowest: 0, highest: most, ticks: []))
        var columns: [Web.Table.Column] = [.init(isMean ? t("Maat") : t("Antwoord"))]
        columns += trend.waves.map { .init($0, number: true) }
        columns.append(.init(t("Sinds de vorige keer")))
        let cells: [[HTML]] = rows.map { row in
            let figures: [HTML] = trend.cells[row].map { cell in "\(mark(cell, isMean: isMean).text)" }
            let change = trend.changes[row].last.flatMap { $0 }
            return ["\(words.label(trend.rows[row]))"] + figures + ["\(says(change, isMean: isMean))"]
        }
        let gaps = series.gaps.map { gap in
            GapMarkup(t: t).note(gap, rows: ask.request.rows) { comparison.current.label(of: $0) }
        }
        let bases = zip(trend.waves, trend.accounts).map { "\($0): \(t.number($1.base))" }.joined(separator: " · ")
        return """
            <section class="sr-figure stack"><h2\(attribute: "lang", comparison.current.lang(t))>\(trend.title)</h2><div class="sr-pair"><figure>\(picture)</figure>\
            \(Web.Table(t("Elke keer naast elkaar"), columns, rows: cells).markup)</div>\
            <p class="small">\(t("Basis")) \(bases)</p>\(weights)\(gaps, { $0 })<p class="small soft">\(t("We rekenen elke keer als een nieuwe groep mensen. Deden er mensen twee keer mee, dan is de marge iets te ruim."))</p></section>
            """
    }

    private func mark(_ cell: CountedTable.Cell?, isMean: Bool) -> PictureData.Mark {
        guard let cell else { return .init(value: nil, low: nil, high: nil, text: "–") }
        if cell.hidden != nil { return .init(value: nil, low: nil, high: nil, text: "·") }
        guard let value = cell.value else { return .init(value: nil, low: nil, high: nil, text: "–") }
        let text = isMean ? words.number(value, decimals: 1) : words.percent(value)
        return .init(value: value, low: cell.low, high: cell.high, text: text)
    }

    /// `Echt hoger: 11 punten (3 tot 19)` or `Geen aantoonbaar verschil`.
    private func says(_ change: Trend.Change?, isMean: Bool) -> String {
        guard let change else { return "–" }
        func amount(_ value: Double) -> String {
            isMean ? words.number(value, decimals: 1) : words.number(value * 100, decimals: 0)
        }
        guard change.isSignificant, let low = change.low, let high = change.high else {
            return t("geen aantoonbaar verschil")
        }
        let size = amount(abs(change.value))
        let (from, to) = change.value > 0 ? (amount(low), amount(high)) : (amount(-high), amount(-low))
        return change.value > 0
            ? t("echt hoger: \(size) punten (\(from) tot \(to))") : t("echt lager: \(size) punten (\(from) tot \(to))")
    }

    /// Whether the figures are weighted; nothing when no wave has weights.
    private var weights: HTML {
        if comparison.isWeighted { return "<p class=\"small\">\(t("Gewogen."))</p>" }
        return comparison.leavesOutWeights
            ? "<p class=\"small\">\(t("Niet gewogen: niet alle metingen hebben weegfactoren."))</p>" : .empty
    }

    // MARK: All questions

    private var changed: HTML {
        let (found, compared) = comparison.differences(t)
        let note = t(
            "We vergeleken \(compared) cijfers met de vorige keer. Bij zoveel vergelijkingen is er altijd iets dat toevallig verschilt; daarom leggen we de lat hoger (Holm)."
        )
        if found.isEmpty {
            return """
                <section class="card stack"><h2>\(t("Er is niets aantoonbaar veranderd"))</h2><p>\(note)</p>\(weights)</section>
                """
        }
        let rows: [[HTML]] = found.map { item in
            let link = TableAsk(item.request).query.url(ResultsSection.compare.path(of: survey))
            return [
                "<a href=\"\(link)\"\(attribute: "lang", comparison.current.lang(t))>\(item.question)</a>",
                "\(words.label(item.row))",
                "\(mark(item.from, isMean: item.isMean).text)", "\(mark(item.to, isMean: item.isMean).text)",
            ]
        }
        return """
            <section class="stack"><h2>\(t("Wat echt veranderde"))</h2>\(Web.Table(
                t("Cijfers die aantoonbaar anders zijn dan de vorige keer"),
                [.init(t("Vraag")), .init(t("Antwoord")), .init(t("Vorige keer"), number: true), .init(t("Nu"), number: true)],
                rows: rows).markup)\(weights)<p class="small soft">\(note)</p></section>
            """
    }

    /// The questions that no figure above is about, or not all, and why.
    private var untold: HTML {
        let gaps = comparison.gaps
        if gaps.isEmpty { return .empty }
        let lang = comparison.current.lang(t)
        return """
            <section class="stack"><h2>\(t("Wat we niet of deels vergelijken"))</h2>\(gaps, { gap in GapMarkup(t: t).item(gap.question, gap.reason, lang: lang) })</section>
            """
    }
}
