package import Core
package import Formats
package import Services
package import Storage
import Web

/// Everything the house holds about one person, taken out or taken away. What a module keeps, its contributions name.
package enum PersonFile {
    /// All personal data, one part for each kind, in the order of the modules.
    package static func export(_ person: Person.Identity, house: House) async throws -> [(name: Text, data: JSONValue)]
    {
        let parts = house.registry.modules.flatMap(\.personalData)
        return try await house.database.read { db in
            try parts.map { ($0.name, try $0.export(person.text, db)) }
        }
    }

    /// Erases the person everywhere, in one transaction. The id stays as a pseudonym in the audit log.
    ///
    /// - Throws: `WebError.badRequest` when others would be left without a manager or an administrator (`Hindrance`).
    package static func erase(_ person: Person.Identity, by cause: Audit.Cause, house: House) async throws {
        let now = house.clock.now
        try await house.database.write { db in try erase(person, by: cause, house: house, now: now, in: db) }
    }

    /// The same in the transaction of `db`.
    ///
    /// - Parameter evenWhenNeeded: erases also who leaves others without a manager: for an erasure that took place
    ///   before, when someone had taken over.
    package static func erase(
        _ person: Person.Identity, by cause: Audit.Cause, house: House, now: Moment, evenWhenNeeded: Bool = false,
        in db: any SQLConnection
    ) throws {
        guard try evenWhenNeeded || Hindrance.all(for: person, in: db).isEmpty else {
            throw WebError.badRequest(
                Text(
                    "Dit account is het laatste dat een organisatie of gemeente beheert. Geef dat eerst aan iemand anders."
                ))
        }
        // Backwards: what stands higher finds what it keeps through what stands lower.
        for part in house.registry.modules.flatMap(\.personalData).reversed() { try part.erase(person.text, now, db) }
        try MailTraces.forget(person, now: now, in: db)
        // The person itself goes last: every part needs the name and the address to find what is theirs.
        try db.run(
            """
            UPDATE person SET name = '', email = NULL, phone = NULL, postcode = NULL, neighbourhood_id = NULL,
                birth_year = NULL, last_seen_at = NULL, erased_at = \(now)
            WHERE id = \(person) AND erased_at IS NULL
            """)
        try ErasedPerson.note(person, now: now, in: db)
        try Audit.record(Audit.Event("persoon-gewist", "persoon", person.text), by: cause, now: now, in: db)
    }
}

/// The night's round: each rule of each module, on the clock of the house.
package enum Retention {
    package static func job(house: House) -> Job {
        Job("bewaartermijnen", .daily(minute: 3 * 60)) { _, now in
            for rule in house.registry.modules.flatMap(\.retention) { try await apply(rule, house: house, now: now) }
        }
    }

    /// Applies one rule in small transactions until nothing is left, and records how much went.
    static func apply(_ rule: RetentionRule, house: House, now: Moment) async throws {
        var total = 0
        for _ in 0..<1000 {
            let count = try await house.database.write { db in try rule.apply(now - rule.keep, now, db) }
            total += count
            if count == 0 { break }
        }
        guard total > 0 else { return }
        let gone = total
        try await house.database.write { db in
            try Audit.record(
                Audit.Event("bewaartermijn", "regel", rule.id, details: ["aantal": .int(gone)]),
                by: .program("bewaartermijnen"), now: now, in: db)
        }
    }
}
