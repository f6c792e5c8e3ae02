import Storage

/// Tries a transaction until it succeeds, fails for good, or has taken too long.
struct Transact: Sendable {
    let pool: PostgresPool

    func callAsFunction<Value: Sendable>(
        _ kind: TransactionKind, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let settings = pool.settings
        let deadline = ContinuousClock.now + .seconds(settings.patience)
        var patience = Patience()
        var crossings = 0
        while true {
            try Task.checkCancellation()
            let attempt = try await attempt(kind, crossings: crossings, until: deadline, body)
            crossings = attempt.wasCrossed ? crossings + 1 : 0
            switch attempt {
            case .done(let value): return value
            case .failed(let error): throw error
            case .again(let cause, let error):
                guard settings.retries, let pause = patience.pause(after: cause),
                    ContinuousClock.now + pause < deadline
                else { throw error }
                try await Task.sleep(for: pause)
            }
        }
    }

    private func attempt<Value: Sendable>(
        _ kind: TransactionKind, crossings: Int, until deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Attempt<Value> {
        let run: @Sendable (PostgresConnection) -> Attempt<Value> = { $0.transaction(kind, body) }
        guard kind == .writing, pool.settings.takesTurns else { return try await pool.attempt(until: deadline, run) }
        let turn = await pool.lane.enter(crossings: crossings)
        defer { pool.lane.leave(turn) }
        let attempt = try await pool.attempt(until: deadline, run)
        pool.lane.note(wasCrossed: attempt.wasCrossed, turn: turn)
        return attempt
    }
}

/// How long to wait before the next try: longer each time, and never the same for two that crossed each other.
struct Patience {
    private var tries = 0
    private var duplicates = 0

    /// `nil` when the next try would give the same.
    mutating func pause(after cause: RetryCause) -> Duration? {
        tries += 1
        let doubled = 1 << min(tries, 6)
        switch cause {
        case .conflict: return .microseconds(Int.random(in: 0...(250 * doubled)))
        case .lost: return .milliseconds(Int.random(in: 0...(25 * min(doubled, 16))))
        case .duplicate:
            // Two that ran at once may have taken the same number; what is there on a second look was there before.
            duplicates += 1
            return duplicates > 2 ? nil : .milliseconds(Int.random(in: 0...5))
        }
    }
}
