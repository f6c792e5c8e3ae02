import Storage

/// How a transaction ended on one line.
enum Attempt<Value: Sendable>: Sendable {
    case done(Value)
    case failed(any Error)
    /// Nothing was changed, and another try may do better.
    case again(RetryCause, any Error)

    /// Whether another transaction was in the way.
    var wasCrossed: Bool {
        switch self {
        case .again(.conflict, _), .again(.duplicate, _): true
        default: false
        }
    }
}

enum RetryCause: Sendable { case conflict, duplicate, lost }

/// What kind of transaction runs.
enum TransactionKind: Sendable {
    /// One snapshot, no changes.
    case reading
    /// As if it ran alone.
    case writing

    func opening(isolates: Bool) -> String {
        switch self {
        case .reading: isolates ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN READ ONLY"
        case .writing: isolates ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN"
        }
    }
}

extension PostgresConnection {
    /// Runs the closure as one transaction.
    func transaction<Value: Sendable>(
        _ kind: TransactionKind, _ body: (any SQLConnection) throws -> Value
    ) -> Attempt<Value> {
        begin(kind)
        do {
            let value = try body(self)
            // The closure may have swallowed an error, but the server has not: it will not commit.
            if let failure { return rolledBack(failure.error) }
            if isUntouched { return .done(value) }
            switch kind {
            case .reading: endLater("COMMIT")
            case .writing: try commit()
            }
            return .done(value)
        } catch {
            return isCommitting ? unknown(error) : rolledBack(error)
        }
    }

    private func rolledBack<Value>(_ error: any Error) -> Attempt<Value> {
        if !isLost { endLater("ROLLBACK") }
        guard let failure else { return .failed(error) }
        switch failure.kind {
        case .lost: return .again(.lost, failure.error)
        case .conflict: return .again(.conflict, failure.error)
        case .duplicate: return .again(.duplicate, error)
        case .exhausted, .final: return .failed(error)
        }
    }

    /// The commit failed: the server said why, or the line went before it answered.
    private func unknown<Value>(_ error: any Error) -> Attempt<Value> {
        guard isLost else { return rolledBack(error) }
        // Without a change there is nothing to be unsure of.
        if !hasWritten { return .again(.lost, error) }
        return .failed(StorageError.unknownOutcome("The line to PostgreSQL was lost during a commit: \(error)"))
    }
}
