import Core
import Questionnaires
import Web

/// What is wrong with a questionnaire, each with the way to it.
struct ProblemList {
    let problems: [QuestionnaireProblem]
    let stored: StoredQuestionnaire?
    let t: Texts

    /// - Parameter stored: the questionnaire they are in; `nil` for a file that was refused.
    init(_ problems: [QuestionnaireProblem], stored: StoredQuestionnaire?, t: Texts) {
        self.problems = problems
        self.stored = stored
        self.t = t
    }

    var markup: HTML {
        let fatal = problems.filter(\.isFatal)
        let advice = problems.filter { !$0.isFatal }
        var result = HTML.empty
        if !fatal.isEmpty {
            let title = stored == nil ? t("Dit bestand kan zo niet") : t("Dit moet nog anders voordat je kunt vragen")
            result += """
                <section class="summary-error stack" aria-labelledby="moet"><h2 id="moet">\(title)</h2><ul>\(fatal.prefix(40), line)</ul></section>
                """
        }
        if !advice.isEmpty {
            result += """
                <details class="card"><summary>\(t.plural(advice.count, "1 tip", "\(advice.count) tips"))</summary><ul>\(advice.prefix(80), line)</ul></details>
                """
        }
        return result
    }

    private func line(_ problem: QuestionnaireProblem) -> HTML {
        let place = problem.place
        let number = problem.line.map { t("Regel \($0)") }
        let link: HTML =
            path(place).map { "<a href=\"\($0)\">\(place)</a>: " } ?? (place.isEmpty ? .empty : "\(place): ")
        return "<li>\(number, { "\($0): " })\(link)\(t(problem.text))</li>"
    }

    private func path(_ place: String) -> String? {
        guard let stored, Questionnaire.isIdentifier(place) else { return nil }
        if stored.content.question(place) != nil { return stored.path("vraag/\(place)") }
        return stored.content.blocks.contains { $0.id == place } ? stored.path("pagina/\(place)") : nil
    }
}
