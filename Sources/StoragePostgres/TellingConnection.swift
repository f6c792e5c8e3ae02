import Storage
import Synchronization

/// What a transaction told, for those in this process who must know before its writer goes on.
final class News: Sendable {
    private let items = Mutex<[(Channel, String)]>([])

    var told: [(Channel, String)] { items.withLock { $0 } }

    /// A transaction that is tried again tells anew.
    func forget() { items.withLock { $0 = [] } }
    func add(_ channel: Channel, _ payload: String) { items.withLock { $0.append((channel, payload)) } }
}

/// A connection that remembers what it told.
struct TellingConnection: SQLConnection {
    let base: any SQLConnection
    let news: News

    func rows(_ sql: SQL) throws -> [Row] { try base.rows(sql) }
    func run(_ sql: SQL) throws -> Int { try base.run(sql) }
    func takeYourTime() throws { try base.takeYourTime() }
    func holdAlone(_ table: StaticString) throws { try base.holdAlone(table) }

    func notify(_ channel: Channel, _ payload: String) throws {
        try base.notify(channel, payload)
        news.add(channel, payload)
    }
}
