import Synchronization

/// The modules of this house, known once all of them are made: pages that gather from every function ask here.
package final class Registry: Sendable {
    private let box = Mutex<[any Module]>([])

    package init() {}

    package var modules: [any Module] { box.withLock { $0 } }

    /// Called once, by the composition root.
    package func install(_ modules: [any Module]) { box.withLock { $0 = modules } }
}
