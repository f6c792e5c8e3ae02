import Core
package import Services
package import Storage

/// Who was erased and when, in a table of its own: what the list outside the database is written from. It holds the id,
/// which is all that is left of the person here too.
package enum ErasedPerson {
    /// The job that carries the table over to the list outside the database.
    package static let job = "wislijst"

    static let migration = Migration(
        "community-erasures-001",
        [
            "CREATE TABLE erased_person (person_id TEXT PRIMARY KEY, erased_at \(type: .timestamp) NOT NULL)",
            "INSERT INTO erased_person (person_id, erased_at) SELECT id, erased_at FROM person WHERE erased_at IS NOT NULL",
        ])

    /// Notes the erasure in its own transaction and asks for the list outside to be brought up to date.
    static func note(_ person: Person.Identity, now: Moment, in db: any SQLConnection) throws {
        try keep(person.text, at: now, in: db)
        try carryOver(now: now, in: db)
    }

    /// An erasure that was noted before keeps its time.
    static func keep(_ person: String, at moment: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO erased_person (person_id, erased_at) VALUES (\(person), \(moment))
            ON CONFLICT (person_id) DO NOTHING
            """)
    }

    /// Asks for the list outside to be brought up to date, unless that was asked for already.
    static func carryOver(now: Moment, in db: any SQLConnection) throws {
        let waits = try db.exists(
            "SELECT 1 FROM job WHERE state = \(Jobs.State.waiting) AND run_at <= \(now) AND kind = \(job) LIMIT 1")
        if !waits { try Jobs.add(job, at: now, now: now, in: db) }
    }

    /// Whether the erasure was noted before: then this one repeats it after a restore, and who had to hear of it did.
    package static func isNoted(_ person: Person.Identity, in db: any SQLConnection) throws -> Bool {
        try db.exists("SELECT 1 FROM erased_person WHERE person_id = \(person)")
    }

    /// Everyone in the table, in order of time.
    package static func all(in db: any SQLConnection) throws -> [ErasureList.Entry] {
        try db.rows("SELECT person_id, erased_at FROM erased_person ORDER BY erased_at, person_id").map {
            ErasureList.Entry(person: try $0("person_id"), at: try $0("erased_at"))
        }
    }
}
