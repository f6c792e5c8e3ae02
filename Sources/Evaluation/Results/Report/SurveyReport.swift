import Core
import Storage

/// The report of a survey: its own text with published tables and released quotes between.
struct SurveyReport: Sendable {
    enum Kind: String, Sendable, SQLConvertible {
        case text = "tekst"
        case table = "tabel"
        case quote = "citaat"
    }

    struct Block: Sendable {
        let id: String
        let place: Int
        let kind: Kind
        /// In Markdown, of a text.
        let text: String
        let table: String?
        let quote: String?
    }

    let survey: Survey.Identity
    let title: String
    /// In Markdown.
    let intro: String
    let changedAt: Moment
    /// `nil` as long as only makers may read it.
    let publishedAt: Moment?

    init(row: Row) throws {
        survey = try row("survey_id")
        title = try row("title")
        intro = try row("intro")
        changedAt = try row("changed_at")
        publishedAt = try row("published_at")
    }

    static func find(_ survey: Survey.Identity, in db: any SQLConnection) throws -> SurveyReport? {
        try db.first("SELECT * FROM survey_report WHERE survey_id = \(survey)").map(SurveyReport.init(row:))
    }

    /// At most 300.
    static func blocks(of survey: Survey.Identity, in db: any SQLConnection) throws -> [Block] {
        try db.rows("SELECT * FROM survey_report_block WHERE survey_id = \(survey) ORDER BY place, id LIMIT 300").map {
            row in
            Block(
                id: try row("id"), place: try row("place"), kind: try row("kind"), text: try row("text"),
                table: try row("table_id"), quote: try row("quote_id"))
        }
    }
}

/// Everything a page about the report shows.
struct ReportView: Sendable {
    let survey: Survey
    let municipality: String
    let report: SurveyReport?
    let blocks: [SurveyReport.Block]
    /// By the id of the table they were made of.
    let published: [String: PublishedTable]
    let tables: [SavedTable]
    let quotes: [Quote]

    static func load(_ survey: Survey, in db: any SQLConnection) throws -> ReportView {
        let standing = try PublishedTable.standing(of: survey.id, in: db)
        return ReportView(
            survey: survey,
            municipality: try db.value("SELECT name FROM municipality WHERE code = \(survey.municipality)") ?? "",
            report: try SurveyReport.find(survey.id, in: db), blocks: try SurveyReport.blocks(of: survey.id, in: db),
            published: Dictionary(standing.map { ($0.table, $0) }) { first, _ in first },
            tables: try SavedTable.all(of: survey.id, in: db), quotes: try Quote.released(of: survey.id, in: db))
    }

    func table(_ id: String?) -> SavedTable? { tables.first { $0.id == id } }
    func quote(_ id: String?) -> Quote? { quotes.first { $0.id == id } }

    /// The tables of the report that others cannot see yet.
    var unpublished: [SavedTable] {
        blocks.compactMap { block in
            block.kind == .table && block.table.flatMap { published[$0] } == nil ? table(block.table) : nil
        }
    }
}
