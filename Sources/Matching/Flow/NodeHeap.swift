/// Nodes by distance, nearest first; the same distance by number, so that every machine takes the same way.
struct NodeHeap {
    private var entries: [(distance: Int64, node: Int)] = []

    init(capacity: Int) { entries.reserveCapacity(capacity) }

    mutating func push(_ distance: Int64, _ node: Int) {
        entries.append((distance, node))
        var child = entries.count - 1
        while child > 0, entries[child] < entries[(child - 1) / 2] {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (Int64, Int)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first }
        entries[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < entries[parent] else { break }
            entries.swapAt(parent, child)
            parent = child
        }
        return first
    }
}
