import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// Someone who fills in a questionnaire, as far as we know them.
struct Respondent: Sendable {
    enum Key: Sendable {
        /// An address of the survey.
        case address(Address)
        /// Nobody we know: whoever holds this secret, which was made when they began.
        case own
    }

    let survey: Survey
    /// The id of the frozen version.
    let version: String
    let questionnaire: Questionnaire
    let key: Key
    /// What stands in the link; `nil` in an interview by phone.
    let secret: String?
    let channel: SurveyChannel
    /// The row of the answer on name, when it came along in this transaction.
    var onName = OnName.unknown

    enum OnName: Sendable {
        case unknown
        case looked(Row?)
    }

    var address: Address? {
        if case .address(let address) = key { address } else { nil }
    }

    /// Where a draft in anonymous mode lies: only who holds the secret can tell.
    var draftKey: String? { secret.map(Self.draftKey) }
    static func draftKey(_ secret: String) -> String { Secret.hash("draft|" + secret) }

    /// Whose link this is; `nil` for a secret that was never given out, or whose answers were sent and are anonymous.
    static func find(secret: String, in db: any SQLConnection) throws -> Respondent? {
        if let found = try LinkRow.find(token: secret, in: db) {
            var respondent = try of(found.survey, .address(found.address), secret, .link, in: db)
            respondent?.onName = .looked(found.response)
            return respondent
        }
        let row = try db.first(
            """
            SELECT survey_id FROM survey_response WHERE secret_hash = \(Secret.hash(secret))
            UNION ALL SELECT survey_id FROM survey_draft WHERE key = \(draftKey(secret))
            """)
        guard let row, let survey = try Survey.find(Survey.Identity(try row("survey_id")), in: db) else { return nil }
        return try of(survey, .own, secret, .open, in: db)
    }

    /// The survey has a frozen questionnaire once it opened; before that a link leads nowhere.
    static func of(
        _ survey: Survey, _ key: Key, _ secret: String?, _ channel: SurveyChannel, in db: any SQLConnection
    ) throws -> Respondent? {
        guard survey.state != .draft, survey.kind == .own, let version = survey.version,
            let questionnaire = try FrozenQuestionnaire.of(version, in: db)
        else { return nil }
        return Respondent(
            survey: survey, version: version, questionnaire: questionnaire, key: key, secret: secret, channel: channel)
    }
}
