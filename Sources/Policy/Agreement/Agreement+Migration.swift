import Storage

extension Agreement {
    static let migration = Migration(
        "policy-65-agreement",
        [
            """
            CREATE TABLE policy_agreement (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), kind TEXT NOT NULL,
                title TEXT NOT NULL, activity TEXT NOT NULL, goal_id TEXT REFERENCES policy_goal (id), indicator TEXT,
                first_day \(type: .date) NOT NULL, last_day \(type: .date) NOT NULL, rhythm TEXT NOT NULL,
                budget_line TEXT, budget_cents BIGINT, is_public BOOLEAN NOT NULL, state TEXT NOT NULL,
                agreed_at \(type: .timestamp), ended_at \(type: .timestamp), end_reason TEXT,
                person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX policy_agreement_cycle ON policy_agreement (cycle_id, number)",
            "CREATE INDEX policy_agreement_public ON policy_agreement (is_public, number)",
            "CREATE INDEX policy_agreement_goal ON policy_agreement (goal_id)",
            "CREATE INDEX policy_agreement_person ON policy_agreement (person_id)",
            """
            CREATE TABLE policy_agreement_party (
                id TEXT PRIMARY KEY, agreement_id TEXT NOT NULL REFERENCES policy_agreement (id),
                position BIGINT NOT NULL, organisation_id TEXT REFERENCES organisation (id), name TEXT NOT NULL,
                task TEXT NOT NULL)
            """,
            "CREATE INDEX policy_agreement_party_of ON policy_agreement_party (agreement_id, position)",
            "CREATE INDEX policy_agreement_party_organisation ON policy_agreement_party (organisation_id)",
            """
            CREATE TABLE policy_agreement_report (
                id TEXT PRIMARY KEY, agreement_id TEXT NOT NULL REFERENCES policy_agreement (id),
                due_day \(type: .date) NOT NULL, light TEXT NOT NULL, done TEXT NOT NULL, otherwise TEXT NOT NULL,
                next_step TEXT NOT NULL, reason TEXT NOT NULL, organisation_id TEXT REFERENCES organisation (id),
                person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                replaced_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_agreement_report_of ON policy_agreement_report (agreement_id, due_day)",
            "CREATE INDEX policy_agreement_report_organisation ON policy_agreement_report (organisation_id)",
            "CREATE INDEX policy_agreement_report_person ON policy_agreement_report (person_id)",
            """
            CREATE TABLE policy_agreement_change (
                id TEXT PRIMARY KEY, agreement_id TEXT NOT NULL REFERENCES policy_agreement (id), reason TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), changed_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX policy_agreement_change_of ON policy_agreement_change (agreement_id, changed_at)",
            "CREATE INDEX policy_agreement_change_person ON policy_agreement_change (person_id)",
            """
            CREATE TABLE policy_agreement_reminder (
                agreement_id TEXT NOT NULL REFERENCES policy_agreement (id), due_day \(type: .date) NOT NULL,
                times BIGINT NOT NULL, sent_at \(type: .timestamp) NOT NULL, PRIMARY KEY (agreement_id, due_day))
            """,
        ])

    /// What the parties read and know of, what stood there before a change, and figures and budget lines by their id.
    static let reading = Migration(
        "policy-66-agreement-reading",
        [
            "ALTER TABLE policy_agreement ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
            "ALTER TABLE policy_agreement ADD COLUMN shared_at \(type: .timestamp)",
            "ALTER TABLE policy_agreement ADD COLUMN news TEXT",
            "ALTER TABLE policy_agreement ADD COLUMN news_version BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE policy_agreement ADD COLUMN news_at \(type: .timestamp)",
            "ALTER TABLE policy_agreement ADD COLUMN indicator_id TEXT",
            "ALTER TABLE policy_agreement ADD COLUMN indicator_name TEXT",
            "ALTER TABLE policy_agreement_change ADD COLUMN before TEXT",
            """
            CREATE TABLE policy_agreement_read (
                agreement_id TEXT NOT NULL REFERENCES policy_agreement (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id), version BIGINT NOT NULL,
                person_id TEXT REFERENCES person (id), read_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (agreement_id, organisation_id))
            """,
            "CREATE INDEX policy_agreement_read_organisation ON policy_agreement_read (organisation_id)",
            "CREATE INDEX policy_agreement_read_person ON policy_agreement_read (person_id)",
        ])
}
