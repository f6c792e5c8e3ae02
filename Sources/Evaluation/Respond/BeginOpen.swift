import Core
import Questionnaires
import Services
import Storage
import Web

/// Someone uses the link that is open to all: they get a secret of their own, by which they can go on later.
struct BeginOpen: Sendable {
    let vault: Vault
    let visit: Visit

    /// The survey of an open link; `nil` when there is no such link.
    static func survey(_ visit: Visit, in db: any SQLConnection) throws -> Survey? {
        guard let survey = try Survey.find(number: visit.number("enquete"), in: db), survey.hasOpenLink,
            survey.kind == .own, survey.state != .draft
        else { return nil }
        return survey
    }

    /// The path to the first page; `nil` when the survey takes no answers.
    func perform(secret: String, in db: any SQLConnection) throws -> String? {
        guard let survey = try Self.survey(visit, in: db), survey.takesAnswers(at: visit.now),
            let respondent = try Respondent.of(survey, .own, secret, .open, in: db)
        else { return nil }
        let draft = AnswerDraft(language: RespondLanguage.chosen(visit, respondent, nil), channel: .open)
        if survey.mode == .anonymous {
            try SealedResponses(vault: vault).begin(draft, respondent, in: db)
        } else {
            guard try KnownResponses.save(draft, of: respondent, now: visit.now, in: db) else { return nil }
        }
        let door = Door(respondent: respondent, base: "/vragenlijst/" + secret, isInterview: false)
        return respondent.questionnaire.next(after: nil, draft.answers).map { door.path($0) } ?? door.path("overzicht")
    }
}
