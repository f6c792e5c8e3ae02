import Core
package import Questionnaires
package import Storage
import Synchronization

/// The questionnaire as it was when its survey opened. A frozen version never changes, so each is read and understood
/// once.
package enum FrozenQuestionnaire {
    private static let known = Mutex(RecentMap<String, Questionnaire>(room: 32))

    /// - Parameter version: the id of a row of `survey_version`.
    /// - Throws: `QuestionnaireFault` when what is kept is no questionnaire; `StorageError`.
    package static func of(_ version: String, in db: any SQLConnection) throws -> Questionnaire? {
        if let found = known.withLock({ $0.value(for: version) }) { return found }
        guard let row = try db.first("SELECT content FROM survey_version WHERE id = \(version)") else { return nil }
        let questionnaire = try Questionnaire(json: row("content"))
        known.withLock { $0.insert(questionnaire, for: version) }
        return questionnaire
    }
}
