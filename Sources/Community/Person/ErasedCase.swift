package import Core
package import Services
package import Storage

/// Which cases of people who may have no account were erased on request, and when: a talk at the desk, a request for a
/// buddy. They stand on the list outside the database beside the people, for an older backup brings them back as well.
package enum ErasedCase {
    static let migration = Migration(
        "community-erasures-002",
        [
            """
            CREATE TABLE erased_case (
                kind TEXT NOT NULL, case_id TEXT NOT NULL, erased_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (kind, case_id))
            """
        ])

    /// Notes the erasure in its own transaction and asks for the list outside to be brought up to date.
    ///
    /// - Parameter kind: as in the `CaseErasure` that can repeat it.
    package static func note(_ kind: String, _ id: String, now: Moment, in db: any SQLConnection) throws {
        try keep(kind, id, at: now, in: db)
        try ErasedPerson.carryOver(now: now, in: db)
    }

    /// An erasure that was noted before keeps its time.
    static func keep(_ kind: String, _ id: String, at moment: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO erased_case (kind, case_id, erased_at) VALUES (\(kind), \(id), \(moment))
            ON CONFLICT (kind, case_id) DO NOTHING
            """)
    }

    /// All in the table, in order of time.
    package static func all(in db: any SQLConnection) throws -> [ErasureList.Entry] {
        try db.rows("SELECT kind, case_id, erased_at FROM erased_case ORDER BY erased_at, case_id").map {
            ErasureList.Entry(kind: try $0("kind"), id: try $0("case_id"), at: try $0("erased_at"))
        }
    }
}

/// A kind of case that is erased on request, and how that is done again after a restore.
package struct CaseErasure: Sendable {
    /// Stands in lists that outlive the program, so it is never changed.
    package let kind: String
    /// Erases the case when it stands in this database and was not erased in it; gives whether it did. Nobody is
    /// told: who had to hear of it did. No sealed words are opened: a restore need not have the key of the site.
    package let erase: @Sendable (_ id: String, _ now: Moment, any SQLConnection) throws -> Bool

    package init(
        _ kind: String, erase: @escaping @Sendable (_ id: String, _ now: Moment, any SQLConnection) throws -> Bool
    ) {
        self.kind = kind
        self.erase = erase
    }
}

extension ErasureList {
    /// Everyone and every case noted in this database, the people first.
    package static func noted(in db: any SQLConnection) throws -> [Entry] {
        try ErasedPerson.all(in: db) + ErasedCase.all(in: db)
    }
}
