package import Storage

/// Where wishes are kept, and what vacancies tell for ranking.
package enum WishesTables {
    package static let migration = Migration(
        "brokerage-050-wishes",
        [
            """
            CREATE TABLE person_wishes (
                person_id TEXT PRIMARY KEY REFERENCES person (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), wishes \(type: .json) NOT NULL,
                findable BOOLEAN NOT NULL, findable_at \(type: .timestamp), created_at \(type: .timestamp) NOT NULL,
                updated_at \(type: .timestamp) NOT NULL, used_at \(type: .timestamp) NOT NULL,
                warned_at \(type: .timestamp))
            """,
            "CREATE INDEX person_wishes_findable ON person_wishes (findable, municipality_code, person_id)",
            "CREATE INDEX person_wishes_used ON person_wishes (used_at)",
            "ALTER TABLE vacancy ADD COLUMN skills TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE vacancy ADD COLUMN motives TEXT NOT NULL DEFAULT ''",
        ])
}
