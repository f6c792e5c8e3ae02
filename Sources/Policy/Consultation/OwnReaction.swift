import Community
import Core
import Services
import Storage
import Web

/// What someone does with their own reaction, by the secret of a mail.
struct OwnReaction: Sendable {
    let house: House
    let visit: Visit

    /// What a secret opens, without using it.
    static func look(_ secret: String, for purpose: String, now: Moment, in db: any SQLConnection) throws -> (
        reaction: Reaction, it: Consultation
    )? {
        guard let token = try Tokens.look(secret, for: purpose, now: now, in: db),
            let reaction = try Reaction.find(Reaction.Identity(token.subject), in: db),
            let it = try Consultation.find(reaction.consultation, in: db)
        else { return nil }
        return (reaction, it)
    }

    /// The address is its owner's: from now on they hear what is done, also when that was decided before the click.
    ///
    /// - Returns: `nil` when the secret was used, has expired or never was.
    func confirm(secret: String, in db: any SQLConnection) throws -> (link: String, Consultation)? {
        let now = visit.now
        guard let token = try Tokens.consume(secret, for: Reaction.confirmPurpose, now: now, in: db),
            let reaction = try Reaction.find(Reaction.Identity(token.subject), in: db), let email = reaction.email,
            let it = try Consultation.find(reaction.consultation, in: db)
        else { return nil }
        let known = try Person.find(email: email, in: db)
        try db.run(
            """
            UPDATE policy_reaction SET email_confirmed_at = \(now), person_id = \(known?.id) WHERE id = \(reaction.id)
            """)
        try house.record(
            Audit.Event("adres-bevestigd", "raadplegingsreactie", reaction.id.text, municipality: it.municipality),
            by: visit, in: db)
        if let confirmed = try Reaction.find(reaction.id, in: db), confirmed.answer != nil {
            let told = try ConsultationMail(house: house, now: now).answer(confirmed, it, isChanged: false, in: db)
            if told { try db.run("UPDATE policy_reaction SET told_at = \(now) WHERE id = \(reaction.id)") }
        }
        let follow = try Tokens.issue(
            Reaction.followPurpose, subject: reaction.id.text, lifetime: .days(730), now: now, in: db)
        return ("/meedenken/reactie/" + follow, it)
    }

    /// Takes the reaction back, as long as nobody answered it.
    func withdraw(secret: String, in db: any SQLConnection) throws -> Consultation {
        guard let (reaction, it) = try Self.look(secret, for: Reaction.followPurpose, now: visit.now, in: db) else {
            throw WebError.notFound
        }
        guard reaction.answer == nil, it.state == .open else {
            throw WebError.badRequest(Text("Er is al een antwoord. Terugnemen kan niet meer."))
        }
        try db.run("DELETE FROM policy_reaction_hidden WHERE reaction_id = \(reaction.id)")
        try db.run("DELETE FROM policy_reaction WHERE id = \(reaction.id) AND disposition IS NULL")
        try db.run(
            """
            UPDATE policy_consultation SET withdrawn_number = \(reaction.number)
            WHERE id = \(it.id) AND withdrawn_number < \(reaction.number)
            """)
        try Tokens.revoke(subject: reaction.id.text, purpose: Reaction.followPurpose, now: visit.now, in: db)
        try house.record(
            Audit.Event("reactie-teruggenomen", "raadplegingsreactie", reaction.id.text, municipality: it.municipality),
            by: visit, in: db)
        return it
    }

    /// Hear no more: the address goes, the words stay.
    func forgetAddress(secret: String, in db: any SQLConnection) throws {
        guard let (reaction, it) = try Self.look(secret, for: Reaction.followPurpose, now: visit.now, in: db) else {
            throw WebError.notFound
        }
        try db.run(
            """
            UPDATE policy_reaction SET email = NULL, email_confirmed_at = NULL, name = NULL, shows_name = \(false),
                person_id = NULL WHERE id = \(reaction.id)
            """)
        try house.record(
            Audit.Event("adres-gewist", "raadplegingsreactie", reaction.id.text, municipality: it.municipality),
            by: visit, in: db)
    }
}
