/// Keeps the best few, the weakest in front.
struct RankTop {
    struct Entry {
        var score: Int32
        var tie: UInt64
        /// Chunk and row.
        var position: Int32

        @inline(__always)
        func isBefore(_ other: Entry) -> Bool { score != other.score ? score > other.score : tie < other.tie }
    }

    private let limit: Int
    private var heap: [Entry] = []
    /// Below this nobody comes in any more.
    private(set) var least = Int32.min

    init(limit: Int) {
        self.limit = max(0, limit)
        if limit <= 0 { least = .max }
        heap.reserveCapacity(min(self.limit, 1024))
    }

    @inline(__always)
    mutating func offer(_ score: Int32, _ position: Int, tie: () -> UInt64) {
        guard score >= least, limit > 0 else { return }
        add(Entry(score: score, tie: tie(), position: Int32(truncatingIfNeeded: position)))
    }

    private mutating func add(_ entry: Entry) {
        if heap.count < limit {
            heap.append(entry)
            var child = heap.count - 1
            while child > 0, heap[(child - 1) / 2].isBefore(heap[child]) {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if entry.isBefore(heap[0]) {
            heap[0] = entry
            var parent = 0
            while true {
                var weakest = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if heap[weakest].isBefore(heap[child]) { weakest = child }
                }
                if weakest == parent { break }
                heap.swapAt(parent, weakest)
                parent = weakest
            }
        }
        if heap.count == limit { least = heap[0].score }
    }

    var sorted: [Entry] { heap.sorted { $0.isBefore($1) } }
}
