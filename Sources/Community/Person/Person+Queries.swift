package import Core
package import Storage

extension Person {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Person? {
        try db.first("SELECT * FROM person WHERE id = \(id) AND erased_at IS NULL").map(Person.init(row:))
    }

    /// - Parameter email: as `Validation.email` gives it back; compared in lower case.
    package static func find(email: String, in db: any SQLConnection) throws -> Person? {
        try db.first("SELECT * FROM person WHERE email = \(email.lowercased()) AND erased_at IS NULL").map(
            Person.init(row:))
    }

    /// The language to write to this address in: that of the person who has it, else Dutch.
    package static func language(of email: String, in db: any SQLConnection) throws -> Language {
        try find(email: email, in: db)?.language ?? .dutch
    }

    /// The person with this address, made when there is none. Call it only after the address was confirmed by mail:
    /// that also shows that someone still uses it.
    package static func findOrCreate(
        email: String, name: String, language: Language, now: Moment, in db: any SQLConnection
    ) throws -> Person {
        let address = email.lowercased()
        if let known = try find(email: address, in: db) {
            let kept = known.name.isEmpty ? name : known.name
            try db.run("UPDATE person SET name = \(kept), last_seen_at = \(now) WHERE id = \(known.id)")
            return try find(known.id, in: db) ?? known
        }
        let id = Identity(at: now)
        try db.run(
            """
            INSERT INTO person (id, name, email, language, created_at, last_seen_at)
            VALUES (\(id), \(name), \(address), \(language), \(now), \(now))
            """)
        guard let made = try find(id, in: db) else { throw StorageError.missingColumn("person") }
        return made
    }
}
