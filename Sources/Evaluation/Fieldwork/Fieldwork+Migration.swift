package import Storage

extension FieldworkPart {
    package var migrations: [Migration] {
        [
            Migration(
                "evaluation-020-fieldwork",
                [
                    """
                    CREATE TABLE survey_fieldwork (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id), partial_share BIGINT NOT NULL,
                        keeps_stratum BOOLEAN NOT NULL, keep_days BIGINT NOT NULL,
                        frame_known BOOLEAN NOT NULL, basis_note TEXT NOT NULL,
                        ready_at \(type: .timestamp))
                    """,
                    """
                    CREATE TABLE survey_mail_text (
                        survey_id TEXT NOT NULL REFERENCES survey (id), kind TEXT NOT NULL, language TEXT NOT NULL,
                        subject TEXT NOT NULL, body TEXT NOT NULL, changed_at \(type: .timestamp) NOT NULL,
                        PRIMARY KEY (survey_id, kind, language))
                    """,
                    """
                    CREATE TABLE survey_optout (
                        key TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code),
                        at \(type: .timestamp) NOT NULL)
                    """,
                    """
                    CREATE TABLE survey_call (
                        address_id TEXT PRIMARY KEY REFERENCES survey_address (id),
                        survey_id TEXT NOT NULL REFERENCES survey (id), attempts BIGINT NOT NULL,
                        last_at \(type: .timestamp), call_at \(type: .timestamp), closed BOOLEAN NOT NULL,
                        claimed_by TEXT REFERENCES person (id), claimed_until \(type: .timestamp))
                    """,
                    "CREATE INDEX survey_call_survey ON survey_call (survey_id, call_at)",
                    """
                    CREATE TABLE survey_intake (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), source TEXT NOT NULL,
                        name TEXT NOT NULL, content \(type: .blob), columns \(type: .json) NOT NULL, state TEXT NOT NULL,
                        rows_total BIGINT NOT NULL, rows_done BIGINT NOT NULL, report \(type: .json) NOT NULL,
                        person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL)
                    """,
                    "CREATE INDEX survey_intake_survey ON survey_intake (survey_id, created_at)",
                    "CREATE INDEX survey_intake_created ON survey_intake (created_at)",
                    """
                    CREATE TABLE survey_account (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id), content \(type: .json) NOT NULL,
                        frozen_at \(type: .timestamp) NOT NULL)
                    """,
                ]),
            Migration(
                "evaluation-021-link",
                ["ALTER TABLE survey_address ADD COLUMN link_generation BIGINT NOT NULL DEFAULT 0"]),
        ]
    }
}
