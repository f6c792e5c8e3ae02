import Storage

extension Party {
    static let migration = Migration(
        "policy-52-parties",
        [
            """
            CREATE TABLE policy_party (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                kind TEXT NOT NULL, name TEXT NOT NULL, sort_key TEXT NOT NULL,
                organisation_id TEXT REFERENCES organisation (id), can_do TEXT NOT NULL, needs TEXT NOT NULL,
                contact TEXT NOT NULL, email TEXT, phone TEXT, next_step TEXT NOT NULL, next_day \(type: .date),
                last_spoken \(type: .date), version BIGINT NOT NULL, created_at \(type: .timestamp) NOT NULL,
                updated_at \(type: .timestamp) NOT NULL, archived_at \(type: .timestamp))
            """,
            "CREATE UNIQUE INDEX policy_party_number ON policy_party (cycle_id, number)",
            "CREATE UNIQUE INDEX policy_party_organisation ON policy_party (cycle_id, organisation_id)",
            "CREATE INDEX policy_party_name ON policy_party (cycle_id, sort_key, id)",
            "CREATE INDEX policy_party_next ON policy_party (cycle_id, next_day)",
            "CREATE INDEX policy_party_email ON policy_party (email)",
            """
            CREATE TABLE policy_party_talk (
                id TEXT PRIMARY KEY, party_id TEXT NOT NULL REFERENCES policy_party (id), day \(type: .date) NOT NULL,
                with_whom TEXT NOT NULL, note TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                created_at \(type: .timestamp) NOT NULL, removed_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_party_talk_party ON policy_party_talk (party_id, day, id)",
            "CREATE INDEX policy_party_talk_person ON policy_party_talk (person_id)",
            "CREATE INDEX policy_party_talk_day ON policy_party_talk (day)",
        ])
}
