import Core
import Questionnaires
import Services
import Storage

/// The codes behind which people answered.
enum Pseudonyms {
    /// Forgets who belongs to which code: the table that holds it is emptied, and every answer is written anew in random
    /// order, under another code, without a time of its own and without what would point at an address (see
    /// `LooseAnswer.levelled`). The log of contacts holds times in linked mode only.
    static func forget(_ survey: Survey, at moment: Moment, in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_pseudonym WHERE survey_id = \(survey.id)")
        let questionnaire = try survey.version.flatMap { try FrozenQuestionnaire.of($0, in: db) }
        let language = questionnaire?.languages.first ?? "nl"
        try rewrite(survey, at: moment, in: db) { LooseAnswer.levelled($0, language: language) }
    }

    /// Writes all answers of the survey again, tied to nothing.
    ///
    /// - Parameter change: what becomes of the answers first.
    /// - Returns: how many.
    @discardableResult
    static func rewrite(
        _ survey: Survey, at moment: Moment, in db: any SQLConnection,
        _ change: ([LooseAnswer]) -> [LooseAnswer] = { $0 }
    ) throws -> Int {
        var system = SystemRandomNumberGenerator()
        let answers = try change(
            db.rows(
                """
                SELECT version_id, channel, state, language, stratum, answers FROM survey_response
                WHERE survey_id = \(survey.id)
                """
            ).map(LooseAnswer.init(row:)))
        try db.run("DELETE FROM survey_response WHERE survey_id = \(survey.id)")
        for answer in answers.shuffled(using: &system) {
            let id = Secret.make()
            let completed: Moment? = answer.state == .complete ? moment : nil
            try db.run(
                """
                INSERT INTO survey_response (id, survey_id, version_id, channel, state, pseudonym, language, stratum,
                    answers, started_at, changed_at, completed_at)
                VALUES (\(id), \(survey.id), \(answer.version), \(answer.channel), \(answer.state), \(id),
                    \(answer.language), \(answer.stratum), \(answer.answers), \(moment), \(moment), \(completed))
                """)
        }
        return answers.count
    }
}
