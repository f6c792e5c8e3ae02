/// Keeps a matching to which seekers are added one by one; who was added stays, perhaps with another slot.
struct AugmentingPaths {
    private let lists: [[Int]]
    /// Which seeker holds each slot; -1 for nobody.
    private var holders: [Int]

    init(lists: [[Int]], slots: Int) {
        self.lists = lists
        holders = Array(repeating: -1, count: slots)
    }

    /// Gives a seeker so many slots, or none at all.
    /// - Returns: whether it worked.
    mutating func add(_ seeker: Int, times: Int) -> Bool {
        let before = holders
        for _ in 0..<times where !augment(seeker) {
            holders = before
            return false
        }
        return true
    }

    /// The shortest way, over who holds what, to a free slot.
    private mutating func augment(_ start: Int) -> Bool {
        var seen = [Bool](repeating: false, count: holders.count)
        /// For each slot seen, the seeker it was seen from, and the slot that seeker would give up for it.
        var arrivals: [Int: (seeker: Int, gives: Int)] = [:]
        var queue: [(seeker: Int, gives: Int)] = [(start, -1)]
        var head = 0
        while head < queue.count {
            let (seeker, gives) = queue[head]
            head += 1
            for slot in lists[seeker] where !seen[slot] {
                seen[slot] = true
                arrivals[slot] = (seeker, gives)
                if holders[slot] == seeker { continue }
                if holders[slot] >= 0 {
                    queue.append((holders[slot], slot))
                    continue
                }
                var free = slot
                while free >= 0, let arrival = arrivals[free] {
                    holders[free] = arrival.seeker
                    free = arrival.gives
                }
                return true
            }
        }
        return false
    }
}
