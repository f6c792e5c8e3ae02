import Storage

/// What an error of the server means for the transaction it happened in.
enum PostgresFailure: Comparable {
    /// The statement is wrong, or a rule of the schema holds: trying again gives the same.
    case final
    /// A unique value was there already. It may be that of a transaction that ran beside this one.
    case duplicate
    /// Nothing is wrong with the statement: the server has no room or no time.
    case exhausted
    /// Another transaction crossed this one, or the plan is of before a change of the schema.
    case conflict
    /// The line is of no use any more.
    case lost

    /// - Parameters:
    ///   - state: the SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html).
    ///   - wasPrepared: whether the statement was prepared earlier on this line.
    ///   - isReading: whether the transaction promised to change nothing.
    init(state: String, wasPrepared: Bool, isReading: Bool = false) {
        switch state {
        case "40001", "40P01", "55P03": self = .conflict
        // "Cached plan must not change result type", and a prepared statement that is gone.
        case "0A000", "26000": self = wasPrepared ? .conflict : .final
        case "23505": self = .duplicate
        case "57P01", "57P02", "57P03": self = .lost
        // A server that takes no writes any more because another does.
        case "25006": self = isReading ? .final : .lost
        default:
            if state.hasPrefix("08") {
                self = .lost
            } else if state.hasPrefix("53") || state == "58030" {
                self = .exhausted
            } else {
                self = .final
            }
        }
    }

    /// The error as callers know it.
    func error(state: String, message: String) -> StorageError {
        switch self {
        case .lost, .exhausted, .conflict: .unavailable(message)
        case .duplicate: .constraint(message)
        case .final: state.hasPrefix("23") ? .constraint(message) : .failed(code: state, message: message)
        }
    }
}
