import Community
import Core
import Questionnaires
import Storage
import Web

/// One question that was found, with where it stands.
struct FoundQuestion: Sendable {
    /// `kant-ID` or `eigen-NUMBER`, as in forms.
    let source: String
    let name: String
    let path: String
    let questionnaire: Questionnaire
    let question: Question
}

/// Searches the questions of all questionnaires someone may see: those of their municipalities and the ready-made ones.
enum QuestionSearch {
    /// Questionnaires that are looked through; more than a municipality has.
    static let most = 500
    static let shown = 40

    /// Every word has to stand in the question, its hint, answers or rows, in any language.
    static func find(_ text: String, kind: Question.Kind?, codes: [String], language: String, in db: any SQLConnection)
        throws -> (found: [FoundQuestion], more: Bool)
    {
        let words = TextFolding.words(text).map(TextFolding.stem)
        var found: [FoundQuestion] = []
        var known: Set<Question> = []
        func look(_ questionnaire: Questionnaire, _ source: String, _ name: String, _ path: String) {
            for question in questionnaire.questions where found.count <= shown {
                guard question.kind != .info, kind == nil || question.kind == kind else { continue }
                guard words.isEmpty || matches(question, words) else { continue }
                // Copies of one questionnaire ask the same: one of them is enough.
                var same = question
                same.id = ""
                same.showIf = nil
                guard known.insert(same).inserted else { continue }
                found.append(
                    FoundQuestion(
                        source: source, name: name, path: path, questionnaire: questionnaire, question: question))
            }
        }
        let own = try db.rows(
            """
            SELECT * FROM survey_questionnaire WHERE municipality_code IN (\(list: codes)) AND archived_at IS NULL
            ORDER BY changed_at DESC, id DESC LIMIT \(most)
            """
        ).map(StoredQuestionnaire.init(row:))
        for stored in own { look(stored.content, "eigen-\(stored.number)", stored.name, stored.path()) }
        for ready in ReadyMade.all {
            look(
                ready, "kant-\(ready.id)", ready.title(language), "\(QuestionnairePart.shelf)/kant-en-klaar/\(ready.id)"
            )
        }
        return (Array(found.prefix(shown)), found.count > shown)
    }

    private static func matches(_ question: Question, _ words: [String]) -> Bool {
        let texts =
            [question.text, question.hint].compactMap { $0 } + question.choices.map(\.label)
            + question.rows.map(\.label)
        let all = texts.flatMap { $0.texts.values.sorted() }.joined(separator: " ")
        let stems = TextFolding.words(all).map(TextFolding.stem)
        return words.allSatisfy { word in stems.contains { $0.hasPrefix(word) } }
    }

    /// The question that a form names, for someone who may see it.
    static func question(_ source: String, _ id: String, _ visit: Visit, in db: any SQLConnection) throws -> (
        question: Question, first: String
    ) {
        let questionnaire: Questionnaire?
        if source.hasPrefix("kant-") {
            questionnaire = ReadyMade.find(String(source.dropFirst(5)))
        } else {
            let stored = try Int(source.dropFirst(6)).flatMap { try StoredQuestionnaire.find(number: $0, in: db) }
            questionnaire = stored.flatMap {
                visit.actor.has(SurveyAccess.makers, in: $0.municipality) ? $0.content : nil
            }
        }
        guard let questionnaire, let question = questionnaire.question(id) else { throw WebError.notFound }
        return (question, questionnaire.languages.first ?? "nl")
    }
}
