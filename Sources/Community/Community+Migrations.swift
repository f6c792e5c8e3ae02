import Services
package import Storage

extension Community {
    package var migrations: [Migration] {
        [
            Tokens.migration, Audit.migration, Outbox.migration, Jobs.migration, Self.places, Self.people,
            Self.organisations,
            Outbox.secretMigration, ErasedPerson.migration,
            Self.openIDTables, CaseSeal.migration, ErasedCase.migration, Outbox.caseMigration,
            Self.changedOrganisations,
        ]
    }

    /// For what a centre asks each time it looks: of thousands of organisations the few that changed something.
    private static let changedOrganisations = Migration(
        "community-004-changed",
        [
            """
            CREATE INDEX organisation_changed ON organisation (municipality_code, submitted_at, id)
                WHERE submitted_at > approved_at
            """
        ])

    private static let places = Migration(
        "community-001-places",
        [
            """
            CREATE TABLE centre (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, opening TEXT NOT NULL,
                address TEXT NOT NULL)
            """,
            """
            CREATE TABLE municipality (
                code TEXT PRIMARY KEY, name TEXT NOT NULL, sort_key TEXT NOT NULL, inhabitants BIGINT,
                x BIGINT, y BIGINT, outline \(type: .json), year BIGINT,
                centre_id TEXT REFERENCES centre (id))
            """,
            "CREATE INDEX municipality_centre ON municipality (centre_id)",
            """
            CREATE TABLE neighbourhood (
                id TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL,
                sort_key TEXT NOT NULL, inhabitants BIGINT, x BIGINT, y BIGINT, outline \(type: .json))
            """,
            "CREATE INDEX neighbourhood_municipality ON neighbourhood (municipality_code, sort_key)",
            """
            CREATE TABLE postcode (
                code TEXT PRIMARY KEY, place TEXT NOT NULL, municipality_code TEXT NOT NULL REFERENCES municipality (code),
                neighbourhood_id TEXT REFERENCES neighbourhood (id), x BIGINT NOT NULL, y BIGINT NOT NULL)
            """,
            "CREATE INDEX postcode_municipality ON postcode (municipality_code)",
            "CREATE INDEX postcode_neighbourhood ON postcode (neighbourhood_id)",
        ])

    private static let people = Migration(
        "community-002-people",
        [
            """
            CREATE TABLE person (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, phone TEXT, postcode TEXT,
                neighbourhood_id TEXT REFERENCES neighbourhood (id), birth_year BIGINT, language TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL, last_seen_at \(type: .timestamp),
                erased_at \(type: .timestamp))
            """,
            "CREATE INDEX person_created ON person (created_at, id)",
            "CREATE INDEX person_seen ON person (last_seen_at)",
            "CREATE INDEX person_neighbourhood ON person (neighbourhood_id)",
            """
            CREATE TABLE credential (
                person_id TEXT PRIMARY KEY REFERENCES person (id), password_hash TEXT, totp_secret \(type: .blob),
                totp_confirmed_at \(type: .timestamp), totp_step BIGINT NOT NULL, failures BIGINT NOT NULL,
                locked_until \(type: .timestamp), changed_at \(type: .timestamp) NOT NULL)
            """,
            """
            CREATE TABLE recovery_code (
                person_id TEXT NOT NULL REFERENCES person (id), hash TEXT NOT NULL, used_at \(type: .timestamp),
                PRIMARY KEY (person_id, hash))
            """,
            """
            CREATE TABLE session (
                hash TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id), kind TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL, last_seen_at \(type: .timestamp) NOT NULL,
                expires_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX session_person ON session (person_id)",
            "CREATE INDEX session_expires ON session (expires_at)",
            """
            CREATE TABLE municipal_role (
                person_id TEXT NOT NULL REFERENCES person (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), role TEXT NOT NULL,
                granted_at \(type: .timestamp) NOT NULL, PRIMARY KEY (person_id, municipality_code, role))
            """,
            "CREATE INDEX municipal_role_municipality ON municipal_role (municipality_code, role)",
        ])

    private static let organisations = Migration(
        "community-003-organisations",
        [
            """
            CREATE TABLE organisation (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, name TEXT NOT NULL, sort_key TEXT NOT NULL,
                kvk TEXT, kind TEXT NOT NULL, sector TEXT NOT NULL, description TEXT NOT NULL, website TEXT,
                email TEXT NOT NULL, phone TEXT, contact TEXT NOT NULL, street TEXT, postcode TEXT, place TEXT,
                municipality_code TEXT NOT NULL REFERENCES municipality (code),
                neighbourhood_id TEXT REFERENCES neighbourhood (id), x BIGINT, y BIGINT,
                test_nonprofit BOOLEAN NOT NULL, test_social BOOLEAN NOT NULL, test_no_displacement BOOLEAN NOT NULL,
                test_insured BOOLEAN NOT NULL, state TEXT NOT NULL, feedback TEXT,
                created_at \(type: .timestamp) NOT NULL, submitted_at \(type: .timestamp),
                approved_at \(type: .timestamp), updated_at \(type: .timestamp) NOT NULL,
                approved_copy \(type: .json), source TEXT, source_key TEXT)
            """,
            "CREATE INDEX organisation_queue ON organisation (municipality_code, state, submitted_at)",
            "CREATE INDEX organisation_name ON organisation (state, sort_key, id)",
            "CREATE INDEX organisation_neighbourhood ON organisation (neighbourhood_id)",
            "CREATE UNIQUE INDEX organisation_source ON organisation (source, source_key)",
            """
            CREATE TABLE membership (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                person_id TEXT NOT NULL REFERENCES person (id), role TEXT NOT NULL,
                created_at \(type: .timestamp) NOT NULL, PRIMARY KEY (organisation_id, person_id))
            """,
            "CREATE INDEX membership_person ON membership (person_id)",
        ])
}
