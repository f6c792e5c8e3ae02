package import Core
package import Storage

/// Work for later, written in the transaction that asks for it and done by whoever takes it first.
package enum Jobs {
    package static let migration = Migration(
        "services-jobs-001",
        [
            """
            CREATE TABLE job (
                id TEXT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, state TEXT NOT NULL,
                tries BIGINT NOT NULL, run_at \(type: .timestamp) NOT NULL, created_at \(type: .timestamp) NOT NULL,
                finished_at \(type: .timestamp), last_error TEXT)
            """,
            "CREATE INDEX job_due ON job (state, run_at)",
            """
            CREATE TABLE schedule (kind TEXT PRIMARY KEY, last_at \(type: .timestamp) NOT NULL)
            """,
        ])

    package enum State: String, SQLConvertible {
        case waiting = "wacht"
        case running = "bezig"
        case done = "klaar"
        case dead = "mislukt"
    }

    /// Asks for work. The handler with this `kind` gets the payload.
    package static func add(
        _ kind: String, payload: String = "", at moment: Moment, now: Moment, in db: any SQLConnection
    )
        throws
    {
        try db.run(
            """
            INSERT INTO job (id, kind, payload, state, tries, run_at, created_at)
            VALUES (\(UUIDv7.make(at: now)), \(kind), \(payload), \(State.waiting), 0, \(moment), \(now))
            """)
    }

    struct Item: Sendable {
        let id: String
        let kind: String
        let payload: String
        let tries: Int
    }

    /// So many times a job is tried.
    private static let mostTries = 5

    /// How long a job belongs to who took it, from the last sign of life.
    static let lease = Span.minutes(30)

    static func take(now: Moment, in db: any SQLConnection) throws -> Item? {
        // Work that never came to an end five times may be what brings the program down: a person must look.
        try db.run(
            """
            UPDATE job SET state = \(State.dead), last_error = 'The program stopped during this work.'
            WHERE state = \(State.running) AND run_at <= \(now) AND tries >= \(mostTries)
            """)
        return try next(now: now, in: db)
    }

    private static func next(now: Moment, in db: any SQLConnection) throws -> Item? {
        try db.first(
            """
            UPDATE job SET state = \(State.running), tries = tries + 1, run_at = \(now + lease)
            WHERE id = (SELECT id FROM job WHERE state IN (\(State.waiting), \(State.running)) AND run_at <= \(now)
                ORDER BY run_at, kind, id LIMIT 1)
            RETURNING id, kind, payload, tries
            """
        ).map { try Item(id: $0("id"), kind: $0("kind"), payload: $0("payload"), tries: $0("tries")) }
    }

    /// Puts a job back that was taken and not finished; this try does not count. `false`: another process has it.
    ///
    /// - Parameter moment: from when it may be taken again.
    static func release(_ item: Item, until moment: Moment, in db: any SQLConnection) throws -> Bool {
        try db.run(
            """
            UPDATE job SET state = \(State.waiting), tries = \(item.tries - 1), run_at = \(moment)
            WHERE \(held(item))
            """) == 1
    }

    /// Makes the lease of a running job full again. `false`: it ran out and another process does the job now.
    static func renew(_ item: Item, now: Moment, in db: any SQLConnection) throws -> Bool {
        try db.run("UPDATE job SET run_at = \(now + lease) WHERE \(held(item))") == 1
    }

    /// Writes how a job ended. `false`: another process has it by now, and its word is the one that counts.
    static func finish(_ item: Item, error: String?, now: Moment, in db: any SQLConnection) throws -> Bool {
        if let error {
            let state = item.tries >= mostTries ? State.dead : State.waiting
            return try db.run(
                """
                UPDATE job SET state = \(state), last_error = \(error), run_at = \(now + .minutes(5 * item.tries))
                WHERE \(held(item))
                """) == 1
        }
        return try db.run(
            "UPDATE job SET state = \(State.done), finished_at = \(now), last_error = NULL WHERE \(held(item))") == 1
    }

    /// The job as long as this try of it is the one that runs.
    private static func held(_ item: Item) -> SQL {
        "id = \(item.id) AND state = \(State.running) AND tries = \(item.tries)"
    }
}

/// What a module can do in the background.
package struct Job: Sendable {
    /// When a job comes back by itself, on the Dutch clock.
    package enum Rhythm: Sendable {
        /// Only when asked for.
        case onDemand
        case every(Span)
        /// Once a day, at this minute of the day.
        case daily(minute: Int)
    }

    package let kind: String
    package let rhythm: Rhythm
    /// Does the work. What it throws is kept with the job, and it is tried again.
    package let run: @Sendable (_ payload: String, _ now: Moment) async throws -> Void

    package init(
        _ kind: String, _ rhythm: Rhythm = .onDemand, run: @escaping @Sendable (String, Moment) async throws -> Void
    ) {
        self.kind = kind
        self.rhythm = rhythm
        self.run = run
    }

    /// Whether the job must come back now, when it last did at `last`.
    func isDue(last: Moment?, now: Moment) -> Bool {
        // A last time that is still to come was written on a clock that was ahead: it says nothing.
        let last = last.flatMap { $0 <= now ? $0 : nil }
        switch rhythm {
        case .onDemand: return false
        case .every(let span): return last.map { now - $0 >= span } ?? true
        case .daily(let minute):
            let today = DutchTime.moment(now.day, minute: minute)
            let due = now >= today ? today : DutchTime.moment(now.day - 1, minute: minute)
            return last.map { $0 < due } ?? true
        }
    }
}
