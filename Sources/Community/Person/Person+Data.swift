import Core
import Formats
import Services
import Storage
import Web

extension Community {
    /// Who the person is, and the links that wait for them. The row of the person itself goes last, by
    /// `PersonFile.erase`.
    package var personPersonalData: [PersonalData] {
        [
            PersonalData(name: Text("Over mij"), export: Self.profile, erase: { _, _, _ in }),
            PersonalData(
                name: Text("Uitnodigingen en aanmeldingen die nog wachten"), export: Self.links,
                erase: { id, _, db in
                    guard let email = try Person.find(Person.Identity(id), in: db)?.email else { return }
                    try db.run("DELETE FROM token WHERE \(Self.mentions(email))")
                }),
        ]
    }

    private static let profile: @Sendable (String, any SQLConnection) throws -> JSONValue = { id, db in
        guard let person = try Person.find(Person.Identity(id), in: db) else { return .null }
        let neighbourhood = try person.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name }
        return [
            "naam": .string(person.name), "e-mailadres": JSONValue(person.email), "telefoon": JSONValue(person.phone),
            "postcode": JSONValue(person.postcode), "wijk": JSONValue(neighbourhood),
            "geboortejaar": JSONValue(person.birthYear), "taal": .string(person.language.name),
            "account sinds": .string(person.createdAt.iso), "laatst gezien": JSONValue(person.lastSeenAt?.iso),
        ]
    }

    private static let links: @Sendable (String, any SQLConnection) throws -> JSONValue = { id, db in
        guard let email = try Person.find(Person.Identity(id), in: db)?.email else { return .array([]) }
        return .array(
            try db.rows(
                """
                SELECT purpose, created_at, expires_at FROM token
                WHERE used_at IS NULL AND \(mentions(email)) ORDER BY created_at, purpose, expires_at, hash
                """
            ).map { row in
                try [
                    "soort": .string(row("purpose")), "gemaakt": .string(row("created_at")),
                    "geldt tot": .string(row("expires_at")),
                ]
            })
    }

    /// Tokens made for this address or with it in what they carry, plain or as a form sends it.
    private static func mentions(_ email: String) -> SQL {
        """
        (subject = \(email) OR REPLACE(LOWER(data), \(email), '') <> LOWER(data)
            OR REPLACE(LOWER(data), \(email.percentEncoded.lowercased()), '') <> LOWER(data))
        """
    }
}
