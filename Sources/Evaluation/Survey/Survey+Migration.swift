package import Storage

extension Survey {
    package static let migrations = [
        Migration(
            "evaluation-001-survey",
            [
                """
                CREATE TABLE survey_questionnaire (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                    municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
                    name_key TEXT NOT NULL, content \(type: .json) NOT NULL, origin TEXT,
                    owner_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                    changed_at \(type: .timestamp) NOT NULL, archived_at \(type: .timestamp))
                """,
                "CREATE INDEX survey_questionnaire_list ON survey_questionnaire (municipality_code, name_key, id)",
                """
                CREATE TABLE survey_version (
                    id TEXT PRIMARY KEY, questionnaire_id TEXT NOT NULL REFERENCES survey_questionnaire (id),
                    version BIGINT NOT NULL, content \(type: .json) NOT NULL, hash TEXT NOT NULL,
                    frozen_at \(type: .timestamp) NOT NULL, UNIQUE (questionnaire_id, version))
                """,
                """
                CREATE TABLE survey (
                    id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                    municipality_code TEXT NOT NULL REFERENCES municipality (code), title TEXT NOT NULL,
                    kind TEXT NOT NULL, mode TEXT NOT NULL, state TEXT NOT NULL,
                    questionnaire_id TEXT NOT NULL REFERENCES survey_questionnaire (id),
                    version_id TEXT REFERENCES survey_version (id), has_open_link BOOLEAN NOT NULL,
                    opens_on \(type: .date), reminds_on \(type: .date), closes_on \(type: .date), population BIGINT,
                    least_cell BIGINT NOT NULL, least_base BIGINT NOT NULL, lawful_basis TEXT NOT NULL,
                    purpose TEXT NOT NULL, previous_id TEXT REFERENCES survey (id), owner_id TEXT REFERENCES person (id),
                    created_at \(type: .timestamp) NOT NULL, opened_at \(type: .timestamp),
                    closed_at \(type: .timestamp))
                """,
                "CREATE INDEX survey_list ON survey (municipality_code, created_at, id)",
                "CREATE INDEX survey_state ON survey (state, closes_on)",
            ]),
        Migration(
            "evaluation-002-fieldwork",
            [
                """
                CREATE TABLE survey_address (
                    id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), number BIGINT NOT NULL,
                    name TEXT, organisation TEXT, email TEXT, phone TEXT, language TEXT NOT NULL,
                    municipality_code TEXT, stratum TEXT, source TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                    organisation_id TEXT REFERENCES organisation (id), token_hash TEXT UNIQUE, outcome TEXT NOT NULL,
                    turnout TEXT NOT NULL, refusal_reason TEXT, refusal_way TEXT, added_at \(type: .timestamp) NOT NULL,
                    invited_at \(type: .timestamp), reminded_at \(type: .timestamp), UNIQUE (survey_id, number))
                """,
                "CREATE INDEX survey_address_outcome ON survey_address (survey_id, outcome, number)",
                "CREATE INDEX survey_address_email ON survey_address (survey_id, email)",
                "CREATE INDEX survey_address_person ON survey_address (person_id)",
                """
                CREATE TABLE survey_contact (
                    id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id),
                    address_id TEXT NOT NULL REFERENCES survey_address (id), at \(type: .timestamp) NOT NULL,
                    kind TEXT NOT NULL, way TEXT, reason TEXT, note TEXT, person_id TEXT REFERENCES person (id))
                """,
                "CREATE INDEX survey_contact_address ON survey_contact (address_id, at, id)",
                "CREATE INDEX survey_contact_survey ON survey_contact (survey_id, at, id)",
            ]),
        Migration(
            "evaluation-003-answers",
            [
                """
                CREATE TABLE survey_response (
                    id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id),
                    version_id TEXT NOT NULL REFERENCES survey_version (id), channel TEXT NOT NULL, state TEXT NOT NULL,
                    address_id TEXT REFERENCES survey_address (id), pseudonym TEXT, secret_hash TEXT UNIQUE,
                    language TEXT NOT NULL, stratum TEXT, block TEXT, answers \(type: .json) NOT NULL,
                    started_at \(type: .timestamp) NOT NULL, changed_at \(type: .timestamp) NOT NULL,
                    completed_at \(type: .timestamp))
                """,
                "CREATE UNIQUE INDEX survey_response_address ON survey_response (survey_id, address_id)",
                "CREATE INDEX survey_response_state ON survey_response (survey_id, state, channel)",
                """
                CREATE TABLE survey_pseudonym (
                    address_id TEXT PRIMARY KEY REFERENCES survey_address (id),
                    survey_id TEXT NOT NULL REFERENCES survey (id), pseudonym TEXT NOT NULL)
                """,
                """
                CREATE TABLE survey_draft (
                    key TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), sealed \(type: .blob) NOT NULL)
                """,
                """
                CREATE TABLE survey_pending (
                    id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), sealed \(type: .blob) NOT NULL)
                """,
                "CREATE INDEX survey_pending_survey ON survey_pending (survey_id)",
                """
                CREATE TABLE survey_box (
                    survey_id TEXT NOT NULL REFERENCES survey (id), slot TEXT NOT NULL,
                    version_id TEXT NOT NULL REFERENCES survey_version (id), channel TEXT NOT NULL,
                    language TEXT NOT NULL, stratum TEXT, answers \(type: .json) NOT NULL,
                    PRIMARY KEY (survey_id, slot))
                """,
            ]),
    ]
}
