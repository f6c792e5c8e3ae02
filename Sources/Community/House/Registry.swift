import Synchronization

/// The modules of this house, known once all of them are made: pages that gather from every function ask here.
package final class Registry: Sendable {
    private let box = Mutex<[any Module]>([])

    package init() {}

    package var modules: [any Module] { box.withLock { $0 } }

    /// Called once, by the composition root.
    ///
    /// - Returns: what keeps the modules here; they go when nobody holds it any more.
    package func install(_ modules: [any Module]) -> Registration {
        box.withLock { $0 = modules }
        return Registration(self)
    }

    fileprivate func clear() { box.withLock { $0 = [] } }
}

/// The modules hold their house and the house knows its modules: that circle would keep the database open for ever. It is
/// broken when who installed the modules goes.
package final class Registration: Sendable {
    private let registry: Registry

    fileprivate init(_ registry: Registry) { self.registry = registry }

    deinit { registry.clear() }
}
