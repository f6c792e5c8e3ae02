import Synchronization

/// The statements one database ran, while someone listens. For tests that look at query plans; off in service.
package final class StatementLog: Sendable {
    private let seen = Mutex<Set<String>>([])
    private let isOn = Atomic<Bool>(false)

    package init() {}

    package func start() { isOn.store(true, ordering: .releasing) }

    /// Stops listening and gives each statement that ran, once, in order.
    package func stop() -> [String] {
        isOn.store(false, ordering: .releasing)
        return seen.withLock { $0.sorted() }
    }

    /// Called by the engines.
    package func note(_ statement: String) {
        guard isOn.load(ordering: .acquiring) else { return }
        seen.withLock { _ = $0.insert(statement) }
    }
}
