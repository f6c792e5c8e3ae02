package import Core
package import Questionnaires
package import Services
package import Storage

/// What happens to all answers of a survey at once.
package struct Responses: Sendable {
    package let vault: Vault

    package init(vault: Vault) { self.vault = vault }

    /// Settles the answers of a survey that closes, in the transaction that closes it.
    ///
    /// On name and under a code: who stopped with enough answers counts as partial, other drafts go. Under a code who
    /// belongs to it is forgotten. Anonymous: drafts go, the box gets what still waits.
    package func close(_ survey: Survey, now: Moment, in db: any SQLConnection) throws {
        if survey.mode == .anonymous {
            try AnonymousBox(vault: vault).mix(survey, isClosing: true, in: db)
            try db.run("DELETE FROM survey_draft WHERE survey_id = \(survey.id)")
            return
        }
        try settleDrafts(of: survey, now: now, in: db)
        if survey.mode == .pseudonymous { try Pseudonyms.forget(survey, at: now, in: db) }
    }

    /// Writes an answer that is complete: of a demo or of a file. Call it inside the writing transaction; not for
    /// anonymous surveys.
    package static func add(
        _ answers: Answers, survey: Survey, address: Address.Identity? = nil, channel: SurveyChannel,
        state: ResponseState = .complete, language: String = "nl", stratum: String? = nil, at moment: Moment,
        in db: any SQLConnection
    ) throws {
        guard let version = survey.version else { return }
        let draft = AnswerDraft(answers: answers, language: language, channel: channel)
        try StoredResponse(
            survey: survey, version: version, address: address, stratum: stratum, draft: draft, state: state
        ).insert(now: moment, in: db)
    }

    private func settleDrafts(of survey: Survey, now: Moment, in db: any SQLConnection) throws {
        guard let version = survey.version, let questionnaire = try FrozenQuestionnaire.of(version, in: db) else {
            return
        }
        let share = Double(try FieldworkSettings.of(survey.id, in: db).partialShare) / 100
        let drafts = try db.rows(
            """
            SELECT r.id, r.answers, COALESCE(r.address_id, p.address_id) AS address FROM survey_response r
            LEFT JOIN survey_pseudonym p ON p.pseudonym = r.id AND p.survey_id = r.survey_id
            WHERE r.survey_id = \(survey.id) AND r.state = \(ResponseState.draft)
            """)
        for row in drafts {
            let id: String = try row("id")
            let answers = try Answers(json: row("answers"))
            guard !answers.seen.isEmpty, questionnaire.share(of: answers) >= share else {
                try db.run("DELETE FROM survey_response WHERE id = \(id)")
                continue
            }
            try db.run("UPDATE survey_response SET state = \(ResponseState.partial) WHERE id = \(id)")
            if let address = try row("address", as: String?.self) {
                try Address.turnedOut(.partial, Address.Identity(address), of: survey, now: now, in: db)
            }
        }
    }
}
