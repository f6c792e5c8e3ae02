import Storage

/// What came to the tables of buddies later.
extension BuddyTables {
    static let later = [firstStart, interests, hours]

    /// The waiting of who asked ended with the question to a volunteer, also when the answer was no. It ends when the
    /// first pair begins.
    private static let firstStart = Migration(
        "brokerage-041-buddy-first-start",
        [
            """
            UPDATE buddy_request SET paired_at = (SELECT MIN(p.started_at) FROM buddy_pair p
                WHERE p.request_id = buddy_request.id)
            """
        ])

    /// Ticks of what people like to do together, one word to a line: for each kind of help the list, for who asks and
    /// who helps what they chose.
    private static let interests = Migration(
        "brokerage-042-buddy-interests",
        [
            "ALTER TABLE buddy_kind ADD COLUMN interests TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE buddy_request ADD COLUMN interests TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE buddy_volunteer ADD COLUMN interests TEXT NOT NULL DEFAULT ''",
        ])

    /// Time that volunteers gave to the person they are a buddy of. After an erasure the time stays as a number.
    private static let hours = Migration(
        "brokerage-043-buddy-hours",
        [
            """
            CREATE TABLE buddy_hours (
                id TEXT PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES buddy_pair (id),
                volunteer_id TEXT NOT NULL REFERENCES buddy_volunteer (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), person_id TEXT REFERENCES person (id),
                day \(type: .date) NOT NULL, minutes BIGINT NOT NULL, note TEXT NOT NULL, allowance_cents BIGINT,
                state TEXT NOT NULL, reason TEXT, created_at \(type: .timestamp) NOT NULL,
                decided_at \(type: .timestamp), decided_by TEXT REFERENCES person (id))
            """,
            "CREATE INDEX buddy_hours_volunteer ON buddy_hours (volunteer_id, day, id)",
            "CREATE INDEX buddy_hours_pair ON buddy_hours (pair_id)",
            "CREATE INDEX buddy_hours_municipality ON buddy_hours (municipality_code, state, day, id)",
            "CREATE INDEX buddy_hours_person ON buddy_hours (person_id, day)",
            "CREATE INDEX buddy_hours_created ON buddy_hours (created_at)",
        ])
}
