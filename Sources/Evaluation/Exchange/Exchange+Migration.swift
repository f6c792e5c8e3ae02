package import Storage

extension ExchangePart {
    package var migrations: [Migration] {
        [
            Migration(
                "evaluation-050-exchange",
                [
                    """
                    CREATE TABLE survey_export (
                        id TEXT PRIMARY KEY, survey_id TEXT NOT NULL REFERENCES survey (id), format TEXT NOT NULL,
                        includes_open BOOLEAN NOT NULL, state TEXT NOT NULL, rows_total BIGINT NOT NULL,
                        rows_done BIGINT NOT NULL, file \(type: .blob), notes \(type: .json) NOT NULL,
                        person_id TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                        finished_at \(type: .timestamp))
                    """,
                    "CREATE INDEX survey_export_survey ON survey_export (survey_id, created_at)",
                    "CREATE INDEX survey_export_created ON survey_export (created_at)",
                    "CREATE INDEX survey_export_person ON survey_export (person_id)",
                    """
                    CREATE TABLE survey_import (
                        id TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code),
                        title TEXT NOT NULL, file_name TEXT NOT NULL, content \(type: .blob), sheet BIGINT NOT NULL,
                        columns \(type: .json) NOT NULL, state TEXT NOT NULL, rows_total BIGINT NOT NULL,
                        rows_done BIGINT NOT NULL, report \(type: .json) NOT NULL,
                        survey_id TEXT REFERENCES survey (id), person_id TEXT REFERENCES person (id),
                        created_at \(type: .timestamp) NOT NULL)
                    """,
                    "CREATE INDEX survey_import_created ON survey_import (created_at)",
                    "CREATE INDEX survey_import_survey ON survey_import (survey_id)",
                    "CREATE INDEX survey_import_person ON survey_import (person_id)",
                ])
        ]
    }
}
