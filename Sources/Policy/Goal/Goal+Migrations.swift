import Storage

extension Goal {
    static let migration = Migration(
        "policy-20-goals",
        [
            """
            CREATE TABLE policy_goal (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), number BIGINT NOT NULL,
                result TEXT NOT NULL, for_whom TEXT NOT NULL, intention TEXT NOT NULL, better TEXT NOT NULL,
                indicator TEXT, measure TEXT NOT NULL, unit TEXT NOT NULL, decimals BIGINT NOT NULL,
                baseline_value DOUBLE PRECISION, baseline_day \(type: .date), target_value DOUBLE PRECISION NOT NULL,
                target_day \(type: .date) NOT NULL, source TEXT NOT NULL, owner_id TEXT REFERENCES person (id),
                agreed_with TEXT NOT NULL, budget TEXT NOT NULL, budget_cents BIGINT, review_day \(type: .date),
                version BIGINT NOT NULL, created_at \(type: .timestamp) NOT NULL,
                created_by TEXT REFERENCES person (id), archived_at \(type: .timestamp), UNIQUE (cycle_id, number))
            """,
            "CREATE INDEX policy_goal_owner ON policy_goal (owner_id)",
            """
            CREATE TABLE policy_goal_target (
                goal_id TEXT NOT NULL REFERENCES policy_goal (id), seq BIGINT NOT NULL,
                value DOUBLE PRECISION NOT NULL, day \(type: .date) NOT NULL, reason TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), set_at \(type: .timestamp) NOT NULL, PRIMARY KEY (goal_id, seq))
            """,
            "CREATE INDEX policy_goal_target_person ON policy_goal_target (person_id)",
            """
            CREATE TABLE policy_goal_measurement (
                id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES policy_goal (id), seq BIGINT NOT NULL,
                value DOUBLE PRECISION NOT NULL, day \(type: .date) NOT NULL, source TEXT NOT NULL, base BIGINT,
                margin DOUBLE PRECISION, corrects_id TEXT REFERENCES policy_goal_measurement (id), reason TEXT NOT NULL,
                person_id TEXT REFERENCES person (id), recorded_at \(type: .timestamp) NOT NULL, UNIQUE (goal_id, seq))
            """,
            "CREATE UNIQUE INDEX policy_goal_measurement_corrects ON policy_goal_measurement (corrects_id)",
            "CREATE INDEX policy_goal_measurement_day ON policy_goal_measurement (goal_id, day, seq)",
            "CREATE INDEX policy_goal_measurement_person ON policy_goal_measurement (person_id)",
        ])

    static let figures = Migration(
        "policy-21-figures",
        [
            """
            CREATE TABLE policy_indicator_month (
                municipality_code TEXT NOT NULL REFERENCES municipality (code), indicator TEXT NOT NULL,
                month \(type: .date) NOT NULL, value DOUBLE PRECISION, base BIGINT,
                taken_at \(type: .timestamp) NOT NULL, PRIMARY KEY (municipality_code, indicator, month))
            """,
            """
            CREATE TABLE policy_indicator_now (
                municipality_code TEXT NOT NULL REFERENCES municipality (code), indicator TEXT NOT NULL,
                value DOUBLE PRECISION, base BIGINT, taken_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (municipality_code, indicator))
            """,
        ])

    /// Half the width of the interval around a figure that comes from a sample.
    static let margins = Migration(
        "policy-22-margins",
        [
            "ALTER TABLE policy_indicator_now ADD COLUMN margin DOUBLE PRECISION",
            "ALTER TABLE policy_indicator_month ADD COLUMN margin DOUBLE PRECISION",
        ])
}
