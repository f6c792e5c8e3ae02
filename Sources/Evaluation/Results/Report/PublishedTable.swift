import Core
import Storage
import Tabulation
import Web

/// A table as it was made public: frozen, with everything under the minimum taken out of it.
struct PublishedTable: Sendable {
    /// What is kept of it, so that showing it never counts anew.
    struct Content: Codable, Sendable {
        var table: CountedTable
        /// The question as it was asked.
        var question: String?
        var population: Int?
        var leastCell: Int
        var leastBase: Int
        /// How the weights were made, in Dutch.
        var weighting: String?
        /// What became of answers by the open link, in Dutch.
        var open: String?
        var picture: String?
        /// Whether the margins count each group of the address book apart.
        var isStratified: Bool?
        /// The words above in the other languages of the site, by their codes; `nil` of a table that was published before
        /// these were kept.
        var translations: [String: Translation]?
    }

    struct Translation: Codable, Sendable {
        /// Whether the questionnaire has this language; else its words are those of its first language.
        var isComplete: Bool
        /// Of a title that nobody typed.
        var title: String?
        /// The labels of the table's rows and columns, in their order.
        var rows: [String]
        var columns: [String]
        var question: String?
        var weighting: String?
        var open: String?
    }

    let id: String
    let survey: Survey.Identity
    /// The table it was made of.
    let table: String
    /// In the order of publishing, from 1 in each survey.
    let seq: Int
    let title: String
    /// Why or how it was published.
    let remark: String
    let content: Content
    let publishedAt: Moment

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        table = try row("table_id")
        seq = try row("seq")
        title = try row("title")
        remark = try row("remark")
        var content: Content = try Stored.read(row("content"))
        // What was published before this rule holds weighted numbers still.
        content.table = content.table.withoutWeights
        self.content = content
        publishedAt = try row("published_at")
    }

    /// The version of a table that stands now; `nil` when it is not public.
    static func current(of table: String, in db: any SQLConnection) throws -> PublishedTable? {
        try db.first(
            """
            SELECT * FROM survey_publication WHERE table_id = \(table) AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1
            """
        ).map(PublishedTable.init(row:))
    }

    /// All that are public now, in the order of the list of tables.
    static func standing(of survey: Survey.Identity, in db: any SQLConnection) throws -> [PublishedTable] {
        try db.rows(
            """
            SELECT p.* FROM survey_publication p JOIN survey_table s ON s.id = p.table_id
            WHERE p.survey_id = \(survey) AND p.withdrawn_at IS NULL ORDER BY s.place, s.number, p.seq LIMIT 500
            """
        ).map(PublishedTable.init(row:))
    }

    /// What everyone may know by now, also from tables that were withdrawn: who read it still knows it.
    static func told(of survey: Survey.Identity, in db: any SQLConnection) throws -> [PublicationBasis.Told] {
        try db.rows("SELECT title, told, content FROM survey_publication WHERE survey_id = \(survey) ORDER BY seq").map
        {
            row in
            let publication: Disclosure.Publication = try Stored.read(row("told"))
            let title: String = try row("title")
            if publication.figures != nil { return PublicationBasis.Told(title: title, publication: publication) }
            // Kept before figures stood with it: its table has them.
            let content: Content = try Stored.read(row("content"))
            return PublicationBasis.Told(title: title, publication: publication.adding(content.table))
        }
    }

    /// The same as shares of all ticks, as far as the counts that are public tell it.
    private static func ofAnswers(_ table: CountedTable) -> CountedTable? {
        guard table.request.kind == .counts, table.request.base == .respondents, table.columns.count == 1,
            table.hiddenCells == 0, !table.request.isWeighted
        else { return nil }
        let sum = table.cells.reduce(0) { $0 + ($1.first?.weighted ?? 0) }
        let bases = table.cells.compactMap { $0.first?.weightedBase }
        guard sum > 0, let base = bases.first, sum > base * 1.0000001 else { return nil }
        var other = table
        other.cells = table.cells.map { $0.map { CountedTable.Cell(value: $0.weighted / sum) } }
        return other
    }

    func notes(_ t: Texts) -> TableNotes {
        let content = content.words(t)
        return TableNotes(
            table: content.table, population: content.population, rule: (content.leastCell, content.leastBase), t: t,
            weighting: content.weighting, open: content.open, isStratified: content.isStratified ?? false)
    }

    /// The title for this reader.
    func title(_ t: Texts) -> String { content.translations?[t.language.rawValue]?.title ?? title }

    func figure(_ t: Texts, level: Int?, tools: HTML = .empty) -> HTML {
        let shown = content.words(t)
        let translation = content.translations?[t.language.rawValue]
        let isComplete = translation?.isComplete ?? false
        return TableFigure(
            table: shown.table, title: title(t), question: shown.question, notes: notes(t), t: t,
            picture: content.picture.flatMap(PictureKind.init(rawValue:)), ofAnswers: Self.ofAnswers(shown.table),
            remark: remark, level: level, tools: tools, lang: isComplete ? nil : t.typed,
            titleLang: isComplete && translation?.title != nil ? nil : t.typed
        ).markup
    }

    func file(_ t: Texts) -> TableFile {
        TableFile(
            table: content.words(t).table, title: title(t), notes: [notes(t).base] + notes(t).method, t: t)
    }
}

extension CountedTable {
    /// A weighted table with shares in whole per cents and without what the weights add up to: weights are the same for
    /// all of a group, so exact sums beside the numbers tell how a group is divided.
    var withoutWeights: CountedTable {
        guard request.isWeighted else { return self }
        var plain = self
        plain.cells = cells.map { row in
            row.map { cell in
                var cell = cell
                cell.weighted = Double(cell.count)
                cell.weightedBase = Double(cell.base)
                cell.value = cell.value.map { ($0 * 100).rounded() / 100 }
                cell.error = nil
                cell.low = nil
                cell.high = nil
                return cell
            }
        }
        plain.account.effective = account.effective?.rounded()
        return plain
    }
}

extension PublishedTable.Content {
    /// The same figures in the language of the reader.
    fileprivate func words(_ t: Texts) -> Self {
        guard let words = translations?[t.language.rawValue] else { return self }
        var copy = self
        for (place, label) in words.rows.enumerated() where copy.table.rows.indices.contains(place) {
            copy.table.rows[place].label = label
        }
        for (place, label) in words.columns.enumerated() where copy.table.columns.indices.contains(place) {
            copy.table.columns[place].label = label
        }
        copy.question = words.question
        copy.weighting = words.weighting
        copy.open = words.open
        return copy
    }
}
