import Core
import Tabulation
import Web

/// The table itself. A list of answers has a column for each figure; a cross table has the share with its number below.
struct TableMarkup {
    let table: CountedTable
    let caption: String
    let t: Texts
    /// The same answers as shares of all ticks, for a question with several answers.
    var ofAnswers: CountedTable?
    /// Whether intervals stand in the table too; the picture shows them already.
    var showsIntervals = true

    private var words: TableWords { TableWords(t: t) }

    var markup: HTML { table.columns.count <= 1 ? list : cross }

    // MARK: One column

    private var list: HTML {
        let head = table.columns.first.map(words.label) ?? ""
        let isShare = !table.isOfMeans
        var titles: HTML = "<th scope=\"col\">\(corner)</th>"
        if isShare { titles += "<th scope=\"col\" class=\"n\">\(t("Aantal"))</th>" }
        titles += "<th scope=\"col\" class=\"n\">\(isShare ? t("Deel") : head)</th>"
        let hasIntervals = showsIntervals && !table.isWithoutWeights
        if hasIntervals { titles += "<th scope=\"col\" class=\"n\">\(t("Marge"))</th>" }
        if ofAnswers != nil { titles += "<th scope=\"col\" class=\"n\">\(t("Van de kruisjes"))</th>" }
        var rows = HTML.empty
        for (index, heading) in table.rows.enumerated() {
            guard let cell = table.cell(index, 0) else { continue }
            var row: HTML = "<th scope=\"row\">\(words.label(heading))</th>"
            if isShare { row += "<td class=\"n\">\(cell.hidden == nil ? t.number(cell.count) : "·")</td>" }
            row += "<td class=\"n\">\(figure(cell))</td>"
            if hasIntervals { row += "<td class=\"n\">\(words.interval(cell, of: table))</td>" }
            if let other = ofAnswers {
                row += "<td class=\"n\">\(other.cell(index, 0).map { words.value($0, of: other) } ?? "–")</td>"
            }
            rows += "<tr>\(row)</tr>"
        }
        return frame(titles, rows, foot: .empty)
    }

    // MARK: More columns

    private var cross: HTML {
        var titles: HTML = "<th scope=\"col\">\(corner)</th>"
        for column in table.columns {
            titles += """
                <th scope="col" class="n">\(words.label(column))\(column.letter, { " <span class=\"letters\">\($0)</span>" })</th>
                """
        }
        var rows = HTML.empty
        for (index, heading) in table.rows.enumerated() {
            var row: HTML = "<th scope=\"row\">\(words.label(heading))</th>"
            for place in table.columns.indices {
                row += "<td class=\"n\">\(table.cell(index, place).map(full) ?? "")</td>"
            }
            rows += "<tr>\(row)</tr>"
        }
        return frame(titles, rows, foot: bases)
    }

    private func full(_ cell: CountedTable.Cell) -> HTML {
        if cell.hidden != nil { return "·" }
        let below =
            table.isOfMeans
            ? words.interval(cell, of: table)
            : [t.number(cell.count), words.interval(cell, of: table)].filter { !$0.isEmpty }.joined(separator: " · ")
        let shown = showsIntervals || table.isOfMeans ? below : t.number(cell.count)
        return """
            \(figure(cell))\(if: !cell.letters.isEmpty, " <span class=\"letters\">\(cell.letters)</span>")\
            <span class="count">\(shown)</span>
            """
    }

    private func figure(_ cell: CountedTable.Cell) -> HTML {
        let text = words.value(cell, of: table)
        return cell.isWholeGroup && cell.hidden == nil ? "<span class=\"whole\">\(text)</span>" : "\(text)"
    }

    /// The base of each column, where all its rows share one.
    private var bases: HTML {
        guard table.request.percent == .column, !table.isOfMeans else { return .empty }
        let all = table.columns.indices.map { place -> Int? in
            let bases = Set(
                table.cells.compactMap { $0.indices.contains(place) && $0[place].hidden == nil ? $0[place].base : nil })
            return bases.count == 1 ? bases.first : nil
        }
        guard all.contains(where: { $0 != nil }) else { return .empty }
        return """
            <tfoot><tr><th scope="row">\(t("Basis"))</th>\(all, { base in
                "<td class=\"n\">\(base.map { t.number($0) } ?? "")</td>"
            })</tr></tfoot>
            """
    }

    private var corner: String {
        switch table.request.kind {
        case .counts: t("Antwoord")
        case .mean: t("Maat")
        default: t("Onderdeel")
        }
    }

    private func frame(_ head: HTML, _ rows: HTML, foot: HTML) -> HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="sr-table"><caption>\(caption)</caption>\
        <thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody>\(foot)</table></div>
        """
    }
}
