package import Storage

extension Community {
    package static let openIDTables = Migration(
        "community-004-openid",
        [
            """
            CREATE TABLE openid_identity (
                issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person (id),
                linked_at \(type: .timestamp) NOT NULL, last_used_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (issuer, subject))
            """,
            "CREATE INDEX openid_identity_person ON openid_identity (person_id)",
            "CREATE INDEX openid_identity_used ON openid_identity (last_used_at)",
            """
            CREATE TABLE claimed_role (
                person_id TEXT NOT NULL REFERENCES person (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), role TEXT NOT NULL,
                confirmed_at \(type: .timestamp) NOT NULL, PRIMARY KEY (person_id, municipality_code, role))
            """,
            "CREATE INDEX claimed_role_confirmed ON claimed_role (confirmed_at)",
        ])
}
