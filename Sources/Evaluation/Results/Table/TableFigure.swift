import Core
import Tabulation
import Web

/// A table as it stands on a page: its picture, the figures beside it, whom it is about and how it was counted.
struct TableFigure {
    let table: CountedTable
    let title: String
    /// The question as it was asked.
    let question: String?
    let notes: TableNotes
    let t: Texts
    var picture: PictureKind?
    var ofAnswers: CountedTable?
    /// Written by whoever made the table.
    var remark: String?
    /// The heading above it; none on a page that is about this table alone.
    var level: Int?
    /// Links below it.
    var tools: HTML = .empty
    /// Of the question and its answers, and of the title: `nil` when they are in the language of the page.
    let lang: String?
    let titleLang: String?

    init(
        table: CountedTable, title: String, question: String?, notes: TableNotes, t: Texts, picture: PictureKind? = nil,
        ofAnswers: CountedTable? = nil, remark: String? = nil, level: Int? = nil, tools: HTML = .empty, lang: String?,
        titleLang: String?
    ) {
        self.table = table
        self.title = title
        self.question = question
        self.notes = notes
        self.t = t
        self.picture = picture
        self.ofAnswers = ofAnswers
        self.remark = remark
        self.level = level
        self.tools = tools
        self.lang = lang
        self.titleLang = titleLang
    }

    var markup: HTML {
        if table.isEmpty, table.hiddenCells > 0 { return shut }
        let drawing = TablePicture(table: table, title: title, t: t).draw(picture)
        let figures = TableMarkup(table: table, caption: title, t: t, ofAnswers: ofAnswers).markup
        // A wide table needs the width of the page: it stands below its picture.
        let isWide = table.columns.count > 4
        let pair: HTML =
            drawing.isEmpty
            ? figures : "<div class=\"\(isWide ? "stack" : "sr-pair")\"><figure>\(drawing)</figure>\(figures)</div>"
        return """
            <section class="sr-figure stack">\(heading)\(question.flatMap { $0 == title ? nil : $0 }, { "<p class=\"soft\">\(t("Vraag:")) <span\(attribute: "lang", lang)>\($0)</span></p>" })\
            \(pair)\(remark.flatMap { $0.isEmpty ? nil : $0 }, { "<p\(attribute: "lang", t.typed)>\($0)</p>" })\(under)\(if: !tools.isEmpty, "<div class=\"row no-print\">\(tools)</div>")</section>
            """
    }

    /// A table of which nothing may be shown has no picture and no base either.
    private var shut: HTML {
        let says = t(
            "Deze tabel is helemaal afgeschermd. Er zitten te weinig antwoorden achter, of je zou eruit kunnen afleiden wat één iemand zei."
        )
        return "<section class=\"sr-figure stack\">\(heading)\(Part.notice(says, .wait))</section>"
    }

    private var heading: HTML {
        switch level {
        case 2: "<h2\(attribute: "lang", titleLang)>\(title)</h2>"
        case 3: "<h3\(attribute: "lang", titleLang)>\(title)</h3>"
        case 4: "<h4\(attribute: "lang", titleLang)>\(title)</h4>"
        default: .empty
        }
    }

    private var under: HTML {
        let lines = notes.method
        return """
            <p class="small">\(notes.base)</p>\(if: !lines.isEmpty, "<details class=\"small\" open><summary>\(t("Zo is geteld"))</summary><ul>\(lines, { "<li>\($0)</li>" })</ul></details>")
            """
    }
}

extension ResultsData {
    /// The notes under a table of this survey.
    func notes(_ table: CountedTable, _ t: Texts) -> TableNotes {
        TableNotes(
            table: table, population: data.population, rule: (survey.leastCell, survey.leastBase), t: t,
            weighting: table.request.isWeighted ? weighting?.sentence(t) : nil, open: open.sentence(t),
            isStratified: data.strata != nil)
    }

    /// The same table as shares of all ticks, where there is more than one answer to tick.
    func ofAnswers(_ request: TableRequest) -> CountedTable? {
        guard request.kind == .counts, request.columns == nil, request.base == .respondents,
            case .multiple? = data[request.rows]?.values
        else { return nil }
        var other = request
        other.base = .answers
        return try? table(other)
    }

    /// A name for a table that nobody gave one: what stands in it.
    func title(of request: TableRequest, _ t: Texts) -> String {
        let rows = label(of: request.rows)
        let filter = request.filter.isEmpty ? "" : " (\(t("met filter")))"
        guard let columns = request.columns else { return rows + filter }
        return t("\(rows), naar \(label(of: columns))") + filter
    }
}
