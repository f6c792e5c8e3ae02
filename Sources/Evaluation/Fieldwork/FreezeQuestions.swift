import Core
import Questionnaires
import Storage
import Web

/// The words of the questions as they are when a survey opens. A version is never changed; a questionnaire that did not
/// change since keeps the version it has.
enum FreezeQuestions {
    /// - Returns: the id of the version.
    static func perform(_ survey: Survey, now: Moment, in db: any SQLConnection) throws -> String {
        guard let stored = try StoredQuestionnaire.find(survey.questionnaire, in: db) else { throw WebError.notFound }
        let hash = stored.content.hash
        if let known = try db.value(
            """
            SELECT id FROM survey_version WHERE questionnaire_id = \(stored.id) AND hash = \(hash)
            ORDER BY version DESC LIMIT 1
            """, as: String.self)
        {
            return known
        }
        let version = try db.count(
            "SELECT COALESCE(MAX(version), 0) + 1 FROM survey_version WHERE questionnaire_id = \(stored.id)")
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO survey_version (id, questionnaire_id, version, content, hash, frozen_at)
            VALUES (\(id), \(stored.id), \(version), \(stored.content.json), \(hash), \(now))
            """)
        return id
    }
}
