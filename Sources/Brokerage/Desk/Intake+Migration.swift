package import Storage

extension Intake {
    package static let migration = Migration(
        "brokerage-030-desk",
        [
            """
            CREATE TABLE intake (
                id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
                municipality_code TEXT NOT NULL REFERENCES municipality (code),
                way TEXT NOT NULL, state TEXT NOT NULL, owner_id TEXT REFERENCES person (id),
                person_id TEXT REFERENCES person (id), name TEXT NOT NULL, email TEXT, phone TEXT, postcode TEXT,
                language TEXT NOT NULL, call_when TEXT NOT NULL, reading TEXT NOT NULL, consent TEXT,
                consent_on \(type: .date), sealed_question \(type: .blob), sealed_wishes \(type: .blob),
                sealed_notes \(type: .blob), next_step TEXT, next_at \(type: .timestamp),
                created_at \(type: .timestamp) NOT NULL, created_by TEXT REFERENCES person (id),
                first_contact_at \(type: .timestamp), talked_at \(type: .timestamp),
                proposed_at \(type: .timestamp), placed_at \(type: .timestamp), closed_at \(type: .timestamp),
                close_reason TEXT, referrer_name TEXT, referrer_organisation TEXT, referrer_email TEXT,
                source TEXT, erased_at \(type: .timestamp),
                CHECK (state = 'gesloten' OR (next_step IS NOT NULL AND next_at IS NOT NULL)))
            """,
            "CREATE INDEX intake_next ON intake (municipality_code, state, next_at, id)",
            "CREATE INDEX intake_queue ON intake (municipality_code, created_at, id)",
            "CREATE INDEX intake_owner ON intake (owner_id, state)",
            "CREATE INDEX intake_person ON intake (person_id)",
            "CREATE INDEX intake_email ON intake (email)",
            "CREATE INDEX intake_referrer ON intake (referrer_email)",
            "CREATE INDEX intake_kept ON intake (state, erased_at, closed_at)",
            "CREATE UNIQUE INDEX intake_source ON intake (source)",
            """
            CREATE TABLE desk_contact (
                id TEXT PRIMARY KEY, intake_id TEXT NOT NULL REFERENCES intake (id), kind TEXT NOT NULL,
                outcome TEXT, sealed_note \(type: .blob), person_id TEXT REFERENCES person (id),
                at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX desk_contact_intake ON desk_contact (intake_id, at, id)",
            "CREATE INDEX desk_contact_person ON desk_contact (person_id)",
            """
            CREATE TABLE desk_talk (
                id TEXT PRIMARY KEY, intake_id TEXT NOT NULL REFERENCES intake (id),
                starts_at \(type: .timestamp) NOT NULL, minutes BIGINT NOT NULL, place TEXT NOT NULL,
                state TEXT NOT NULL, changed_at \(type: .timestamp) NOT NULL,
                reminded_at \(type: .timestamp), person_id TEXT REFERENCES person (id))
            """,
            "CREATE INDEX desk_talk_intake ON desk_talk (intake_id, state)",
            "CREATE INDEX desk_talk_planned ON desk_talk (state, starts_at)",
            "CREATE INDEX desk_talk_person ON desk_talk (person_id)",
            """
            CREATE TABLE desk_proposal (
                id TEXT PRIMARY KEY, intake_id TEXT NOT NULL REFERENCES intake (id),
                vacancy_id TEXT NOT NULL REFERENCES vacancy (id), application_id TEXT UNIQUE REFERENCES application (id),
                sealed_reasons \(type: .blob), state TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                created_at \(type: .timestamp) NOT NULL, answered_at \(type: .timestamp),
                UNIQUE (intake_id, vacancy_id))
            """,
            "CREATE INDEX desk_proposal_vacancy ON desk_proposal (vacancy_id)",
            "CREATE INDEX desk_proposal_person ON desk_proposal (person_id)",
            """
            CREATE TABLE desk_absence (
                id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id),
                from_day \(type: .date) NOT NULL, until_day \(type: .date) NOT NULL,
                cover_id TEXT NOT NULL REFERENCES person (id))
            """,
            "CREATE INDEX desk_absence_person ON desk_absence (person_id, until_day)",
            "CREATE INDEX desk_absence_cover ON desk_absence (cover_id, until_day)",
            "ALTER TABLE application ADD COLUMN origin TEXT NOT NULL DEFAULT 'site'",
        ])

    /// That the centre asked whether the mail address is the person's own.
    static let addressMigration = Migration(
        "brokerage-081-desk-address", ["ALTER TABLE intake ADD COLUMN email_checked_at \(type: .timestamp)"])
}
