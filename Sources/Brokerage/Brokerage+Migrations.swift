package import Storage

extension Brokerage {
    package var migrations: [Migration] {
        [
            Self.vacancies, Self.applications, Self.searches, Self.imports, Self.applicationKept, Self.figureIndexes,
            Self.indicatorIndexes, HoursEntry.migration, PupilTables.migration, Intake.migration,
            WishesTables.migration,
            RoundTables.migration, BuddyTables.migration, ExposureTables.migration, Self.erasedCases,
            AnswerTime.migration,
            PupilTables.afterwards,
        ] + BuddyTables.later + [
            CareCall.migration, Self.homeIndexes, Intake.addressMigration, Self.erasedPupils, PupilTables.namedSource,
        ]
    }

    private static let vacancies = Migration(
        "brokerage-001-vacancies",
        [
            """
            CREATE TABLE vacancy (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code),
                neighbourhood_id TEXT REFERENCES neighbourhood (id),
                title TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, gets TEXT NOT NULL,
                requirements TEXT NOT NULL, sector TEXT NOT NULL, target_groups TEXT NOT NULL,
                place TEXT NOT NULL, postcode TEXT, x BIGINT, y BIGINT, from_home BOOLEAN NOT NULL,
                rhythm TEXT NOT NULL, moments BIGINT NOT NULL, time_text TEXT NOT NULL,
                minutes_min BIGINT, minutes_max BIGINT, first_day \(type: .date), last_day \(type: .date),
                places BIGINT NOT NULL, minimum_age BIGINT NOT NULL,
                good_to_start BOOLEAN NOT NULL, learning_dutch BOOLEAN NOT NULL, wheelchair BOOLEAN NOT NULL,
                vog BOOLEAN NOT NULL, licence BOOLEAN NOT NULL, course TEXT, expenses TEXT, insured BOOLEAN NOT NULL,
                contact TEXT NOT NULL, state TEXT NOT NULL, feedback TEXT, is_template BOOLEAN NOT NULL,
                created_at \(type: .timestamp) NOT NULL, updated_at \(type: .timestamp) NOT NULL,
                submitted_at \(type: .timestamp), published_at \(type: .timestamp),
                last_sign_at \(type: .timestamp) NOT NULL, asked_open_at \(type: .timestamp),
                closed_at \(type: .timestamp), closed_reason TEXT, approved_copy \(type: .json),
                source TEXT, source_key TEXT)
            """,
            "CREATE INDEX vacancy_organisation ON vacancy (organisation_id, state, created_at)",
            "CREATE INDEX vacancy_queue ON vacancy (state, municipality_code, submitted_at)",
            "CREATE INDEX vacancy_sign ON vacancy (state, last_sign_at)",
            "CREATE INDEX vacancy_last_day ON vacancy (state, last_day)",
            "CREATE INDEX vacancy_published ON vacancy (state, published_at, id)",
            "CREATE INDEX vacancy_neighbourhood ON vacancy (neighbourhood_id)",
            "CREATE UNIQUE INDEX vacancy_source ON vacancy (source, source_key)",
        ])

    private static let applications = Migration(
        "brokerage-002-applications",
        [
            """
            CREATE TABLE application (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, vacancy_id TEXT NOT NULL REFERENCES vacancy (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code),
                neighbourhood_id TEXT REFERENCES neighbourhood (id), sector TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), name TEXT NOT NULL, email TEXT, phone TEXT, postcode TEXT,
                language TEXT NOT NULL, message TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, reason_text TEXT,
                shares_contact BOOLEAN NOT NULL, secret_hash TEXT UNIQUE, distance BIGINT,
                created_at \(type: .timestamp) NOT NULL, confirmed_at \(type: .timestamp),
                answered_at \(type: .timestamp), state_at \(type: .timestamp) NOT NULL,
                placed_at \(type: .timestamp), waiting_since \(type: .timestamp), offer_until \(type: .timestamp),
                chased_at \(type: .timestamp), care_asked_at \(type: .timestamp), care_answer TEXT, care_text TEXT,
                stopped_at \(type: .timestamp), erased_at \(type: .timestamp))
            """,
            "CREATE INDEX application_vacancy ON application (vacancy_id, state, confirmed_at)",
            "CREATE INDEX application_organisation ON application (organisation_id, state, confirmed_at)",
            "CREATE INDEX application_person ON application (person_id, created_at)",
            "CREATE INDEX application_email ON application (email, created_at)",
            "CREATE INDEX application_municipality ON application (municipality_code, confirmed_at)",
            "CREATE INDEX application_overdue ON application (state, confirmed_at)",
            "CREATE INDEX application_offer ON application (state, offer_until)",
            "CREATE INDEX application_placed ON application (placed_at)",
            """
            CREATE TABLE application_message (
                id TEXT PRIMARY KEY, application_id TEXT NOT NULL REFERENCES application (id), author TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), body TEXT NOT NULL, via TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX application_message_thread ON application_message (application_id, created_at, id)",
            """
            CREATE TABLE canned_answer (
                id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation (id), name TEXT NOT NULL,
                sort_key TEXT NOT NULL, body TEXT NOT NULL, updated_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX canned_answer_organisation ON canned_answer (organisation_id, sort_key)",
        ])

    private static let searches = Migration(
        "brokerage-003-saved-searches",
        [
            """
            CREATE TABLE saved_search (
                id TEXT PRIMARY KEY, person_id TEXT REFERENCES person (id), email TEXT NOT NULL, language TEXT NOT NULL,
                query TEXT NOT NULL, name TEXT NOT NULL, frequency TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL, confirmed_at \(type: .timestamp),
                last_sent_at \(type: .timestamp), stopped_at \(type: .timestamp), stop_secret TEXT NOT NULL UNIQUE)
            """,
            "CREATE INDEX saved_search_due ON saved_search (frequency, last_sent_at)",
            "CREATE INDEX saved_search_person ON saved_search (person_id)",
            "CREATE INDEX saved_search_email ON saved_search (email)",
        ])

    private static let imports = Migration(
        "brokerage-004-imports",
        [
            """
            CREATE TABLE import_mapping (
                id TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
                sort_key TEXT NOT NULL, mapping \(type: .json) NOT NULL, updated_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX import_mapping_municipality ON import_mapping (municipality_code, sort_key)",
            """
            CREATE TABLE import_run (
                id TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code),
                person_id TEXT REFERENCES person (id), file_name TEXT NOT NULL, file \(type: .blob),
                mapping \(type: .json) NOT NULL, state TEXT NOT NULL, rows_total BIGINT NOT NULL,
                rows_done BIGINT NOT NULL, created BIGINT NOT NULL, updated BIGINT NOT NULL, unchanged BIGINT NOT NULL,
                failed BIGINT NOT NULL, problems \(type: .json) NOT NULL, created_at \(type: .timestamp) NOT NULL,
                finished_at \(type: .timestamp))
            """,
            "CREATE INDEX import_run_municipality ON import_run (municipality_code, created_at)",
        ])
}
