import Core
import Services
import Storage

/// Where answers are kept until they are sent, in each of the modes. Every function runs inside a writing transaction
/// that sees no other between its first look and its last word, so that one token gives one answer.
struct ResponseStore: Sendable {
    let vault: Vault

    enum Standing: Sendable {
        case new
        case underWay(AnswerDraft)
        case sent
    }

    func standing(of respondent: Respondent, in db: any SQLConnection) throws -> Standing {
        respondent.survey.mode == .anonymous
            ? try SealedResponses(vault: vault).standing(of: respondent, in: db)
            : try KnownResponses.standing(of: respondent, in: db)
    }

    /// Keeps what was filled in so far. Sent answers stay as they are.
    ///
    /// - Returns: whether it was kept.
    func save(_ draft: AnswerDraft, of respondent: Respondent, now: Moment, in db: any SQLConnection) throws -> Bool {
        let kept =
            respondent.survey.mode == .anonymous
            ? try SealedResponses(vault: vault).save(draft, of: respondent, in: db)
            : try KnownResponses.save(draft, of: respondent, now: now, in: db)
        if kept, let address = respondent.address, address.turnout == .none || address.turnout == .late {
            try Address.turnedOut(.started, address.id, of: respondent.survey, now: now, in: db)
        }
        return kept
    }

    /// Sends the answers: from here on they count and cannot change.
    ///
    /// - Returns: whether this call was the one that sent them.
    func send(_ draft: AnswerDraft, of respondent: Respondent, now: Moment, in db: any SQLConnection) throws -> Bool {
        if respondent.survey.mode == .anonymous {
            return try SealedResponses(vault: vault).send(draft, of: respondent, now: now, in: db)
        }
        guard try KnownResponses.send(draft, of: respondent, now: now, in: db) else { return false }
        if let address = respondent.address {
            try Address.turnedOut(.answered, address.id, of: respondent.survey, now: now, in: db)
        }
        return true
    }

    /// Throws away what an address began and did not send, so that it begins anew. On name it stays: nobody was promised
    /// that the makers do not see it.
    func drop(_ address: Address, of survey: Survey, in db: any SQLConnection) throws {
        switch survey.mode {
        case .linked: return
        case .anonymous: try SealedResponses(vault: vault).drop(address, in: db)
        case .pseudonymous: try KnownResponses.drop(address, in: db)
        }
        try db.run(
            """
            UPDATE survey_address SET turnout = \(Turnout.none) WHERE id = \(address.id)
            AND turnout = \(Turnout.started)
            """)
    }
}
