package import Storage

extension PlanPart {
    package var migrations: [Migration] { [Self.stepTables, Self.textTables, Self.adoptionTable] }

    private static let stepTables = Migration(
        "policy-30-steps",
        [
            """
            CREATE TABLE policy_step (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), step_id TEXT NOT NULL, state TEXT NOT NULL,
                reason TEXT, person_id TEXT REFERENCES person (id), changed_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (cycle_id, step_id))
            """,
            """
            CREATE TABLE policy_step_answer (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), question_id TEXT NOT NULL, text TEXT NOT NULL,
                version BIGINT NOT NULL, person_id TEXT REFERENCES person (id), saved_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (cycle_id, question_id))
            """,
            """
            CREATE TABLE policy_task (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), step_id TEXT NOT NULL,
                content_id TEXT, title TEXT NOT NULL, owner_id TEXT REFERENCES person (id), due_day \(type: .date),
                done_at \(type: .timestamp), done_by TEXT REFERENCES person (id),
                created_by TEXT REFERENCES person (id), created_at \(type: .timestamp) NOT NULL,
                UNIQUE (cycle_id, content_id))
            """,
            "CREATE INDEX policy_task_owner ON policy_task (owner_id, done_at)",
            """
            CREATE TABLE policy_step_person (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), step_id TEXT NOT NULL,
                name TEXT NOT NULL, added_by TEXT REFERENCES person (id), added_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX policy_step_person_step ON policy_step_person (cycle_id, step_id)",
            """
            CREATE TABLE policy_file (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), step_id TEXT NOT NULL,
                name TEXT NOT NULL, content_type TEXT NOT NULL, size BIGINT NOT NULL, bytes \(type: .blob) NOT NULL,
                person_id TEXT REFERENCES person (id), uploaded_at \(type: .timestamp) NOT NULL)
            """,
            "CREATE INDEX policy_file_step ON policy_file (cycle_id, step_id)",
            "CREATE INDEX policy_file_uploaded ON policy_file (uploaded_at, id)",
        ])

    private static let textTables = Migration(
        "policy-31-plan-text",
        [
            """
            CREATE TABLE policy_element (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), element_id TEXT NOT NULL, text TEXT NOT NULL,
                version BIGINT NOT NULL, skip_reason TEXT, person_id TEXT REFERENCES person (id),
                saved_at \(type: .timestamp) NOT NULL, PRIMARY KEY (cycle_id, element_id))
            """,
            """
            CREATE TABLE policy_element_version (
                cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), element_id TEXT NOT NULL, version BIGINT NOT NULL,
                text TEXT NOT NULL, restored_from BIGINT, person_id TEXT REFERENCES person (id),
                saved_at \(type: .timestamp) NOT NULL, PRIMARY KEY (cycle_id, element_id, version))
            """,
            """
            CREATE TABLE policy_clash (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), element_id TEXT NOT NULL,
                first_id TEXT REFERENCES person (id), second_id TEXT REFERENCES person (id), base_version BIGINT NOT NULL,
                version BIGINT NOT NULL, text TEXT NOT NULL, at \(type: .timestamp) NOT NULL,
                seen_at \(type: .timestamp), settled_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_clash_element ON policy_clash (cycle_id, element_id)",
            """
            CREATE TABLE policy_comment (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), element_id TEXT NOT NULL,
                paragraph TEXT NOT NULL, text TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                created_at \(type: .timestamp) NOT NULL, answer TEXT, resolved_by TEXT REFERENCES person (id),
                resolved_at \(type: .timestamp))
            """,
            "CREATE INDEX policy_comment_element ON policy_comment (cycle_id, element_id, created_at)",
        ])

    private static let adoptionTable = Migration(
        "policy-32-adoption",
        [
            """
            CREATE TABLE policy_adoption (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                adopted_on \(type: .date) NOT NULL, decision TEXT NOT NULL, remarks TEXT NOT NULL, record TEXT NOT NULL,
                sha256 TEXT NOT NULL, person_id TEXT REFERENCES person (id), recorded_at \(type: .timestamp) NOT NULL,
                UNIQUE (cycle_id, number))
            """
        ])
}
