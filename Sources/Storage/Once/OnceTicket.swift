package import Core
import Synchronization

/// One wish of one visitor, however often it arrives: a double click, a retry, a repeat after a server fell over.
package struct OnceKey: Hashable, Sendable {
    /// Whose wish it is: a hash of their session or of the secret they hold.
    package let actor: String
    /// The key the form or the program sent along.
    package let key: String
    /// A hash of what is asked: the same key with other words is another wish, as after "back" and a change.
    package let print: String

    package init(actor: String, key: String, print: String) {
        self.actor = actor
        self.key = key
        self.print = print
    }
}

/// The right to carry out one wish, for as long as the request takes. The first transaction that is kept uses it up.
package final class OnceTicket: Sendable {
    /// The ticket of the request at hand; `OnceDatabase` looks at it.
    @TaskLocal package static var current: OnceTicket?

    package let key: OnceKey
    let now: Moment
    private let used = Mutex(false)

    package init(_ key: OnceKey, now: Moment) {
        self.key = key
        self.now = now
    }

    /// Whether a transaction of this request was kept.
    package var isUsed: Bool { used.withLock { $0 } }

    func use() { used.withLock { $0 = true } }
}

/// The wish was carried out before: by this process, by another, or by one that is no more.
package struct AlreadyDone: Error, Equatable {
    package init() {}
}
