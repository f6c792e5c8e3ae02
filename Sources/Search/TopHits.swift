/// Keeps the best few of many listings, in a heap with the weakest on top.
struct TopHits {
    struct Entry {
        var key: Int
        var number: Int
        var score: Int
        var segment: Int
        var listing: Int

        @inline(__always)
        func isBefore(_ other: Entry) -> Bool {
            key != other.key ? key > other.key : number > other.number
        }
    }

    private let limit: Int
    private let after: SearchCursor?
    private var heap: [Entry] = []
    /// All that come after the cursor, kept or not.
    private(set) var offered = 0

    init(limit: Int, after: SearchCursor?) {
        self.limit = max(0, limit)
        self.after = after
    }

    @inline(__always)
    mutating func offer(_ entry: Entry) {
        if let after, entry.key > after.key || (entry.key == after.key && entry.number >= after.number) { return }
        offered += 1
        if heap.count < limit {
            heap.append(entry)
            rise()
        } else if let weakest = heap.first, entry.isBefore(weakest) {
            heap[0] = entry
            sink()
        }
    }

    func sorted() -> [Entry] { heap.sorted { $0.isBefore($1) } }

    private mutating func rise() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].isBefore(heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var weakest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[weakest].isBefore(heap[child]) { weakest = child }
            }
            if weakest == parent { return }
            heap.swapAt(parent, weakest)
            parent = weakest
        }
    }
}
