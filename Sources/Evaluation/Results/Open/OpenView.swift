import Core
import Questionnaires
import Storage
import Tabulation

/// The answers that people wrote to one question.
struct OpenView: Sendable {
    /// One text, however many wrote it.
    struct Answer: Sendable {
        let key: String
        let text: String
        let count: Int
        let codes: Set<Int>
        let isQuoted: Bool
    }

    let survey: Survey
    /// The name of the column.
    let question: String
    let text: String
    let categories: [OpenCoding.Category]
    let answers: [Answer]
    /// How many there are in all, before searching.
    let total: Int
    let quotes: [Quote]

    var coded: Int { answers.count { !$0.codes.isEmpty } }

    /// - Parameters:
    ///   - words: only answers with all of these in it.
    ///   - category: only answers of this category; 0 for those that have none.
    static func load(
        _ results: ResultsData, question: String, words: String?, category: Int?, in db: any SQLConnection
    ) throws -> OpenView? {
        guard let column = results.data[question], case .text(_, let texts) = column.values else { return nil }
        let survey = results.survey
        let codes = try OpenCoding.codes(question, of: survey.id, in: db)
        let quotes = try Quote.all(of: survey.id, in: db).filter { $0.question == question }
        let quoted = Set(quotes.filter { $0.withdrawnAt == nil }.map(\.answerKey))
        var counts: [String: (text: String, count: Int)] = [:]
        for text in texts.compactMap({ $0 }) {
            let key = OpenCoding.key(text)
            counts[key] = (counts[key]?.text ?? text, (counts[key]?.count ?? 0) + 1)
        }
        // In the order of the alphabet: the order in which they came in is nobody's business.
        let all = counts.map { key, found in
            Answer(
                key: key, text: found.text, count: found.count, codes: codes[key] ?? [], isQuoted: quoted.contains(key))
        }.sorted { (TextFolding.sortKey($0.text), $0.key) < (TextFolding.sortKey($1.text), $1.key) }
        let wanted = (words ?? "").split(separator: " ").map { TextFolding.fold(String($0)) }
        let shown = all.filter { answer in
            let folded = TextFolding.fold(answer.text)
            guard wanted.allSatisfy({ folded.contains($0) }) else { return false }
            guard let category else { return true }
            return category == 0 ? answer.codes.isEmpty : answer.codes.contains(category)
        }
        return OpenView(
            survey: survey, question: question, text: results.text(of: question) ?? column.label,
            categories: try OpenCoding.categories(question, of: survey.id, in: db), answers: shown, total: all.count,
            quotes: quotes)
    }
}
