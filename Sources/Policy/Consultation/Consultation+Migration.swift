import Storage

extension Consultation {
    static let migration = Migration(
        "policy-60-consultation",
        [
            """
            CREATE TABLE policy_consultation (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), title TEXT NOT NULL,
                question TEXT NOT NULL, background TEXT NOT NULL, audience TEXT NOT NULL,
                first_day \(type: .date) NOT NULL, last_day \(type: .date) NOT NULL, state TEXT NOT NULL, summary TEXT,
                person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                opened_at \(type: .timestamp), closed_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_consultation_cycle ON policy_consultation (cycle_id, first_day)",
            "CREATE INDEX policy_consultation_public ON policy_consultation (audience, state, last_day, number)",
            "CREATE INDEX policy_consultation_person ON policy_consultation (person_id)",
            """
            CREATE TABLE policy_consultation_theme (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES policy_consultation (id),
                name TEXT NOT NULL, UNIQUE (consultation_id, name))
            """,
            """
            CREATE TABLE policy_consultation_change (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES policy_consultation (id),
                text TEXT NOT NULL, place TEXT, path TEXT)
            """,
            "CREATE INDEX policy_consultation_change_of ON policy_consultation_change (consultation_id)",
            """
            CREATE TABLE policy_invitation (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES policy_consultation (id),
                name TEXT NOT NULL, email TEXT, person_id TEXT REFERENCES person (id),
                invited_at \(type: .timestamp) NOT NULL, reacted_at \(type: .timestamp),
                UNIQUE (consultation_id, email))
            """,
            "CREATE INDEX policy_invitation_email ON policy_invitation (email)",
            "CREATE INDEX policy_invitation_person ON policy_invitation (person_id)",
            """
            CREATE TABLE policy_reaction (
                id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL REFERENCES policy_consultation (id),
                number BIGINT NOT NULL, source TEXT NOT NULL, meeting TEXT, meeting_day \(type: .date),
                text TEXT NOT NULL, original TEXT, hidden_at \(type: .timestamp), name TEXT,
                shows_name BOOLEAN NOT NULL, email TEXT, email_confirmed_at \(type: .timestamp),
                language TEXT NOT NULL, sender TEXT, neighbourhood_id TEXT REFERENCES neighbourhood (id),
                person_id TEXT REFERENCES person (id), invitation_id TEXT REFERENCES policy_invitation (id),
                theme_id TEXT REFERENCES policy_consultation_theme (id), checked_at \(type: .timestamp),
                checked_by TEXT REFERENCES person (id), disposition TEXT, reason TEXT,
                change_id TEXT REFERENCES policy_consultation_change (id), answered_at \(type: .timestamp),
                answered_by TEXT REFERENCES person (id), told_at \(type: .timestamp),
                entered_by TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                UNIQUE (consultation_id, number))
            """,
            "CREATE INDEX policy_reaction_email ON policy_reaction (email)",
            "CREATE INDEX policy_reaction_person ON policy_reaction (person_id)",
            "CREATE INDEX policy_reaction_invitation ON policy_reaction (invitation_id)",
            "CREATE INDEX policy_reaction_theme ON policy_reaction (theme_id)",
            "CREATE INDEX policy_reaction_change ON policy_reaction (change_id)",
            "CREATE INDEX policy_reaction_hidden_at ON policy_reaction (hidden_at)",
            "CREATE INDEX policy_reaction_checked_by ON policy_reaction (checked_by)",
            "CREATE INDEX policy_reaction_answered_by ON policy_reaction (answered_by)",
            "CREATE INDEX policy_reaction_entered_by ON policy_reaction (entered_by)",
            """
            CREATE TABLE policy_reaction_hidden (
                id TEXT PRIMARY KEY, reaction_id TEXT NOT NULL REFERENCES policy_reaction (id), kind TEXT NOT NULL,
                parts BIGINT NOT NULL, person_id TEXT REFERENCES person (id), hidden_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX policy_reaction_hidden_of ON policy_reaction_hidden (reaction_id)",
            "CREATE INDEX policy_reaction_hidden_person ON policy_reaction_hidden (person_id)",
        ])

    /// The highest number whose reaction was taken back: no other reaction gets it.
    static let numbers = Migration(
        "policy-61-consultation-numbers",
        ["ALTER TABLE policy_consultation ADD COLUMN withdrawn_number BIGINT NOT NULL DEFAULT 0"])
}
