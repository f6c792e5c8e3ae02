import Storage
import Synchronization

/// What the database costs and how often it fails.
package final class DatabaseFigures: Sendable {
    enum Kind: String, CaseIterable { case read, write }

    /// Why a transaction did not happen, for whoever looks at the figures.
    enum Reason: String, CaseIterable {
        /// The disk, the server or another program is in the way.
        case unavailable
        /// The line broke during the commit.
        case unknown
        /// A statement the engine does not take: a fault of the program, or a damaged file.
        case failed
    }

    private struct State {
        var duration = Histogram()
        var failures: [Reason: Int] = [:]
    }

    private let reads = Mutex(State())
    private let writes = Mutex(State())
    private let writing = Atomic<Bool>(true)

    package init() {}

    /// Whether the last write that had to do with the disk or the server went well: one that failed there, or one that
    /// changed something.
    package var canWrite: Bool { writing.load(ordering: .acquiring) }

    /// - Parameter mark: set by a write that changed something.
    func measure<T: Sendable>(
        _ kind: Kind, _ mark: ChangeMark = ChangeMark(), _ body: () async throws -> T
    ) async throws -> T {
        let start = ContinuousClock.now
        do {
            let result = try await body()
            note(kind, ContinuousClock.now - start, nil)
            if mark.isSet { writing.store(true, ordering: .releasing) }
            return result
        } catch {
            note(kind, ContinuousClock.now - start, error)
            throw error
        }
    }

    private func note(_ kind: Kind, _ duration: Duration, _ error: (any Error)?) {
        let microseconds = duration.microseconds
        let reason = error.flatMap { Self.reason($0) }
        let change: (inout State) -> Void = { state in
            state.duration.add(microseconds)
            if let reason { state.failures[reason, default: 0] += 1 }
        }
        switch kind {
        case .read: reads.withLock { change(&$0) }
        case .write:
            writes.withLock { change(&$0) }
            if let error, Self.isOfTheMachine(error) { writing.store(false, ordering: .releasing) }
        }
    }

    /// `nil` for what is no failure of the database: a rule of the schema, or the caller's own refusal.
    private static func reason(_ error: any Error) -> Reason? {
        switch error as? StorageError {
        case .unavailable, .unusable: .unavailable
        case .unknownOutcome: .unknown
        case .failed: .failed
        case .constraint, .missingColumn, .unexpectedValue, nil: nil
        }
    }

    /// Whether nobody can write until someone helps, or until the disk or the server comes back.
    static func isOfTheMachine(_ error: any Error) -> Bool {
        switch error as? StorageError {
        case .unavailable, .unknownOutcome, .unusable: true
        case .failed(let code, _):
            // SQLite: read-only, input/output, damaged, cannot open, not a database. In PostgreSQL codes have five places.
            code.utf8.count < 5 && Int(code).map { [8, 10, 11, 13, 14, 26].contains($0 & 0xFF) } ?? false
        default: false
        }
    }

    func write(to text: inout PrometheusText) {
        let seen = [(Kind.read, reads.withLock { $0 }), (.write, writes.withLock { $0 })]
        text.family("inzet_database_seconds", .histogram, "Time of a transaction, with the wait for its turn.")
        for (kind, state) in seen {
            text.histogram("inzet_database_seconds", [("kind", kind.rawValue)], state.duration)
        }
        text.family("inzet_database_failures_total", .counter, "Transactions that the database did not do.")
        for (kind, state) in seen {
            for reason in Reason.allCases {
                text.sample(
                    "inzet_database_failures_total", [("kind", kind.rawValue), ("reason", reason.rawValue)],
                    Double(state.failures[reason] ?? 0))
            }
        }
    }
}

extension Duration {
    var microseconds: Int64 { components.seconds &* 1_000_000 &+ components.attoseconds / 1_000_000_000_000 }
}
