import Core
import Services
import Storage

/// The codes behind which people answered.
enum Pseudonyms {
    /// Forgets who belongs to which code: the table that holds it is emptied, and every answer is written anew in random
    /// order, under another code and without a time of its own. The log of contacts holds times in linked mode only.
    static func forget(_ survey: Survey, at moment: Moment, in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_pseudonym WHERE survey_id = \(survey.id)")
        try rewrite(survey, at: moment, in: db)
    }

    /// Writes all answers of the survey again, tied to nothing.
    ///
    /// - Returns: how many.
    @discardableResult
    static func rewrite(_ survey: Survey, at moment: Moment, in db: any SQLConnection) throws -> Int {
        var system = SystemRandomNumberGenerator()
        let rows = try db.rows(
            """
            SELECT version_id, channel, state, language, stratum, answers FROM survey_response
            WHERE survey_id = \(survey.id)
            """)
        try db.run("DELETE FROM survey_response WHERE survey_id = \(survey.id)")
        for row in rows.shuffled(using: &system) {
            let id = Secret.make()
            let state: ResponseState = try row("state")
            try db.run(
                """
                INSERT INTO survey_response (id, survey_id, version_id, channel, state, pseudonym, language, stratum,
                    answers, started_at, changed_at, completed_at)
                VALUES (\(id), \(survey.id), \(try row("version_id", as: String.self)),
                    \(try row("channel", as: SurveyChannel.self)), \(state), \(id),
                    \(try row("language", as: String.self)), \(try row("stratum", as: String?.self)),
                    \(try row("answers", as: String.self)), \(moment), \(moment),
                    \(state == .complete ? moment : nil))
                """)
        }
        return rows.count
    }
}
