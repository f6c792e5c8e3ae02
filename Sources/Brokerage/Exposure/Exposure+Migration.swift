import Storage

/// The tables of fair exposure, of people who may be found, and of objections.
enum ExposureTables {
    static let migration = Migration(
        "brokerage-055-exposure",
        [
            // What the search and the ranking subtract: 0 where fair exposure is off. One number, changed per application.
            "ALTER TABLE vacancy ADD COLUMN pressure BIGINT NOT NULL DEFAULT 0",
            """
            CREATE TABLE fair_exposure (
                municipality_code TEXT NOT NULL REFERENCES municipality (code), at \(type: .timestamp) NOT NULL,
                is_on BOOLEAN NOT NULL, person_id TEXT REFERENCES person (id), PRIMARY KEY (municipality_code, at))
            """,
            """
            CREATE TABLE people_ask (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, vacancy_id TEXT NOT NULL REFERENCES vacancy (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code),
                person_id TEXT REFERENCES person (id), message TEXT NOT NULL, asked_by TEXT REFERENCES person (id),
                state TEXT NOT NULL, application_id TEXT REFERENCES application (id),
                created_at \(type: .timestamp) NOT NULL, state_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX people_ask_person ON people_ask (person_id, created_at)",
            "CREATE INDEX people_ask_vacancy ON people_ask (vacancy_id, created_at)",
            "CREATE INDEX people_ask_organisation ON people_ask (organisation_id, state)",
            "CREATE INDEX people_ask_state ON people_ask (state, created_at)",
            """
            CREATE TABLE people_block (
                person_id TEXT NOT NULL REFERENCES person (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id), created_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (person_id, organisation_id))
            """,
            """
            CREATE TABLE algorithm_objection (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                municipality_code TEXT NOT NULL REFERENCES municipality (code), subject TEXT NOT NULL,
                words TEXT NOT NULL, name TEXT NOT NULL, email TEXT, language TEXT NOT NULL, answer TEXT,
                is_changed BOOLEAN, answered_by TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                due_at \(type: .timestamp) NOT NULL, answered_at \(type: .timestamp))
            """,
            "CREATE INDEX algorithm_objection_open ON algorithm_objection (municipality_code, answered_at, created_at)",
            "CREATE INDEX algorithm_objection_email ON algorithm_objection (email, created_at)",
            "CREATE INDEX algorithm_objection_created ON algorithm_objection (created_at)",
        ])
}
