import Community
package import Core
import Services
package import Storage
import Tabulation

/// Somebody who is asked gets another mailbox: the link in the old one opens nothing any more, and the new one gets its
/// own.
struct NewMailbox: Sendable {
    let house: House

    /// Follows a person to another mail address in every survey that is not closed.
    ///
    /// Rows that the municipality typed count too: they are about the mailbox this person says they left. Who wanted no
    /// surveys still wants none.
    func follow(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws {
        let (old, new) = (old.lowercased(), new.lowercased())
        let rows = try db.rows(
            """
            SELECT a.* FROM survey s JOIN survey_address a ON a.survey_id = s.id AND a.email = \(old)
            WHERE s.state IN (\(Survey.State.draft), \(Survey.State.field))
            """
        ).map(Address.init(row:))
        for address in rows {
            guard let survey = try Survey.find(address.survey, in: db) else { continue }
            // Both mailboxes were in the book: the row of the new one stays, and the link of the old one dies.
            let isTwice = try !AddressBook.known([new], of: survey, in: db).isEmpty
            if isTwice, survey.state == .draft {
                try ChangeAddress.delete([address.id], in: db)
                continue
            }
            try renew(address, of: survey, takesDraft: true, in: db)
            if isTwice {
                try db.run("UPDATE survey_address SET email = NULL WHERE id = \(address.id)")
                try Contact(.judged, way: .mail, reason: Outcome.duplicate.rawValue).add(
                    to: address.id, of: survey.id, now: now, in: db)
            } else {
                try db.run(
                    "UPDATE survey_address SET email = \(new), person_id = \(person) WHERE id = \(address.id)")
            }
            guard survey.state == .field else { continue }
            try Contact(.corrected, way: .mail).add(to: address.id, of: survey.id, now: now, in: db)
            try Address.settle(address.id, in: db)
            if !isTwice { try invite(address.id, of: survey, by: nil, now: now, in: db) }
        }
        try keepAway(from: old, to: new, now: now, in: db)
    }

    /// Gives the address another link.
    ///
    /// - Parameter takesDraft: whether what was begun under the old one goes on under the new one: only when it is the
    ///   same person who moved. Else it goes, but for answers on name.
    func renew(_ address: Address, of survey: Survey, takesDraft: Bool, in db: any SQLConnection) throws {
        if !takesDraft { try ResponseStore(vault: house.vault).drop(address, of: survey, in: db) }
        let before = SurveyLink.token(address, house.vault)
        let token = SurveyLink.token(
            survey.id, address.id, generation: address.generation + 1, house.vault)
        try db.run(
            """
            UPDATE survey_address SET link_generation = \(address.generation + 1), token_hash = \(Secret.hash(token))
            WHERE id = \(address.id) AND token_hash IS NOT NULL
            """)
        if takesDraft, survey.mode == .anonymous, let version = survey.version,
            let questionnaire = try FrozenQuestionnaire.of(version, in: db)
        {
            try SealedResponses(vault: house.vault).follow(survey, questionnaire, from: before, to: token, in: db)
        }
    }

    /// Mails the new link to who had one and is still expected to answer; who was not invited yet waits their turn.
    func invite(
        _ id: Address.Identity, of survey: Survey, by person: Person.Identity?, now: Moment, in db: any SQLConnection
    ) throws {
        guard let address = try Address.find(id, in: db), address.email != nil, address.refusalWay == nil,
            address.turnout == .none || address.turnout == .started, survey.takesAnswers(at: now)
        else { return }
        if address.outcome == .notInvited {
            try db.run("UPDATE survey_address SET invited_at = NULL WHERE id = \(id)")
            try Jobs.add(FieldworkJob.now, payload: survey.id.text, at: now, now: now, in: db)
            return
        }
        guard address.invitedAt != nil, !Outcome.settled.contains(address.outcome),
            let mail = try FieldworkMail(house, survey, in: db).mail(.invitation, to: address)
        else { return }
        try house.mail(mail, in: db)
        try Contact(.invited, way: .mail, person: person).add(to: id, of: survey.id, now: now, in: db)
        try Address.settle(id, in: db)
    }

    private func keepAway(from old: String, to new: String, now: Moment, in db: any SQLConnection) throws {
        let codes = try db.rows("SELECT code FROM municipality ORDER BY code").map { try $0("code", as: String.self) }
        let keys = Dictionary(codes.map { (OptOut.key(old, $0, house.vault), $0) }) { first, _ in first }
        for row in try db.rows("SELECT key FROM survey_optout WHERE key IN (\(list: keys.keys.sorted()))") {
            guard let code = keys[try row("key")] else { continue }
            try OptOut.add(new, code, vault: house.vault, now: now, in: db)
        }
    }
}

extension FieldworkPart {
    package func moved(_ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection) throws
    {
        try NewMailbox(house: house).follow(person, from: old, to: new, now: now, in: db)
    }
}
