package import Storage

extension HoursEntry {
    package static let migration = Migration(
        "brokerage-008-hours",
        [
            """
            CREATE TABLE hours_entry (
                id TEXT PRIMARY KEY, application_id TEXT NOT NULL REFERENCES application (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                municipality_code TEXT NOT NULL REFERENCES municipality (code), person_id TEXT REFERENCES person (id),
                day \(type: .date) NOT NULL, minutes BIGINT NOT NULL, note TEXT NOT NULL, allowance_cents BIGINT,
                state TEXT NOT NULL, reason TEXT, created_at \(type: .timestamp) NOT NULL,
                decided_at \(type: .timestamp), decided_by TEXT REFERENCES person (id))
            """,
            "CREATE INDEX hours_entry_application ON hours_entry (application_id, day, id)",
            "CREATE INDEX hours_entry_organisation ON hours_entry (organisation_id, state, day, id)",
            "CREATE INDEX hours_entry_person ON hours_entry (person_id, day)",
            "CREATE INDEX hours_entry_municipality ON hours_entry (municipality_code, state, day)",
            """
            CREATE TABLE allowance_rate (
                municipality_code TEXT NOT NULL REFERENCES municipality (code), year BIGINT NOT NULL,
                hour_cents BIGINT NOT NULL, young_hour_cents BIGINT NOT NULL, month_cents BIGINT NOT NULL,
                year_cents BIGINT NOT NULL, source TEXT NOT NULL, changed_at \(type: .timestamp) NOT NULL,
                changed_by TEXT REFERENCES person (id), PRIMARY KEY (municipality_code, year))
            """,
        ])
}
