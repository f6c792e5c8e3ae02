import Community
import Core
import Formats
import Services
import Storage

/// Answers stay, without names; what leads back to people goes.
extension TypeTestPart {
    var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Uitnodigingen voor een typetest"),
                export: { person, db in
                    guard let email = try Self.email(person, in: db) else { return .array([]) }
                    return .array(
                        try db.rows(
                            """
                            SELECT s.title, i.created_at FROM policy_type_invitation i
                            JOIN policy_type_session s ON s.id = i.session_id WHERE i.email = \(email)
                            ORDER BY i.created_at, i.id
                            """
                        ).map { row in ["test": .string(try row("title")), "sinds": .string(try row("created_at"))] })
                },
                erase: { person, _, db in
                    guard let email = try Self.email(person, in: db) else { return }
                    // Begun and not sent in: nobody will. Sent in: the answers bear no trace of the invitation.
                    try db.run(
                        """
                        DELETE FROM policy_type_participant WHERE invitation_id IN (
                            SELECT id FROM policy_type_invitation WHERE email = \(email))
                        """)
                    try db.run(
                        "UPDATE policy_type_invitation SET email = NULL, link_hash = NULL WHERE email = \(email)")
                }),
            PersonalData(
                name: Text("Wat jij opschreef bij een typetest"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT text, saved_at FROM policy_type_note WHERE person_id = \(person)
                            ORDER BY saved_at, session_id, question
                            """
                        ).map { row in ["tekst": .string(try row("text")), "sinds": .string(try row("saved_at"))] })
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_type_note SET person_id = NULL WHERE person_id = \(person)")
                }),
        ]
    }

    private static func email(_ person: String, in db: any SQLConnection) throws -> String? {
        try Person.find(Person.Identity(person), in: db)?.email?.lowercased()
    }

    var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "policy-type-invitations", name: Text("Adressen van uitnodigingen voor een typetest"),
                reason: Text("Zolang er vragen over de bijeenkomst kunnen zijn"), keep: .days(30)
            ) { before, _, db in
                // A draft that was never sent in may still point at its invitation.
                try db.run(
                    """
                    UPDATE policy_type_invitation SET email = NULL, link_hash = NULL
                    WHERE id IN (SELECT i.id FROM policy_type_invitation i
                        JOIN policy_type_session s ON s.id = i.session_id
                        JOIN policy_cycle c ON c.id = s.cycle_id
                        WHERE COALESCE(s.closed_at, c.closed_at) < \(before)
                        AND (i.email IS NOT NULL OR i.link_hash IS NOT NULL) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "policy-type-links", name: Text("De eigen link naar je uitslag van een typetest"),
                reason: Text("Lang genoeg om je uitslag terug te zien; daarna leidt niets meer naar jou"),
                keep: .days(90)
            ) { before, _, db in
                let keys = try db.rows(
                    """
                    SELECT p.key FROM policy_type_participant p JOIN policy_type_session s ON s.id = p.session_id
                    JOIN policy_cycle c ON c.id = s.cycle_id
                    WHERE COALESCE(s.shown_at, c.closed_at) < \(before) AND p.key NOT LIKE 'weg-%' LIMIT 1000
                    """)
                for row in keys {
                    let key: String = try row("key")
                    // A key that no secret has.
                    try db.run(
                        "UPDATE policy_type_participant SET key = \("weg-" + Secret.make()) WHERE key = \(key)")
                }
                return keys.count
            },
        ]
    }
}
