import Community
import Core
import Formats
import Storage

/// Contact persons of parties are people with rights: little is kept, and not for long.
enum PartyData {
    static let personalData = [
        PersonalData(
            name: Text("Partijen met jou als contact, en gesprekken die je noteerde"),
            export: { person, db in
                let contacts = try contacts(of: person, in: db).map { row -> JSONValue in
                    [
                        "partij": .string(try row("name")), "contact": .string(try row("contact")),
                        "email": JSONValue(try row("email", as: String?.self)),
                        "telefoon": JSONValue(try row("phone", as: String?.self)),
                    ]
                }
                let talks = try db.rows(
                    """
                    SELECT t.day, t.note, p.name FROM policy_party_talk t JOIN policy_party p ON p.id = t.party_id
                    WHERE t.person_id = \(person) ORDER BY t.day, t.id
                    """
                ).map { row -> JSONValue in
                    [
                        "partij": .string(try row("name")), "dag": .string(try row("day")),
                        "verslag": .string(try row("note")),
                    ]
                }
                return ["contact": .array(contacts), "gesprekken": .array(talks)]
            },
            erase: { person, now, db in
                for row in try contacts(of: person, in: db) {
                    let id: String = try row("id")
                    let name: String = try row("contact")
                    try db.run(
                        """
                        UPDATE policy_party SET contact = '', email = NULL, phone = NULL, version = version + 1,
                            updated_at = \(now) WHERE id = \(id)
                        """)
                    if !name.isEmpty {
                        try db.run(
                            "UPDATE policy_party_talk SET with_whom = '' WHERE party_id = \(id) AND with_whom = \(name)"
                        )
                    }
                }
                try db.run("UPDATE policy_party_talk SET person_id = NULL WHERE person_id = \(person)")
            })
    ]

    /// The parties whose contact has the address of this person.
    private static func contacts(of person: String, in db: any SQLConnection) throws -> [Row] {
        guard let email = try Person.find(Person.Identity(person), in: db)?.email else { return [] }
        return try db.rows(
            "SELECT id, name, contact, email, phone FROM policy_party WHERE email = \(email.lowercased()) ORDER BY id")
    }

    static let retention = [
        RetentionRule(
            id: "partij-gesprek-verwijderd", name: Text("Verwijderde gesprekken met partijen"),
            reason: Text("Zo lang kun je een vergissing herstellen."), keep: .days(30)
        ) { before, _, db in
            try db.run(
                """
                DELETE FROM policy_party_talk WHERE id IN (
                    SELECT id FROM policy_party_talk WHERE removed_at < \(before) LIMIT 2000)
                """)
        },
        RetentionRule(
            id: "partij-contact", name: Text("Contactpersonen van partijen in gesloten rondes"),
            reason: Text("De volgende ronde heeft haar eigen lijst."), keep: .days(365)
        ) { before, now, db in
            try db.run(
                """
                UPDATE policy_party SET contact = '', email = NULL, phone = NULL, updated_at = \(now) WHERE id IN (
                    SELECT p.id FROM policy_party p JOIN policy_cycle c ON c.id = p.cycle_id
                    WHERE c.closed_at < \(before) AND (p.contact <> '' OR p.email IS NOT NULL OR p.phone IS NOT NULL)
                    LIMIT 2000)
                """)
        },
        RetentionRule(
            id: "partij-gesprek", name: Text("Met wie je een partij sprak"),
            reason: Text("Na twee jaar telt wat er gezegd is, niet meer wie het zei."), keep: .days(730)
        ) { before, _, db in
            try db.run(
                """
                UPDATE policy_party_talk SET with_whom = '' WHERE id IN (
                    SELECT id FROM policy_party_talk WHERE day < \(before.day) AND with_whom <> '' LIMIT 2000)
                """)
        },
    ]
}
