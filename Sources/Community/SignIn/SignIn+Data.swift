import Core
import Formats
import Services
import Storage
import Web

extension Community {
    /// What the doors keep of a person. Hashes and keys never leave.
    package var signInPersonalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Inlogsessies"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT kind, created_at, last_seen_at, expires_at FROM session
                            WHERE person_id = \(person) ORDER BY created_at, kind, last_seen_at, expires_at, hash
                            """
                        ).map { row in
                            try [
                                "soort": .string(row("kind")), "begonnen": .string(row("created_at")),
                                "laatst gebruikt": .string(row("last_seen_at")), "eindigt": .string(row("expires_at")),
                            ]
                        })
                },
                erase: { person, _, db in try db.run("DELETE FROM session WHERE person_id = \(person)") }),
            PersonalData(
                name: Text("Inloggegevens"), export: Self.exportCredential,
                erase: { person, _, db in
                    // The address first: links in mails are kept under it.
                    if let email = try Person.find(Person.Identity(person), in: db)?.email {
                        try db.run("DELETE FROM token WHERE subject = \(email)")
                    }
                    try db.run("DELETE FROM token WHERE subject = \(person)")
                    try db.run("DELETE FROM recovery_code WHERE person_id = \(person)")
                    try db.run("DELETE FROM credential WHERE person_id = \(person)")
                }),
            PersonalData(
                name: Text("Rollen bij een gemeente"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT municipality_code, role, granted_at FROM municipal_role
                            WHERE person_id = \(person) ORDER BY municipality_code, role
                            """
                        ).map { row in
                            try [
                                "gemeente": .string(row("municipality_code")), "rol": .string(row("role")),
                                "sinds": .string(row("granted_at")),
                            ]
                        })
                },
                erase: { person, _, db in try db.run("DELETE FROM municipal_role WHERE person_id = \(person)") }),
        ]
    }

    private static let exportCredential: @Sendable (String, any SQLConnection) throws -> JSONValue = { person, db in
        guard let credential = try Credential.find(Person.Identity(person), in: db) else { return .null }
        return [
            "wachtwoord ingesteld": .bool(credential.passwordHash != nil),
            "tweede stap ingesteld": JSONValue(credential.totpConfirmedAt?.iso),
            "herstelcodes over": .int(try Credential.recoveryCodes(of: credential.person, in: db)),
            "mislukte pogingen": .int(credential.failures), "op slot tot": JSONValue(credential.lockedUntil?.iso),
            "laatst gewijzigd": .string(credential.changedAt.iso),
        ]
    }

    package var signInRetention: [RetentionRule] {
        [
            RetentionRule(
                id: "sessies", name: Text("Verlopen inlogsessies"),
                reason: Text("Na het einde hebben ze geen doel meer."),
                keep: .days(0)
            ) { before, _, db in
                try db.run(
                    "DELETE FROM session WHERE hash IN (SELECT hash FROM session WHERE expires_at <= \(before) LIMIT 5000)"
                )
            },
            RetentionRule(
                id: "sleutels", name: Text("Verlopen eenmalige links"),
                reason: Text("Een dag na het verlopen weten we nog waarom een link niet werkte."), keep: .days(1)
            ) { before, _, db in
                try db.run(
                    "DELETE FROM token WHERE hash IN (SELECT hash FROM token WHERE expires_at <= \(before) LIMIT 5000)")
            },
        ]
    }
}
