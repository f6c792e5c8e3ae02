import Core
import Questionnaires
import Tabulation

/// One share or mean of a survey, as it takes part in a comparison.
struct BenchmarkFigure: Sendable, Equatable {
    /// The name of the column: the same question in every copy of a ready-made questionnaire.
    let question: String
    /// `c3` for the answer with code 3, `mean` for a mean.
    let row: String
    let value: Double
    let base: Int

    /// Everything that a survey contributes: figures that stay after the rule of that survey has hidden the small ones.
    /// Grids come row by row. A question that was changed since it was copied is another question: it stays out.
    ///
    /// - Parameter original: the ready-made questionnaire that the survey's was copied from.
    static func all(of results: ResultsData, asIn original: Questionnaire) -> [BenchmarkFigure] {
        let same = results.questionnaire.unchanged(since: original)
        let asked = Set(BenchmarkQuestions(same, language: results.language).rows.map(\.column))
        return results.data.columns.filter { asked.contains($0.name) }.flatMap { column -> [BenchmarkFigure] in
            guard let request = StandardTables.request(for: column), let table = try? results.data.table(request) else {
                return []
            }
            let shown = results.rule.protect(table, of: results.data, published: []).table
            return shown.rows.indices.compactMap { row in
                guard let cell = shown.cell(row, 0), cell.hidden == nil, let value = cell.value, value.isFinite,
                    cell.base >= max(results.survey.leastBase, 1)
                else { return nil }
                let heading = shown.rows[row]
                guard
                    let key = heading.code.map({ "c\($0)" }) ?? (heading.name == Statistic.mean.rawValue ? "mean" : nil)
                else { return nil }
                return BenchmarkFigure(question: column.name, row: key, value: value, base: cell.base)
            }
        }
    }
}
