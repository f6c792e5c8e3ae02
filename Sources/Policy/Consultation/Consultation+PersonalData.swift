package import Community
package import Core
import Formats
import Services
package import Storage

extension ConsultationPart {
    /// Words said in public stay as a record of the municipality; who said them goes.
    package var personalData: [PersonalData] {
        [
            PersonalData(name: Text("Wat je zei bij raadplegingen")) { person, db in
                let reactions = try Reaction.all(by: person, in: db).map { reaction -> JSONValue in
                    let it = try Consultation.find(reaction.consultation, in: db)
                    return [
                        "vraag": JSONValue(it?.question), "reactie": .string(reaction.text),
                        "naam": JSONValue(reaction.name), "email": JSONValue(reaction.email),
                        "naamOpenbaar": .bool(reaction.showsName), "rol": JSONValue(reaction.sender?.rawValue),
                        "wijk": JSONValue(reaction.neighbourhood), "verstuurd": .string(reaction.createdAt.iso),
                        "antwoord": JSONValue(reaction.answer?.disposition.rawValue),
                        "reden": JSONValue(reaction.answer?.reason),
                    ]
                }
                let invitations = try db.rows(
                    """
                    SELECT i.name, i.email, i.invited_at, c.question FROM policy_invitation i
                    JOIN policy_consultation c ON c.id = i.consultation_id WHERE i.person_id = \(person)
                    OR i.email = (SELECT email FROM person WHERE id = \(person) AND email IS NOT NULL)
                    ORDER BY i.invited_at, i.id
                    """
                ).map { row -> JSONValue in
                    [
                        "vraag": .string(try row("question")), "naam": .string(try row("name")),
                        "uitgenodigd": .string(try row("invited_at")),
                    ]
                }
                return ["reacties": .array(reactions), "uitnodigingen": .array(invitations)]
            } erase: { person, now, db in
                try Self.erase(person, now: now, in: db)
            }
        ]
    }

    private static func erase(_ person: String, now: Moment, in db: any SQLConnection) throws {
        for reaction in try Reaction.all(by: person, in: db) {
            try Tokens.revoke(subject: reaction.id.text, purpose: Reaction.followPurpose, now: now, in: db)
            try Tokens.revoke(subject: reaction.id.text, purpose: Reaction.confirmPurpose, now: now, in: db)
            // What was hidden was about a person, and may have been about this one.
            try db.run(
                """
                UPDATE policy_reaction SET name = NULL, shows_name = \(false), email = NULL, email_confirmed_at = NULL,
                    person_id = NULL, original = NULL, hidden_at = NULL, neighbourhood_id = NULL
                WHERE id = \(reaction.id)
                """)
        }
        let invitations = try db.rows(
            """
            SELECT id FROM policy_invitation WHERE person_id = \(person)
            OR email = (SELECT email FROM person WHERE id = \(person) AND email IS NOT NULL)
            """)
        for row in invitations {
            let id: String = try row("id")
            try Tokens.revoke(subject: id, purpose: Invitation.purpose, now: now, in: db)
            try db.run("UPDATE policy_invitation SET name = '', email = NULL, person_id = NULL WHERE id = \(id)")
        }
        try db.run("UPDATE policy_consultation SET person_id = NULL WHERE person_id = \(person)")
        try db.run("UPDATE policy_reaction SET checked_by = NULL WHERE checked_by = \(person)")
        try db.run("UPDATE policy_reaction SET answered_by = NULL WHERE answered_by = \(person)")
        try db.run("UPDATE policy_reaction SET entered_by = NULL WHERE entered_by = \(person)")
        try db.run("UPDATE policy_reaction_hidden SET person_id = NULL WHERE person_id = \(person)")
    }

    /// Follows someone to another address: links in the old mailbox no longer open anything.
    package func moved(
        _ person: String, from old: String, to new: String, now: Moment, in db: any SQLConnection
    ) throws {
        let own = try db.rows("SELECT id FROM policy_reaction WHERE person_id = \(person) OR email = \(old)")
        for row in own {
            let id: String = try row("id")
            try db.run("UPDATE policy_reaction SET email = \(new), person_id = \(person) WHERE id = \(id)")
            try Tokens.revoke(subject: id, purpose: Reaction.followPurpose, now: now, in: db)
        }
        try db.run(
            """
            UPDATE policy_invitation SET email = \(new) WHERE email = \(old) AND NOT EXISTS (SELECT 1
                FROM policy_invitation o WHERE o.consultation_id = policy_invitation.consultation_id AND o.email = \(new))
            """)
    }
}
