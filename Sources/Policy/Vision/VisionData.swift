import Community
import Core
import Formats
import Storage

/// Who proposed. What they wrote is part of how a policy was made and stays; who wrote it goes.
enum VisionData {
    static let personal = PersonalData(
        name: Text("Jouw voorstellen voor een visie"),
        export: { person, db in
            let rows = try db.rows(
                """
                SELECT v.name, v.role, v.email, v.state, v.created_at, v.sent_at, c.scope, c.steering, c.text
                FROM policy_vision_proposal v JOIN policy_vision_choice c ON c.id = v.choice_id
                WHERE \(try belongs(to: person, in: db)) ORDER BY v.created_at, v.id
                """)
            return .array(
                try rows.map { row -> JSONValue in
                    let role: VisionRole = try row("role")
                    return [
                        "naam": .string(try row("name")), "namens": .string(role.label.key),
                        "e-mailadres": JSONValue(try row("email", as: String?.self)),
                        "gevraagd": .string(try row("created_at")),
                        "verstuurd": JSONValue(try row("sent_at", as: String?.self)),
                        "insteek": JSONValue(try row("scope", as: Int?.self)),
                        "sturing": JSONValue(try row("steering", as: Int?.self)),
                        "tekst": .string(try row("text")),
                    ]
                })
        },
        erase: { person, _, db in
            try db.run(
                """
                UPDATE policy_vision_proposal SET name = '', email = NULL, secret_hash = NULL, role = \(VisionRole.other)
                WHERE id IN (SELECT v.id FROM policy_vision_proposal v WHERE \(try belongs(to: person, in: db)))
                """)
            try db.run("UPDATE policy_vision_proposal SET person_id = NULL WHERE person_id = \(person)")
            try db.run("UPDATE policy_vision SET adopted_by = NULL WHERE adopted_by = \(person)")
        })

    /// Proposals by this account, or by a link that went to its address.
    private static func belongs(to person: String, in db: any SQLConnection) throws -> SQL {
        guard let email = try Person.find(Person.Identity(person), in: db)?.email else {
            return "v.person_id = \(person)"
        }
        return "(v.person_id = \(person) OR v.email = \(email.lowercased()))"
    }

    static let retention: [RetentionRule] = [
        RetentionRule(
            id: "visie-adressen", name: Text("Adressen van wie meedacht over de visie"),
            reason: Text("Na een half jaar is de visie gekozen en weet iedereen wat ermee gebeurde."),
            keep: .days(183)
        ) { before, _, db in
            try db.run(
                """
                UPDATE policy_vision_proposal SET email = NULL, secret_hash = NULL
                WHERE id IN (SELECT id FROM policy_vision_proposal
                    WHERE expires_on < \(before.day) AND (email IS NOT NULL OR secret_hash IS NOT NULL) LIMIT 1000)
                """)
        },
        RetentionRule(
            id: "visie-namen", name: Text("Namen van wie meedacht over de visie"),
            reason: Text("Zolang de ronde loopt kun je iemand nog iets vragen. Na vijf jaar is dat voorbij."),
            keep: .days(1826)
        ) { before, _, db in
            try db.run(
                """
                UPDATE policy_vision_proposal SET name = ''
                WHERE id IN (SELECT id FROM policy_vision_proposal
                    WHERE created_at < \(before) AND name <> '' LIMIT 1000)
                """)
        },
    ]
}
