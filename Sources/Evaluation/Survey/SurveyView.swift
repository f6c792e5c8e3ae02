import Community
import Core
import Questionnaires
import Storage
import Web

/// How far a survey is, for its home page.
struct SurveyView: Sendable {
    /// One step of the work.
    struct Step: Sendable {
        let tab: SurveyTab
        let line: String
        let isDone: Bool
        /// What to do now, as on a button.
        let action: String?
    }

    let survey: Survey
    let owner: String?
    let previous: Survey?
    let steps: [Step]
    /// Whether the reader makes surveys here.
    let isMaker: Bool

    /// The first thing that is not done.
    var upNext: Step? { steps.first { !$0.isDone && $0.action != nil } }

    static func load(_ survey: Survey, visit: Visit, in db: any SQLConnection) throws -> SurveyView {
        let questions = try StoredQuestionnaire.find(survey.questionnaire, in: db)?.content.questions.count ?? 0
        let addresses = try db.count("SELECT COUNT(*) FROM survey_address WHERE survey_id = \(survey.id)")
        let answers = try Self.answers(survey, in: db)
        return SurveyView(
            survey: survey, owner: try survey.owner.flatMap { try Person.find($0, in: db)?.name },
            previous: try survey.previous.flatMap { try Survey.find($0, in: db) },
            steps: survey.kind == .imported
                ? importedSteps(survey, questions: questions, answers: answers, visit.t)
                : steps(survey, questions: questions, addresses: addresses, answers: answers, visit.t),
            isMaker: visit.actor.has(SurveyAccess.makers, in: survey.municipality))
    }

    /// Answers that were sent in, whatever the mode: those of an anonymous survey count in its box and on their way to it.
    static func answers(_ survey: Survey, in db: any SQLConnection) throws -> Int {
        switch survey.mode {
        case .anonymous:
            try db.count("SELECT COUNT(*) FROM survey_box WHERE survey_id = \(survey.id)")
                + db.count("SELECT COUNT(*) FROM survey_pending WHERE survey_id = \(survey.id)")
                + db.count("SELECT COUNT(*) FROM survey_response WHERE survey_id = \(survey.id) AND state = 'complete'")
        case .linked, .pseudonymous:
            try db.count("SELECT COUNT(*) FROM survey_response WHERE survey_id = \(survey.id) AND state = 'complete'")
        }
    }

    private static func steps(_ survey: Survey, questions: Int, addresses: Int, answers: Int, _ t: Texts) -> [Step] {
        let isDraft = survey.state == .draft
        let days = survey.closesOn.map { t("tot en met \(t.date($0))") } ?? t("nog geen dagen gekozen")
        return [
            Step(
                tab: .questionnaire, line: t.plural(questions, "1 vraag", "\(questions) vragen"),
                isDone: questions > 0 || !isDraft, action: isDraft ? t("Maak de vragenlijst") : nil),
            Step(
                tab: .settings, line: "\(t(survey.mode.label)) · \(days)", isDone: survey.closesOn != nil,
                action: isDraft ? t("Kies de opzet") : nil),
            Step(
                tab: .addresses, line: t.plural(addresses, "1 adres", "\(addresses) adressen"),
                isDone: addresses > 0 || survey.hasOpenLink, action: isDraft ? t("Voeg adressen toe") : nil),
            Step(
                tab: .fieldwork, line: t(survey.state.label), isDone: survey.state == .closed,
                action: isDraft ? t("Open de enquête") : t("Volg het veldwerk")),
            Step(
                tab: .account,
                line: addresses > 0
                    ? t("\(answers) antwoorden, \(addresses) adressen")
                    : t.plural(answers, "1 antwoord", "\(answers) antwoorden"),
                isDone: answers > 0, action: nil),
            Step(
                tab: .results, line: t("tabellen, rapport en indicatoren"), isDone: false,
                action: answers > 0 ? t("Bekijk de resultaten") : nil),
            Step(tab: .exchange, line: t("SPSS, Excel, CSV en DDI"), isDone: true, action: nil),
        ]
    }

    private static func importedSteps(_ survey: Survey, questions: Int, answers: Int, _ t: Texts) -> [Step] {
        let least = t.number(survey.leastCell)
        let counting =
            survey.population.map { t("\(t.number($0)) in totaal · getallen onder de \(least) afgeschermd") }
            ?? t("getallen onder de \(least) afgeschermd")
        return [
            Step(
                tab: .questionnaire, line: t.plural(questions, "1 vraag", "\(questions) vragen"), isDone: true,
                action: nil),
            Step(
                tab: .settings, line: counting, isDone: true, action: nil),
            Step(
                tab: .results, line: t.plural(answers, "1 antwoord", "\(answers) antwoorden"), isDone: false,
                action: t("Bekijk de resultaten")),
            Step(tab: .exchange, line: t("SPSS, Excel, CSV en DDI"), isDone: true, action: nil),
        ]
    }
}
