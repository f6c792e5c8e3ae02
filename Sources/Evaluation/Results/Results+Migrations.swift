package import Storage

extension ResultsPart {
    package var migrations: [Migration] {
        [
            Migration(
                "evaluation-040-results",
                [
                    """
                    CREATE TABLE survey_counting (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id), includes_open BOOLEAN NOT NULL,
                        changed_at \(type: .timestamp) NOT NULL)
                    """,
                    """
                    CREATE TABLE survey_weighting (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id), content \(type: .json) NOT NULL,
                        changed_at \(type: .timestamp) NOT NULL)
                    """,
                    """
                    CREATE TABLE survey_table (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), number BIGINT NOT NULL,
                        place BIGINT NOT NULL, title TEXT NOT NULL, remark TEXT NOT NULL,
                        request \(type: .json) NOT NULL, picture TEXT, created_at \(type: .timestamp) NOT NULL,
                        removed_at \(type: .timestamp), UNIQUE (survey_id, number))
                    """,
                    """
                    CREATE TABLE survey_publication (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id),
                        table_id TEXT NOT NULL REFERENCES survey_table (id), seq BIGINT NOT NULL,
                        title TEXT NOT NULL, remark TEXT NOT NULL, content \(type: .json) NOT NULL,
                        told \(type: .json) NOT NULL, published_at \(type: .timestamp) NOT NULL,
                        published_by TEXT REFERENCES person (id), withdrawn_at \(type: .timestamp),
                        UNIQUE (survey_id, seq))
                    """,
                    "CREATE INDEX survey_publication_table ON survey_publication (table_id, seq)",
                    "CREATE INDEX survey_publication_person ON survey_publication (published_by)",
                    """
                    CREATE TABLE survey_open_category (
                        survey_id TEXT NOT NULL REFERENCES survey (id), question TEXT NOT NULL, code BIGINT NOT NULL,
                        label TEXT NOT NULL, removed_at \(type: .timestamp), PRIMARY KEY (survey_id, question, code))
                    """,
                    """
                    CREATE TABLE survey_open_code (
                        survey_id TEXT NOT NULL REFERENCES survey (id), question TEXT NOT NULL,
                        answer_hash TEXT NOT NULL, code BIGINT NOT NULL,
                        PRIMARY KEY (survey_id, question, answer_hash, code))
                    """,
                    """
                    CREATE TABLE survey_quote (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), number BIGINT NOT NULL,
                        question TEXT NOT NULL, answer_hash TEXT NOT NULL, text TEXT NOT NULL,
                        released_at \(type: .timestamp) NOT NULL, released_by TEXT REFERENCES person (id),
                        withdrawn_at \(type: .timestamp), UNIQUE (survey_id, number))
                    """,
                    "CREATE INDEX survey_quote_person ON survey_quote (released_by)",
                ]),
            Migration(
                "evaluation-041-report",
                [
                    """
                    CREATE TABLE survey_report (
                        survey_id TEXT PRIMARY KEY REFERENCES survey (id), title TEXT NOT NULL, intro TEXT NOT NULL,
                        changed_at \(type: .timestamp) NOT NULL, published_at \(type: .timestamp))
                    """,
                    "CREATE INDEX survey_report_published ON survey_report (published_at)",
                    """
                    CREATE TABLE survey_report_block (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), place BIGINT NOT NULL,
                        kind TEXT NOT NULL, text TEXT NOT NULL, table_id TEXT REFERENCES survey_table (id),
                        quote_id TEXT REFERENCES survey_quote (id))
                    """,
                    "CREATE INDEX survey_report_block_place ON survey_report_block (survey_id, place, id)",
                ]),
            Migration(
                "evaluation-042-pin",
                [
                    """
                    CREATE TABLE survey_pin (
                        id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                        survey_id TEXT NOT NULL REFERENCES survey (id),
                        municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
                        meaning TEXT, request \(type: .json) NOT NULL, row_key TEXT NOT NULL,
                        column_key TEXT NOT NULL, better TEXT NOT NULL, created_at \(type: .timestamp) NOT NULL,
                        removed_at \(type: .timestamp))
                    """,
                    "CREATE INDEX survey_pin_municipality ON survey_pin (municipality_code, removed_at, number)",
                    "CREATE INDEX survey_pin_survey ON survey_pin (survey_id)",
                ]),
        ]
    }
}
