import Core
import Formats
import Services
import Storage
import Web

extension Community {
    package var openIDPersonalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Koppeling met je gemeente"),
                export: { person, db in
                    let ties = try db.rows(
                        """
                        SELECT issuer, subject, linked_at, last_used_at FROM openid_identity
                        WHERE person_id = \(person) ORDER BY linked_at, issuer, subject
                        """
                    ).map { row -> JSONValue in
                        try [
                            "uitgever": .string(row("issuer")), "nummer daar": .string(row("subject")),
                            "gekoppeld": .string(row("linked_at")), "laatst gebruikt": .string(row("last_used_at")),
                        ]
                    }
                    let roles = try db.rows(
                        """
                        SELECT municipality_code, role, confirmed_at FROM claimed_role
                        WHERE person_id = \(person) ORDER BY municipality_code, role
                        """
                    ).map { row -> JSONValue in
                        try [
                            "gemeente": .string(row("municipality_code")), "rol": .string(row("role")),
                            "bevestigd": .string(row("confirmed_at")),
                        ]
                    }
                    return ["koppelingen": .array(ties), "rollen via de gemeente": .array(roles)]
                },
                erase: { person, _, db in
                    try db.run("DELETE FROM claimed_role WHERE person_id = \(person)")
                    try db.run("DELETE FROM openid_identity WHERE person_id = \(person)")
                })
        ]
    }

    package var openIDRetention: [RetentionRule] {
        let house = self.house
        return [
            RetentionRule(
                id: "rollen-gemeente", name: Text("Rollen die de gemeente doorgaf"),
                reason: Text("Wie drie maanden niet inlogt, werkt er misschien niet meer."), keep: .days(90)
            ) { before, now, db in try OpenIDRetention.withdrawRoles(before: before, now: now, in: db) },
            RetentionRule(
                id: "koppelingen", name: Text("Koppelingen met een gemeente"),
                reason: Text("Na drie jaar zonder inloggen verwachten we niemand meer."), keep: UnusedAccounts.silence
            ) { before, now, db in try OpenIDRetention.forget(before: before, house: house, now: now, in: db) },
        ]
    }
}

/// What goes by itself when somebody no longer signs in with their municipality.
enum OpenIDRetention {
    /// The provider only tells who left when they come back: without a sign-in the roles end here.
    static func withdrawRoles(before: Moment, now: Moment, in db: any SQLConnection) throws -> Int {
        let old = try db.rows(
            """
            SELECT person_id, municipality_code, role FROM claimed_role WHERE confirmed_at < \(before)
            ORDER BY confirmed_at LIMIT 500
            """
        ).map { row in
            try StaffRole(person: row("person_id"), municipality: row("municipality_code"), role: row("role"))
        }
        for role in old where try role.remove(in: db) {
            try Audit.record(
                Audit.Event(
                    "rol-ingetrokken", "persoon", role.person.text, municipality: role.municipality,
                    details: ["rol": .string(role.role.rawValue), "bron": "oidc"]),
                by: .program("bewaartermijnen"), now: now, in: db)
        }
        return old.count
    }

    /// Ties without use. An account that was nothing else, with no address to warn, goes along.
    static func forget(before: Moment, house: House, now: Moment, in db: any SQLConnection) throws -> Int {
        let people = try db.rows(
            "SELECT person_id FROM openid_identity WHERE last_used_at < \(before) ORDER BY last_used_at LIMIT 5"
        ).map { try $0("person_id", as: Person.Identity.self) }
        for id in people {
            try db.run("DELETE FROM openid_identity WHERE person_id = \(id) AND last_used_at < \(before)")
            guard let person = try Person.find(id, in: db), person.email == nil, try !Credential.isStaff(id, in: db),
                try !db.exists("SELECT 1 FROM openid_identity WHERE person_id = \(id) LIMIT 1"),
                try !db.exists("SELECT 1 FROM membership WHERE person_id = \(id) LIMIT 1")
            else { continue }
            try PersonFile.erase(id, by: .program("bewaartermijnen"), house: house, now: now, in: db)
        }
        return people.count
    }
}
