import Core
import Storage

/// Words of a respondent that may be shown: released one by one, without names. The answer itself stays what it was.
struct Quote: Sendable, Equatable {
    let id: String
    let survey: Survey.Identity
    let number: Int
    let question: String
    /// Of the answer it comes from, see `OpenCoding.key`.
    let answerKey: String
    /// As released.
    let text: String
    let releasedAt: Moment
    let withdrawnAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        number = try row("number")
        question = try row("question")
        answerKey = try row("answer_hash")
        text = try row("text")
        releasedAt = try row("released_at")
        withdrawnAt = try row("withdrawn_at")
    }

    static func all(of survey: Survey.Identity, in db: any SQLConnection) throws -> [Quote] {
        try db.rows("SELECT * FROM survey_quote WHERE survey_id = \(survey) ORDER BY number LIMIT 2000").map(
            Quote.init(row:))
    }

    static func released(of survey: Survey.Identity, in db: any SQLConnection) throws -> [Quote] {
        try all(of: survey, in: db).filter { $0.withdrawnAt == nil }
    }
}
