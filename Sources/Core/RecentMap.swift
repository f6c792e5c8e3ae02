/// A bounded dictionary that keeps what was asked for lately.
///
/// Two generations: what is used goes to the younger; when that is full it becomes the older, and the one before it
/// goes. Cheaper than a list in order of use, and nearly as good.
package struct RecentMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let room: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// - Parameter room: at most twice this many values are kept.
    package init(room: Int) { self.room = max(1, room) }

    package mutating func value(for key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old[key] else { return nil }
        insert(value, for: key)
        return value
    }

    package mutating func insert(_ value: Value, for key: Key) {
        if young.count >= room, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }

    package mutating func remove(_ key: Key) {
        young[key] = nil
        old[key] = nil
    }

    package mutating func removeAll() {
        young = [:]
        old = [:]
    }
}
