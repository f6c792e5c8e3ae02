import Storage

extension TypeTestSession {
    static let migration = Migration(
        "policy-10-typetest",
        [
            """
            CREATE TABLE policy_type_session (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                title TEXT NOT NULL, asks_now BOOLEAN NOT NULL, asks_wanted BOOLEAN NOT NULL, way TEXT NOT NULL,
                state TEXT NOT NULL, version BIGINT NOT NULL, link_hash TEXT NOT NULL UNIQUE, code TEXT UNIQUE,
                created_at \(type: .timestamp) NOT NULL, closed_at \(type: .timestamp),
                shown_at \(type: .timestamp), UNIQUE (cycle_id, number))
            """,
            """
            CREATE TABLE policy_type_invitation (
                id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES policy_type_session (id), email TEXT,
                link_hash TEXT UNIQUE, answered BOOLEAN NOT NULL, created_at \(type: .timestamp) NOT NULL,
                mailed_at \(type: .timestamp) NOT NULL, UNIQUE (session_id, email))
            """,
            "CREATE INDEX policy_type_invitation_email ON policy_type_invitation (email)",
            // Without times and with a random key: no order in here tells who sat where.
            """
            CREATE TABLE policy_type_participant (
                key TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES policy_type_session (id), role TEXT NOT NULL,
                answers_now TEXT NOT NULL, answers_wanted TEXT NOT NULL, sent BOOLEAN NOT NULL,
                invitation_id TEXT REFERENCES policy_type_invitation (id))
            """,
            "CREATE INDEX policy_type_participant_session ON policy_type_participant (session_id, sent)",
            "CREATE INDEX policy_type_participant_invitation ON policy_type_participant (invitation_id)",
            """
            CREATE TABLE policy_type_note (
                session_id TEXT NOT NULL REFERENCES policy_type_session (id), question TEXT NOT NULL,
                text TEXT NOT NULL, version BIGINT NOT NULL, person_id TEXT REFERENCES person (id),
                saved_at \(type: .timestamp) NOT NULL, PRIMARY KEY (session_id, question))
            """,
            "CREATE INDEX policy_type_note_person ON policy_type_note (person_id)",
        ])
}
