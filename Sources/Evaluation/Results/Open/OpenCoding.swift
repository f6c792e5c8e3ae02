import Core
import Services
import Storage
import Tabulation

/// Categories for open answers, given by hand. They hang on the answer's words and not on a record: the same words get
/// the same categories, and there is no new path from an answer to a person.
enum OpenCoding {
    struct Category: Sendable, Equatable {
        /// Never used again within the question.
        let code: Int
        let label: String
    }

    /// Under which an answer's categories are kept: its words, whatever the capitals and the white space.
    static func key(_ text: String) -> String {
        Secret.hash(text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    static func categories(_ question: String, of survey: Survey.Identity, in db: any SQLConnection) throws
        -> [Category]
    {
        try db.rows(
            """
            SELECT code, label FROM survey_open_category WHERE survey_id = \(survey) AND question = \(question)
            AND removed_at IS NULL ORDER BY code
            """
        ).map { Category(code: try $0("code"), label: try $0("label")) }
    }

    /// The categories of each answer, by its key.
    static func codes(_ question: String, of survey: Survey.Identity, in db: any SQLConnection) throws -> [String:
        Set<Int>]
    {
        try db.rows(
            "SELECT answer_hash, code FROM survey_open_code WHERE survey_id = \(survey) AND question = \(question)"
        ).reduce(into: [:]) { codes, row in
            codes[try row("answer_hash"), default: []].insert(try row("code", as: Int.self))
        }
    }

    /// What changes whenever an answer gets another category.
    static func stamp(_ survey: Survey.Identity, in db: any SQLConnection) throws -> String {
        let categories = try db.rows(
            """
            SELECT question, code FROM survey_open_category WHERE survey_id = \(survey) AND removed_at IS NULL
            ORDER BY question, code
            """)
        let codes = try db.rows(
            """
            SELECT question, answer_hash, code FROM survey_open_code WHERE survey_id = \(survey)
            ORDER BY question, answer_hash, code
            """)
        return Secret.hash((categories + codes).map { "\($0.values)" }.joined(separator: "\n"))
    }

    /// The questions that have categories, as columns with several answers, and the text column each was made from.
    ///
    /// Who wrote something that has no category yet did answer, and is in no category.
    static func columns(of survey: Survey.Identity, _ data: DataSet, in db: any SQLConnection) throws -> (
        [Column], [String: String]
    ) {
        let rows = try db.rows(
            """
            SELECT DISTINCT question FROM survey_open_category WHERE survey_id = \(survey) AND removed_at IS NULL
            ORDER BY question
            """)
        var columns: [Column] = []
        var sources: [String: String] = [:]
        for row in rows {
            let question: String = try row("question")
            guard let source = data[question], case .text(_, let texts) = source.values else { continue }
            let categories = try categories(question, of: survey, in: db)
            let codes = try codes(question, of: survey, in: db)
            let keys = texts.map { $0.map(key) }
            let ticked = categories.map { category in
                Bits(keys.map { $0.flatMap { codes[$0]?.contains(category.code) } ?? false })
            }
            let name = name(for: question, taken: data, sources)
            columns.append(
                Column(
                    name, source.label,
                    .multiple(
                        shown: Bits(texts.map { $0 != nil }), ticked: ticked,
                        categories.map { Option($0.code, $0.label) })))
            sources[name] = question
        }
        return (columns, sources)
    }

    /// `V31_C`, and a digit when that is taken; at most 8 characters.
    private static func name(for question: String, taken data: DataSet, _ sources: [String: String]) -> String {
        let base = String(question.prefix(6)) + "_C"
        if data[base] == nil, sources[base] == nil { return base }
        for number in 1...999 {
            let name = String(question.prefix(max(1, 6 - String(number).count))) + "_C\(number)"
            if data[name] == nil, sources[name] == nil { return name }
        }
        return base
    }
}
