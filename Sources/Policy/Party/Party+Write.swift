import Community
import Core
import Storage

extension Party {
    static func insert(
        _ draft: PartyDraft, organisation: Organisation.Identity? = nil, of cycle: PolicyCycle.Identity, now: Moment,
        in db: any SQLConnection
    ) throws -> Int {
        let number = try db.count(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_party WHERE cycle_id = \(cycle)")
        try db.run(
            """
            INSERT INTO policy_party (id, cycle_id, number, kind, name, sort_key, organisation_id, can_do, needs, contact,
                email, phone, next_step, next_day, version, created_at, updated_at)
            VALUES (\(Identity(at: now)), \(cycle), \(number), \(draft.kind), \(draft.name),
                \(TextFolding.sortKey(draft.name)), \(organisation), \(draft.can), \(draft.need), \(draft.contact),
                \(draft.email), \(draft.phone), \(draft.nextStep), \(draft.nextDay), 1, \(now), \(now))
            """)
        return number
    }

    static func addTalk(
        _ party: Identity, day: Day, withWhom: String, note: String, person: String?, now: Moment,
        in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_party_talk (id, party_id, day, with_whom, note, person_id, created_at)
            VALUES (\(UUIDv7.make(at: now)), \(party), \(day), \(withWhom), \(note), \(person), \(now))
            """)
        try refreshLastSpoken(party, in: db)
    }

    static func refreshLastSpoken(_ party: Identity, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE policy_party SET last_spoken = (
                SELECT MAX(day) FROM policy_party_talk WHERE party_id = \(party) AND removed_at IS NULL)
            WHERE id = \(party)
            """)
    }
}
