import Storage

/// What pupils, schools and places leave in the database.
enum PupilTables {
    static let migration = Migration("brokerage-020-pupils", schools + rounds + pupils + allocation + placements)

    private static let schools: [SQL] = [
        """
        CREATE TABLE school (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL, sort_key TEXT NOT NULL,
            neighbourhood_id TEXT REFERENCES neighbourhood (id), created_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX school_municipality ON school (municipality_code, sort_key)",
        """
        CREATE TABLE school_contact (
            id TEXT PRIMARY KEY, school_id TEXT NOT NULL REFERENCES school (id), email TEXT NOT NULL, name TEXT NOT NULL,
            person_id TEXT REFERENCES person (id), invited_at \(type: .timestamp) NOT NULL,
            joined_at \(type: .timestamp), UNIQUE (school_id, email))
        """,
        "CREATE INDEX school_contact_person ON school_contact (person_id)",
    ]

    private static let rounds: [SQL] = [
        """
        CREATE TABLE pupil_round (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
            places_from \(type: .date) NOT NULL, wishes_from \(type: .date) NOT NULL,
            wishes_until \(type: .date) NOT NULL, draw_day \(type: .date) NOT NULL, last_day \(type: .date) NOT NULL,
            hours BIGINT NOT NULL, wishes_min BIGINT NOT NULL, wishes_max BIGINT NOT NULL, rule TEXT NOT NULL,
            state TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL, decided_at \(type: .timestamp),
            decided_by TEXT REFERENCES person (id), published_at \(type: .timestamp))
        """,
        "CREATE INDEX pupil_round_municipality ON pupil_round (municipality_code, number)",
        """
        CREATE TABLE pupil_priority (
            round_id TEXT NOT NULL REFERENCES pupil_round (id), position BIGINT NOT NULL, kind TEXT NOT NULL,
            value TEXT NOT NULL, PRIMARY KEY (round_id, position))
        """,
        """
        CREATE TABLE pupil_place (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), title TEXT NOT NULL, what TEXT NOT NULL,
            place TEXT NOT NULL, rhythm TEXT NOT NULL, times TEXT NOT NULL, seats BIGINT NOT NULL,
            group_size BIGINT NOT NULL, from_16 BOOLEAN NOT NULL, school_id TEXT REFERENCES school (id),
            state TEXT NOT NULL, feedback TEXT, created_at \(type: .timestamp) NOT NULL,
            updated_at \(type: .timestamp) NOT NULL, approved_at \(type: .timestamp))
        """,
        "CREATE INDEX pupil_place_round ON pupil_place (round_id, state, number)",
        "CREATE INDEX pupil_place_organisation ON pupil_place (organisation_id, round_id)",
        "CREATE INDEX pupil_place_queue ON pupil_place (municipality_code, state, updated_at)",
    ]

    private static let pupils: [SQL] = [
        """
        CREATE TABLE pupil_class (
            id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            school_id TEXT NOT NULL REFERENCES school (id), name TEXT NOT NULL, level TEXT NOT NULL,
            sort_key TEXT NOT NULL, UNIQUE (school_id, round_id, name))
        """,
        """
        CREATE TABLE pupil_group (
            id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES pupil_round (id), code TEXT NOT NULL UNIQUE,
            pseudonym TEXT NOT NULL UNIQUE, created_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX pupil_group_round ON pupil_group (round_id)",
        """
        CREATE TABLE pupil (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            school_id TEXT NOT NULL REFERENCES school (id), class_id TEXT NOT NULL REFERENCES pupil_class (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL, sort_key TEXT NOT NULL,
            under_16 BOOLEAN NOT NULL, guardian_email TEXT, pseudonym TEXT NOT NULL UNIQUE,
            group_id TEXT REFERENCES pupil_group (id), consent_at \(type: .timestamp), consent_by TEXT,
            consent_day \(type: .date), refused_at \(type: .timestamp), guardian_mailed_at \(type: .timestamp),
            created_at \(type: .timestamp) NOT NULL, seen_at \(type: .timestamp), erased_at \(type: .timestamp))
        """,
        "CREATE INDEX pupil_in_round ON pupil (round_id, sort_key, id)",
        "CREATE INDEX pupil_in_class ON pupil (class_id, sort_key, id)",
        "CREATE INDEX pupil_in_school ON pupil (school_id, round_id, sort_key, id)",
        "CREATE INDEX pupil_in_group ON pupil (group_id)",
        """
        CREATE TABLE pupil_key (
            hash TEXT PRIMARY KEY, pupil_id TEXT NOT NULL REFERENCES pupil (id), kind TEXT NOT NULL,
            sealed \(type: .blob) NOT NULL)
        """,
        "CREATE INDEX pupil_key_pupil ON pupil_key (pupil_id, kind)",
        """
        CREATE TABLE pupil_wish (
            owner_id TEXT NOT NULL, position BIGINT NOT NULL, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            place_id TEXT NOT NULL REFERENCES pupil_place (id), PRIMARY KEY (owner_id, position))
        """,
        "CREATE INDEX pupil_wish_round ON pupil_wish (round_id, owner_id, position)",
        "CREATE INDEX pupil_wish_place ON pupil_wish (place_id)",
    ]

    private static let allocation: [SQL] = [
        """
        CREATE TABLE pupil_draw (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            turn BIGINT NOT NULL, input TEXT NOT NULL, commitment TEXT NOT NULL,
            frozen_at \(type: .timestamp) NOT NULL, frozen_by TEXT REFERENCES person (id), seed TEXT, seed_source TEXT,
            seeded_at \(type: .timestamp), transcript TEXT, withdrawn_at \(type: .timestamp), withdrawn_reason TEXT,
            UNIQUE (round_id, turn))
        """,
        """
        CREATE TABLE pupil_outcome (
            draw_id TEXT NOT NULL REFERENCES pupil_draw (id), pseudonym TEXT NOT NULL, detail \(type: .json) NOT NULL,
            PRIMARY KEY (draw_id, pseudonym))
        """,
        """
        CREATE TABLE pupil_change (
            id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            pupil_id TEXT NOT NULL REFERENCES pupil (id), from_place TEXT REFERENCES pupil_place (id),
            to_place TEXT REFERENCES pupil_place (id), reason TEXT NOT NULL, decided_by TEXT REFERENCES person (id),
            created_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX pupil_change_pupil ON pupil_change (pupil_id, created_at)",
        """
        CREATE TABLE pupil_objection (
            id TEXT PRIMARY KEY, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            pupil_id TEXT NOT NULL REFERENCES pupil (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), words TEXT NOT NULL,
            created_at \(type: .timestamp) NOT NULL, answer TEXT, answered_at \(type: .timestamp),
            answered_by TEXT REFERENCES person (id))
        """,
        "CREATE INDEX pupil_objection_pupil ON pupil_objection (pupil_id, created_at)",
        "CREATE INDEX pupil_objection_open ON pupil_objection (municipality_code, answered_at, created_at)",
    ]

    private static let placements: [SQL] = [
        """
        CREATE TABLE pupil_placement (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, round_id TEXT NOT NULL REFERENCES pupil_round (id),
            pupil_id TEXT NOT NULL UNIQUE REFERENCES pupil (id), place_id TEXT NOT NULL REFERENCES pupil_place (id),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            school_id TEXT NOT NULL REFERENCES school (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), wish BIGINT, source TEXT NOT NULL,
            created_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX pupil_placement_place ON pupil_placement (place_id)",
        "CREATE INDEX pupil_placement_organisation ON pupil_placement (organisation_id, round_id)",
        "CREATE INDEX pupil_placement_round ON pupil_placement (round_id, id)",
        "CREATE INDEX pupil_placement_school ON pupil_placement (school_id, round_id)",
        """
        CREATE TABLE pupil_signature (
            placement_id TEXT NOT NULL REFERENCES pupil_placement (id), party TEXT NOT NULL, name TEXT NOT NULL,
            way TEXT NOT NULL, person_id TEXT REFERENCES person (id), signed_at \(type: .timestamp) NOT NULL,
            PRIMARY KEY (placement_id, party))
        """,
        "CREATE INDEX pupil_signature_person ON pupil_signature (person_id)",
        """
        CREATE TABLE pupil_hours (
            id TEXT PRIMARY KEY, placement_id TEXT NOT NULL REFERENCES pupil_placement (id),
            organisation_id TEXT NOT NULL REFERENCES organisation (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), day \(type: .date) NOT NULL,
            minutes BIGINT NOT NULL, note TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
            created_at \(type: .timestamp) NOT NULL, decided_at \(type: .timestamp),
            decided_by TEXT REFERENCES person (id))
        """,
        "CREATE INDEX pupil_hours_placement ON pupil_hours (placement_id, day, id)",
        "CREATE INDEX pupil_hours_organisation ON pupil_hours (organisation_id, state, day, id)",
        "CREATE INDEX pupil_hours_municipality ON pupil_hours (municipality_code, state, day)",
        """
        CREATE TABLE pupil_review (
            placement_id TEXT NOT NULL REFERENCES pupil_placement (id), author TEXT NOT NULL, score BIGINT NOT NULL,
            words TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL, PRIMARY KEY (placement_id, author))
        """,
    ]
}
