import Storage
import Synchronization

/// Whether a transaction changed a row. A commit without a change waits for no disk and no standby: that it went well
/// says nothing of either.
final class ChangeMark: Sendable {
    private let mark = Atomic<Bool>(false)

    var isSet: Bool { mark.load(ordering: .acquiring) }
    func set() { mark.store(true, ordering: .releasing) }

    /// A transaction that is tried again begins anew.
    func clear() { mark.store(false, ordering: .releasing) }
}

/// A connection that notices the first change.
struct MarkingConnection: SQLConnection {
    let base: any SQLConnection
    let mark: ChangeMark

    func rows(_ sql: SQL) throws -> [Row] {
        let rows = try base.rows(sql)
        if !rows.isEmpty, Self.changes(sql.text) { mark.set() }
        return rows
    }

    func run(_ sql: SQL) throws -> Int {
        let count = try base.run(sql)
        if count > 0, Self.changes(sql.text) { mark.set() }
        return count
    }

    func notify(_ channel: Channel, _ payload: String) throws { try base.notify(channel, payload) }
    func takeYourTime() throws { try base.takeYourTime() }
    func holdAlone(_ table: StaticString) throws { try base.holdAlone(table) }

    /// Whether the statement is one of the three that change rows; `RETURNING` gives those it changed.
    private static func changes(_ text: String) -> Bool {
        let word = text.utf8.drop { $0 <= 0x20 }.prefix(6).map { $0 & 0xDF }
        return word == Array("INSERT".utf8) || word == Array("UPDATE".utf8) || word == Array("DELETE".utf8)
    }
}
