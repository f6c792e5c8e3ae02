import Storage

/// What buddy projects leave in the database. Words about a person who asks for help lie sealed, each case under a key
/// of its own; what the search for a buddy needs lies open: place, dayparts, languages.
enum BuddyTables {
    static let migration = Migration("brokerage-040-buddies", kinds + requests + volunteers + pairs + rest)

    private static let kinds: [SQL] = [
        """
        CREATE TABLE buddy_kind (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code), name TEXT NOT NULL, sort_key TEXT NOT NULL,
            who_for TEXT NOT NULL, needs_course BOOLEAN NOT NULL, needs_vog BOOLEAN NOT NULL,
            trial_weeks BIGINT NOT NULL, evaluation_weeks TEXT NOT NULL, max_wait_days BIGINT NOT NULL,
            silence_days BIGINT NOT NULL, week_hours BIGINT NOT NULL, is_active BOOLEAN NOT NULL,
            updated_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX buddy_kind_municipality ON buddy_kind (municipality_code, sort_key)",
    ]

    private static let requests: [SQL] = [
        """
        CREATE TABLE buddy_request (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, kind_id TEXT NOT NULL REFERENCES buddy_kind (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code),
            neighbourhood_id TEXT REFERENCES neighbourhood (id), person_id TEXT REFERENCES person (id),
            source TEXT NOT NULL, language TEXT NOT NULL, moments BIGINT NOT NULL, languages BIGINT NOT NULL,
            prefers TEXT, helpers BIGINT NOT NULL, email_key TEXT, referrer_key TEXT, sealed \(type: .blob),
            state TEXT NOT NULL, reason TEXT,
            created_at \(type: .timestamp) NOT NULL, state_at \(type: .timestamp) NOT NULL,
            paired_at \(type: .timestamp), closed_at \(type: .timestamp), erased_at \(type: .timestamp))
        """,
        "CREATE INDEX buddy_request_list ON buddy_request (municipality_code, state, created_at, id)",
        "CREATE INDEX buddy_request_person ON buddy_request (person_id)",
        "CREATE INDEX buddy_request_email ON buddy_request (email_key)",
        "CREATE INDEX buddy_request_referrer ON buddy_request (referrer_key)",
        "CREATE INDEX buddy_request_paired ON buddy_request (municipality_code, paired_at)",
        "CREATE INDEX buddy_request_closed ON buddy_request (state, closed_at)",
    ]

    private static let volunteers: [SQL] = [
        """
        CREATE TABLE buddy_volunteer (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code),
            neighbourhood_id TEXT REFERENCES neighbourhood (id), person_id TEXT REFERENCES person (id),
            application_id TEXT REFERENCES application (id), name TEXT NOT NULL, email TEXT, phone TEXT,
            language TEXT NOT NULL, gender TEXT, moments BIGINT NOT NULL, languages BIGINT NOT NULL, reach BIGINT,
            capacity BIGINT NOT NULL, vog_seen \(type: .date), sealed \(type: .blob), state TEXT NOT NULL,
            created_at \(type: .timestamp) NOT NULL, state_at \(type: .timestamp) NOT NULL,
            stopped_at \(type: .timestamp), erased_at \(type: .timestamp))
        """,
        "CREATE INDEX buddy_volunteer_list ON buddy_volunteer (municipality_code, state, created_at, id)",
        "CREATE INDEX buddy_volunteer_person ON buddy_volunteer (person_id)",
        "CREATE INDEX buddy_volunteer_email ON buddy_volunteer (email)",
        "CREATE INDEX buddy_volunteer_stopped ON buddy_volunteer (state, stopped_at)",
        """
        CREATE TABLE buddy_course (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, kind_id TEXT NOT NULL REFERENCES buddy_kind (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), day \(type: .date) NOT NULL,
            time_text TEXT NOT NULL, place TEXT NOT NULL, finished_at \(type: .timestamp))
        """,
        "CREATE INDEX buddy_course_day ON buddy_course (municipality_code, day)",
        """
        CREATE TABLE buddy_volunteer_kind (
            volunteer_id TEXT NOT NULL REFERENCES buddy_volunteer (id), kind_id TEXT NOT NULL REFERENCES buddy_kind (id),
            course_id TEXT REFERENCES buddy_course (id), course_done \(type: .date), PRIMARY KEY (volunteer_id, kind_id))
        """,
        "CREATE INDEX buddy_volunteer_kind_course ON buddy_volunteer_kind (course_id)",
        "CREATE INDEX buddy_volunteer_kind_kind ON buddy_volunteer_kind (kind_id)",
    ]

    private static let pairs: [SQL] = [
        """
        CREATE TABLE buddy_pair (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE,
            municipality_code TEXT NOT NULL REFERENCES municipality (code),
            kind_id TEXT NOT NULL REFERENCES buddy_kind (id), request_id TEXT NOT NULL REFERENCES buddy_request (id),
            volunteer_id TEXT NOT NULL REFERENCES buddy_volunteer (id), previous_id TEXT REFERENCES buddy_pair (id),
            state TEXT NOT NULL, state_at \(type: .timestamp) NOT NULL, is_proposed BOOLEAN NOT NULL,
            decided_by TEXT REFERENCES person (id), sealed_reason \(type: .blob),
            meet_day \(type: .date), meet_time TEXT, meet_place TEXT, broker_id TEXT REFERENCES person (id),
            started_at \(type: .timestamp), trial_until \(type: .date), paused_until \(type: .date),
            handover_at \(type: .timestamp), heard_at \(type: .timestamp) NOT NULL, ended_at \(type: .timestamp),
            end_reason TEXT, sealed_last \(type: .blob), created_at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX buddy_pair_list ON buddy_pair (municipality_code, state, created_at, id)",
        "CREATE INDEX buddy_pair_request ON buddy_pair (request_id, state)",
        "CREATE INDEX buddy_pair_volunteer ON buddy_pair (volunteer_id, state)",
        "CREATE INDEX buddy_pair_broker ON buddy_pair (broker_id, meet_day)",
        """
        CREATE TABLE buddy_moment (
            id TEXT PRIMARY KEY, number BIGINT NOT NULL UNIQUE, pair_id TEXT NOT NULL REFERENCES buddy_pair (id),
            municipality_code TEXT NOT NULL REFERENCES municipality (code), kind TEXT NOT NULL,
            due \(type: .date) NOT NULL, asked_at \(type: .timestamp), asker_answer TEXT, asker_words \(type: .blob),
            volunteer_answer TEXT, volunteer_words \(type: .blob), done_at \(type: .timestamp))
        """,
        "CREATE INDEX buddy_moment_pair ON buddy_moment (pair_id, due)",
        "CREATE INDEX buddy_moment_due ON buddy_moment (municipality_code, done_at, due)",
        "CREATE INDEX buddy_moment_asking ON buddy_moment (asked_at, done_at, due)",
    ]

    private static let rest: [SQL] = [
        """
        CREATE TABLE buddy_passed (
            id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES buddy_request (id),
            pair_id TEXT NOT NULL REFERENCES buddy_pair (id), sealed_reason \(type: .blob) NOT NULL,
            at \(type: .timestamp) NOT NULL)
        """,
        "CREATE INDEX buddy_passed_request ON buddy_passed (request_id, at)",
        """
        CREATE TABLE buddy_objection (
            id TEXT PRIMARY KEY, municipality_code TEXT NOT NULL REFERENCES municipality (code),
            request_id TEXT REFERENCES buddy_request (id), volunteer_id TEXT REFERENCES buddy_volunteer (id),
            sealed \(type: .blob), sealed_answer \(type: .blob), created_at \(type: .timestamp) NOT NULL,
            answered_at \(type: .timestamp), answered_by TEXT REFERENCES person (id))
        """,
        "CREATE INDEX buddy_objection_open ON buddy_objection (municipality_code, answered_at, created_at)",
        "CREATE INDEX buddy_objection_request ON buddy_objection (request_id)",
        "CREATE INDEX buddy_objection_volunteer ON buddy_objection (volunteer_id)",
    ]
}
