package import Core
package import Storage

/// The look back at one year of a round. When it is finished its document is frozen.
package struct Evaluation: Sendable, Equatable {
    package typealias Identity = ID<Evaluation>

    package enum State: String, Sendable, SQLConvertible {
        case busy = "bezig"
        case finished = "vastgesteld"
    }

    package let id: Identity
    package let cycle: PolicyCycle.Identity
    package let year: Int
    package let state: State
    package let contentVersion: Int
    /// The conclusions over the whole, in Markdown.
    package let summary: String
    /// Goes up with each change of the summary.
    package let version: Int
    package let begunAt: Moment
    package let finishedAt: Moment?
    /// SHA-256 of the frozen record, in hexadecimal.
    package let sha256: String?

    package init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        year = try row("year")
        state = try row("state")
        contentVersion = try row("content_version")
        summary = try row("summary")
        version = try row("version")
        begunAt = try row("begun_at")
        finishedAt = try row("finished_at")
        sha256 = try row("sha256")
    }

    package var isFinished: Bool { state == .finished }

    static let migration = Migration(
        "policy-80-evaluation",
        [
            """
            CREATE TABLE policy_evaluation (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), year BIGINT NOT NULL,
                state TEXT NOT NULL, content_version BIGINT NOT NULL, summary TEXT NOT NULL, version BIGINT NOT NULL,
                begun_at \(type: .timestamp) NOT NULL, begun_by TEXT REFERENCES person (id),
                finished_at \(type: .timestamp), finished_by TEXT REFERENCES person (id), record TEXT, sha256 TEXT,
                UNIQUE (cycle_id, year))
            """,
            """
            CREATE TABLE policy_evaluation_answer (
                evaluation_id TEXT NOT NULL REFERENCES policy_evaluation (id), question TEXT NOT NULL,
                text TEXT NOT NULL, version BIGINT NOT NULL, person_id TEXT REFERENCES person (id),
                saved_at \(type: .timestamp) NOT NULL, PRIMARY KEY (evaluation_id, question))
            """,
            "CREATE INDEX policy_evaluation_answer_person ON policy_evaluation_answer (person_id)",
            """
            CREATE TABLE policy_evaluation_conclusion (
                evaluation_id TEXT NOT NULL REFERENCES policy_evaluation (id),
                goal_id TEXT NOT NULL REFERENCES policy_goal (id), conclusion TEXT NOT NULL, reason TEXT NOT NULL,
                follow TEXT NOT NULL, new_target DOUBLE PRECISION, new_day \(type: .date), version BIGINT NOT NULL,
                person_id TEXT REFERENCES person (id), decided_at \(type: .timestamp) NOT NULL,
                PRIMARY KEY (evaluation_id, goal_id))
            """,
            "CREATE INDEX policy_evaluation_conclusion_person ON policy_evaluation_conclusion (person_id)",
            """
            CREATE TABLE policy_evaluation_remark (
                id TEXT PRIMARY KEY, evaluation_id TEXT NOT NULL REFERENCES policy_evaluation (id),
                section TEXT NOT NULL, text TEXT NOT NULL, person_id TEXT REFERENCES person (id),
                made_at \(type: .timestamp) NOT NULL, answer TEXT, answered_at \(type: .timestamp),
                answered_by TEXT REFERENCES person (id))
            """,
            "CREATE INDEX policy_evaluation_remark_evaluation ON policy_evaluation_remark (evaluation_id, made_at, id)",
            "CREATE INDEX policy_evaluation_remark_person ON policy_evaluation_remark (person_id)",
            """
            CREATE TABLE policy_carried (
                id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL REFERENCES policy_cycle (id), place BIGINT NOT NULL,
                kind TEXT NOT NULL, origin TEXT, title TEXT NOT NULL, text TEXT NOT NULL, day \(type: .date),
                conclusion TEXT, new_target DOUBLE PRECISION, new_day \(type: .date), state TEXT NOT NULL,
                reason TEXT NOT NULL, result TEXT, decided_by TEXT REFERENCES person (id),
                decided_at \(type: .timestamp), UNIQUE (cycle_id, place))
            """,
            "CREATE INDEX policy_carried_person ON policy_carried (decided_by)",
        ])

    /// The evaluations of a round, the newest year first.
    package static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Evaluation] {
        try db.rows("\(columns) WHERE cycle_id = \(cycle) ORDER BY year DESC").map(Evaluation.init(row:))
    }

    package static func find(year: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Evaluation?
    {
        try db.first("\(columns) WHERE cycle_id = \(cycle) AND year = \(year)").map(Evaluation.init(row:))
    }

    /// Without the record itself, which is large.
    private static let columns: SQL = """
        SELECT id, cycle_id, year, state, content_version, summary, version, begun_at, finished_at, sha256
        FROM policy_evaluation
        """

    static let settled = "evaluatie-vastgesteld"

    /// The document as it was finished, when nobody changed it since.
    func frozen(in db: any SQLConnection) throws -> FrozenDocument? {
        guard let sha256,
            let record = try db.value("SELECT record FROM policy_evaluation WHERE id = \(id)", as: String.self)
        else { return nil }
        return try FrozenDocument.read(record, sha256: sha256, object: id.text, action: Self.settled, in: db)
    }
}

/// For the check of the whole database.
package enum FinishedEvaluations {
    /// What is wrong with the evaluations that were finished, in words; empty when all are what they were.
    package static func problems(in db: any SQLConnection) throws -> [String] {
        try db.rows(
            """
            SELECT id, cycle_id, year, state, content_version, summary, version, begun_at, finished_at, sha256
            FROM policy_evaluation WHERE state = \(Evaluation.State.finished) ORDER BY id
            """
        ).map(Evaluation.init(row:)).compactMap { evaluation in
            try evaluation.frozen(in: db) == nil
                ? "The evaluation \(evaluation.id) is not what was settled: its fingerprint does not match." : nil
        }
    }
}
