import Core
import Questionnaires
import Services
import Storage

/// Answers on name or under a code: a row of `survey_response` from the first page on.
///
/// Under a code the row knows no address and bears a random id; `survey_pseudonym` holds who belongs to it until the
/// survey closes.
enum KnownResponses {
    static func standing(of respondent: Respondent, in db: any SQLConnection) throws -> ResponseStore.Standing {
        guard let row = try row(of: respondent, in: db) else { return .new }
        guard try row("state", as: ResponseState.self) == .draft else { return .sent }
        return .underWay(
            AnswerDraft(
                answers: try Answers(json: row("answers")), language: try row("language"),
                channel: try row("channel"), block: try row("block"), row: try row("id")))
    }

    /// - Parameter draft: as `standing` gave it, with what is new; one without a row begins.
    static func save(_ draft: AnswerDraft, of respondent: Respondent, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        if let row = draft.row {
            return try db.run(
                """
                UPDATE survey_response SET answers = \(draft.answers.json), language = \(draft.language),
                    channel = \(draft.channel), block = \(draft.block), changed_at = \(now)
                WHERE id = \(row) AND state = \(ResponseState.draft)
                """) == 1
        }
        try add(draft, of: respondent, state: .draft, now: now, in: db)
        return true
    }

    static func send(_ draft: AnswerDraft, of respondent: Respondent, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        guard let row = draft.row else { return false }
        return try db.run(
            """
            UPDATE survey_response SET state = \(ResponseState.complete), answers = \(draft.answers.json),
                channel = \(draft.channel), completed_at = \(now), changed_at = \(now)
            WHERE id = \(row) AND state = \(ResponseState.draft)
            """) == 1
    }

    /// A draft under a code, with the code.
    static func drop(_ address: Address, in db: any SQLConnection) throws {
        let drafts = try db.rows(
            """
            SELECT r.id FROM survey_pseudonym p JOIN survey_response r ON r.id = p.pseudonym
            WHERE p.address_id = \(address.id) AND r.state = \(ResponseState.draft)
            """
        ).map { try $0("id", as: String.self) }
        try db.run("DELETE FROM survey_response WHERE id IN (\(list: drafts))")
        try db.run("DELETE FROM survey_pseudonym WHERE pseudonym IN (\(list: drafts))")
    }

    private static func row(of respondent: Respondent, in db: any SQLConnection) throws -> Row? {
        switch respondent.key {
        case .own:
            try respondent.secret.flatMap {
                try db.first("SELECT * FROM survey_response WHERE secret_hash = \(Secret.hash($0))")
            }
        case .address(let address) where respondent.survey.mode == .pseudonymous:
            try db.first(
                """
                SELECT r.* FROM survey_pseudonym p JOIN survey_response r ON r.id = p.pseudonym
                WHERE p.address_id = \(address.id)
                """)
        case .address(let address):
            if case .looked(let row) = respondent.onName {
                row
            } else {
                try db.first(
                    """
                    SELECT * FROM survey_response WHERE survey_id = \(respondent.survey.id)
                    AND address_id = \(address.id)
                    """)
            }
        }
    }

    private static func add(
        _ draft: AnswerDraft, of respondent: Respondent, state: ResponseState, now: Moment, in db: any SQLConnection
    ) throws {
        let survey = respondent.survey
        let secret: String? = if case .own = respondent.key { respondent.secret.map(Secret.hash) } else { nil }
        let response = StoredResponse(
            survey: survey, version: respondent.version, address: respondent.address?.id, secret: secret,
            stratum: respondent.address?.stratum, draft: draft, state: state)
        try response.insert(now: now, in: db)
    }
}

/// A row of `survey_response` that is about to be written.
struct StoredResponse: Sendable {
    let survey: Survey
    let version: String
    let address: Address.Identity?
    /// The hash of an own secret.
    var secret: String?
    let stratum: String?
    let draft: AnswerDraft
    let state: ResponseState

    func insert(now: Moment, in db: any SQLConnection) throws {
        let isCode = survey.mode == .pseudonymous
        // An id that carries the time would tell who answered when; under a code nothing does.
        let id = isCode ? Secret.make() : UUIDv7.make(at: now)
        if isCode, let address {
            try db.run(
                """
                INSERT INTO survey_pseudonym (address_id, survey_id, pseudonym) VALUES (\(address), \(survey.id), \(id))
                """)
        }
        try db.run(
            """
            INSERT INTO survey_response (id, survey_id, version_id, channel, state, address_id, pseudonym, secret_hash,
                language, stratum, block, answers, started_at, changed_at, completed_at)
            VALUES (\(id), \(survey.id), \(version), \(draft.channel), \(state), \(isCode ? nil : address),
                \(isCode ? id : nil), \(secret), \(draft.language), \(stratum), \(draft.block), \(draft.answers.json),
                \(now), \(now), \(state == .draft ? nil : now))
            """)
    }
}
