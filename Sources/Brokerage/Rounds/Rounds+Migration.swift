import Storage

/// What trajectories and village rounds leave in the database.
enum RoundTables {
    static let migration = Migration("brokerage-035-rounds", trajectories + village + helpers + people + doors)

    private static let trajectories: [SQL] = [
        """
        CREATE TABLE trajectory (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL, kind TEXT NOT NULL,
            neighbourhood_id TEXT REFERENCES neighbourhood (id), goal TEXT NOT NULL, state TEXT NOT NULL,
            conclusion TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL, ended_at \(type: .timestamp),
            forgotten_at \(type: .timestamp))
        """,
        "CREATE INDEX trajectory_municipality ON trajectory (municipality_code, number)",
        """
        CREATE TABLE trajectory_organisation (
            trajectory_id TEXT NOT NULL REFERENCES trajectory (id),
            organisation_id TEXT NOT NULL REFERENCES organisation (id), PRIMARY KEY (trajectory_id, organisation_id))
        """,
        """
        CREATE TABLE trajectory_step (
            trajectory_id TEXT NOT NULL REFERENCES trajectory (id), step TEXT NOT NULL, day \(type: .date),
            who TEXT NOT NULL, done_at \(type: .timestamp), PRIMARY KEY (trajectory_id, step))
        """,
    ]

    private static let village: [SQL] = [
        """
        CREATE TABLE door_round (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
            neighbourhood_id TEXT REFERENCES neighbourhood (id), state TEXT NOT NULL,
            first_day \(type: .date) NOT NULL, last_day \(type: .date) NOT NULL, conclusion TEXT NOT NULL, placed BIGINT,
            created_at \(type: .timestamp) NOT NULL, last_door_at \(type: .timestamp), ended_at \(type: .timestamp),
            forgotten_at \(type: .timestamp))
        """,
        "CREATE INDEX door_round_municipality ON door_round (municipality_code, number)",
    ]

    /// Interviewers and walkers: who holds a link.
    private static let helpers: [SQL] = [
        """
        CREATE TABLE round_helper (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, trajectory_id TEXT REFERENCES trajectory (id),
            round_id TEXT REFERENCES door_round (id), municipality_code TEXT NOT NULL REFERENCES municipality (code),
            organisation_id TEXT REFERENCES organisation (id), name TEXT NOT NULL, email TEXT, phone TEXT,
            key_hash TEXT UNIQUE, key_sealed \(type: .blob), created_at \(type: .timestamp) NOT NULL,
            mailed_at \(type: .timestamp), stopped_at \(type: .timestamp), erased_at \(type: .timestamp))
        """,
        "CREATE INDEX round_helper_trajectory ON round_helper (trajectory_id)",
        "CREATE INDEX round_helper_round ON round_helper (round_id)",
        "CREATE INDEX round_helper_email ON round_helper (email)",
    ]

    private static let people: [SQL] = [
        """
        CREATE TABLE trajectory_person (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            trajectory_id TEXT NOT NULL REFERENCES trajectory (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code),
            organisation_id TEXT REFERENCES organisation (id), helper_id TEXT REFERENCES round_helper (id),
            name TEXT NOT NULL, sort_key TEXT NOT NULL, email TEXT, phone TEXT, relation TEXT NOT NULL,
            state TEXT NOT NULL, notes \(type: .blob), wishes \(type: .blob), consent_at \(type: .timestamp),
            route TEXT, intake_id TEXT, ask_again \(type: .date), created_at \(type: .timestamp) NOT NULL,
            assigned_at \(type: .timestamp), talked_at \(type: .timestamp), started_at \(type: .timestamp),
            erased_at \(type: .timestamp))
        """,
        "CREATE INDEX trajectory_person_list ON trajectory_person (trajectory_id, sort_key, id)",
        "CREATE INDEX trajectory_person_state ON trajectory_person (trajectory_id, state)",
        "CREATE INDEX trajectory_person_helper ON trajectory_person (helper_id, sort_key, id)",
        "CREATE INDEX trajectory_person_email ON trajectory_person (email)",
        "CREATE INDEX trajectory_person_talked ON trajectory_person (municipality_code, talked_at)",
        "CREATE INDEX trajectory_person_intake ON trajectory_person (intake_id)",
        """
        CREATE TABLE trajectory_referral (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            person_id TEXT NOT NULL REFERENCES trajectory_person (id),
            trajectory_id TEXT NOT NULL REFERENCES trajectory (id),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), words \(type: .blob), state TEXT NOT NULL,
            reason TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL, answered_at \(type: .timestamp),
            answered_by TEXT REFERENCES person (id), outcome_at \(type: .timestamp))
        """,
        "CREATE INDEX trajectory_referral_organisation ON trajectory_referral (organisation_id, state, created_at)",
        "CREATE INDEX trajectory_referral_person ON trajectory_referral (person_id)",
        "CREATE INDEX trajectory_referral_due ON trajectory_referral (municipality_code, state, created_at)",
        "CREATE INDEX trajectory_referral_trajectory ON trajectory_referral (trajectory_id)",
    ]

    private static let doors: [SQL] = [
        """
        CREATE TABLE door (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES door_round (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), street TEXT NOT NULL,
            street_key TEXT NOT NULL, house BIGINT NOT NULL, suffix TEXT NOT NULL,
            helper_id TEXT REFERENCES round_helper (id), state TEXT NOT NULL, visits BIGINT NOT NULL,
            offers BIGINT NOT NULL, asks BIGINT NOT NULL, via TEXT, code_hash TEXT UNIQUE, code_sealed \(type: .blob),
            created_at \(type: .timestamp) NOT NULL, visited_at \(type: .timestamp), spoken_at \(type: .timestamp),
            UNIQUE (round_id, street_key, house, suffix))
        """,
        "CREATE INDEX door_helper ON door (helper_id, street_key, house, suffix)",
        "CREATE INDEX door_state ON door (round_id, state)",
        "CREATE INDEX door_spoken ON door (municipality_code, spoken_at)",
        // What somebody said at a door is an intake of the centre. The line between the two goes with the round.
        """
        CREATE TABLE door_intake (
            door_id TEXT NOT NULL REFERENCES door (id), intake_id TEXT NOT NULL, kind TEXT NOT NULL,
            created_at \(type: .timestamp) NOT NULL, PRIMARY KEY (door_id, intake_id))
        """,
        "CREATE INDEX door_intake_intake ON door_intake (intake_id)",
    ]
}
