import Core
import Questionnaires
import Services
import Storage

/// Anonymous answers. A draft lies sealed under a key that only the holder of the link can make; an answer that was
/// sent lies sealed in `survey_pending` under a random key until `AnonymousBox` mixes it with others.
///
/// What ties an answer to an address. *While someone fills it in* the program must find their draft by their link; who
/// has the database and the key of the site can make every link again, and so open a draft. *Once it is sent* nothing
/// in the answer tells whose it is: not its key (random), not a time (there is none), not its size (one length for all),
/// not its language (not kept), not the log of requests that were carried out (answering does not write in it). Until
/// the mixing, PostgreSQL's own administration shows which transaction wrote the sealed answer and the turnout of its
/// address: who has the database, the key of the site and looks within that time can still tell; so can who has such
/// a moment in a backup. After the mixing all answers of a survey were written by one transaction in random order, and
/// five or more came in at once: who compares copies from before and after learns which five addresses gave which five
/// answers, no more. At closing the last few may be fewer than five.
///
/// Not in our hands: what people write about themselves, and the log of a proxy in front that keeps whole addresses.
struct SealedResponses: Sendable {
    let vault: Vault

    func standing(of respondent: Respondent, in db: any SQLConnection) throws -> ResponseStore.Standing {
        if respondent.address?.turnout == .answered { return .sent }
        guard let sealed = try sealed(of: respondent, in: db), let key = respondent.draftKey else { return .new }
        return .underWay(
            try SealedAnswers(opening: sealed, vault, place: Self.draftPlace(respondent.survey, key)).draft)
    }

    func save(_ draft: AnswerDraft, of respondent: Respondent, in db: any SQLConnection) throws -> Bool {
        guard let key = respondent.draftKey, respondent.address?.turnout != .answered else { return false }
        let place = Self.draftPlace(respondent.survey, key)
        let content = try SealedAnswers(draft: draft).seal(vault, respondent.questionnaire, place: place)
        let known = try db.run("UPDATE survey_draft SET sealed = \(content) WHERE key = \(key)") == 1
        // An own secret that is no longer known was sent: it does not begin anew.
        if !known, respondent.address == nil { return false }
        if !known { try insert(content, key, respondent.survey, in: db) }
        return true
    }

    /// Begins a questionnaire for nobody in particular.
    func begin(_ draft: AnswerDraft, _ respondent: Respondent, in db: any SQLConnection) throws {
        guard let key = respondent.draftKey else { return }
        let place = Self.draftPlace(respondent.survey, key)
        let content = try SealedAnswers(draft: draft).seal(vault, respondent.questionnaire, place: place)
        try insert(content, key, respondent.survey, in: db)
    }

    func send(_ draft: AnswerDraft, of respondent: Respondent, now: Moment, in db: any SQLConnection) throws -> Bool {
        guard let key = respondent.draftKey else { return false }
        let survey = respondent.survey
        let removed = try db.run("DELETE FROM survey_draft WHERE key = \(key)")
        if let address = respondent.address {
            guard try Address.turnedOut(.answered, address.id, of: survey, now: now, in: db) else { return false }
        } else if removed == 0 {
            return false
        }
        try AnonymousBox(vault: vault).drop(draft, stratum: respondent.address?.stratum, respondent, in: db)
        return true
    }

    /// Lets a draft follow its link: what was begun with the old secret goes on with the new one.
    func follow(
        _ survey: Survey, _ questionnaire: Questionnaire, from old: String, to new: String, in db: any SQLConnection
    )
        throws
    {
        let key = Respondent.draftKey(old)
        guard let sealed = try db.value("SELECT sealed FROM survey_draft WHERE key = \(key)", as: [UInt8].self) else {
            return
        }
        let next = Respondent.draftKey(new)
        let opened = try SealedAnswers(opening: sealed, vault, place: Self.draftPlace(survey, key))
        let content = try opened.seal(vault, questionnaire, place: Self.draftPlace(survey, next))
        try db.run("UPDATE survey_draft SET key = \(next), sealed = \(content) WHERE key = \(key)")
    }

    func drop(_ address: Address, in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_draft WHERE key = \(Respondent.draftKey(SurveyLink.token(address, vault)))")
    }

    static func draftPlace(_ survey: Survey, _ key: String) -> String { "survey_draft|\(survey.id.text)|\(key)" }

    private func sealed(of respondent: Respondent, in db: any SQLConnection) throws -> [UInt8]? {
        try respondent.draftKey.flatMap {
            try db.value("SELECT sealed FROM survey_draft WHERE key = \($0)", as: [UInt8].self)
        }
    }

    private func insert(_ content: [UInt8], _ key: String, _ survey: Survey, in db: any SQLConnection) throws {
        try db.run("INSERT INTO survey_draft (key, survey_id, sealed) VALUES (\(key), \(survey.id), \(content))")
    }
}
