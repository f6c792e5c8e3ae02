package import Questionnaires
package import Storage

/// One answer as it counts.
package struct SurveyRecord: Sendable {
    /// Only on name: else an answer has nothing by which it could be pointed at.
    package let id: String?
    package let channel: SurveyChannel
    /// Complete or partial.
    package let state: ResponseState
    package let stratum: String?
    package let language: String
    package let answers: Answers
}

/// The answers of a survey, wherever its mode keeps them.
package enum SurveyRecords {
    /// All that counts and came in by one of these channels. The order is always the same and says nothing.
    ///
    /// - Throws: `StorageError`; `AnswersFault` when what is kept is no answer.
    package static func load(_ survey: Survey, channels: Set<SurveyChannel>, in db: any SQLConnection) throws
        -> [SurveyRecord]
    {
        let wanted = SurveyChannel.allCases.filter(channels.contains)
        let box = try db.rows(
            """
            SELECT channel, language, stratum, answers FROM survey_box
            WHERE survey_id = \(survey.id) AND channel IN (\(list: wanted)) ORDER BY slot
            """
        ).map { row in
            SurveyRecord(
                id: nil, channel: try row("channel"), state: .complete, stratum: try row("stratum"),
                language: try row("language"), answers: try Answers(json: row("answers")))
        }
        let known = try db.rows(
            """
            SELECT id, channel, state, language, stratum, answers FROM survey_response
            WHERE survey_id = \(survey.id) AND state IN (\(ResponseState.complete), \(ResponseState.partial))
            AND channel IN (\(list: wanted)) ORDER BY id
            """
        ).map { row in
            SurveyRecord(
                id: survey.mode == .linked ? try row("id") : nil, channel: try row("channel"),
                state: try row("state"), stratum: try row("stratum"), language: try row("language"),
                answers: try Answers(json: row("answers")))
        }
        return box + known
    }
}
