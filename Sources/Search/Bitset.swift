/// A set of listing positions in a segment: one bit each, so that facets combine 64 listings at a time.
struct Bitset: Sendable, Equatable {
    private(set) var words: [UInt64]
    let count: Int

    init(count: Int, filled: Bool = false) {
        self.count = count
        words = Array(repeating: filled ? ~0 : 0, count: (count + 63) / 64)
        if filled, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }

    func contains(_ index: Int) -> Bool {
        words[index >> 6] >> UInt64(index & 63) & 1 == 1
    }

    mutating func insert(_ index: Int) {
        words[index >> 6] |= 1 << UInt64(index & 63)
    }

    mutating func remove(_ index: Int) {
        words[index >> 6] &= ~(1 << UInt64(index & 63))
    }

    /// The words themselves, for a loop that cannot afford a check per member.
    @inline(__always)
    mutating func withUnsafeMutableWords(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Void) {
        words.withUnsafeMutableBufferPointer { body($0) }
    }

    var population: Int {
        words.reduce(0) { $0 &+ $1.nonzeroBitCount }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func formIntersection(_ other: Bitset) {
        other.words.withUnsafeBufferPointer { theirs in
            words.withUnsafeMutableBufferPointer { mine in
                for i in 0..<min(mine.count, theirs.count) { mine[i] &= theirs[i] }
            }
        }
    }

    mutating func formUnion(_ other: Bitset) {
        other.words.withUnsafeBufferPointer { theirs in
            words.withUnsafeMutableBufferPointer { mine in
                for i in 0..<min(mine.count, theirs.count) { mine[i] |= theirs[i] }
            }
        }
    }

    func intersection(_ other: Bitset) -> Bitset {
        var result = self
        result.formIntersection(other)
        return result
    }

    func intersectionCount(_ other: Bitset) -> Int {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { theirs in
                var total = 0
                for i in 0..<min(mine.count, theirs.count) { total &+= (mine[i] & theirs[i]).nonzeroBitCount }
                return total
            }
        }
    }

    /// The members in descending order.
    @inline(__always)
    func forEachDescending(_ body: (Int) -> Void) {
        for wordIndex in words.indices.reversed() {
            var word = words[wordIndex]
            while word != 0 {
                let bit = 63 - word.leadingZeroBitCount
                body(wordIndex << 6 | bit)
                word &= ~(1 << UInt64(bit))
            }
        }
    }

    /// The members in ascending order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for wordIndex in words.indices {
            var word = words[wordIndex]
            while word != 0 {
                body(wordIndex << 6 | word.trailingZeroBitCount)
                word &= word &- 1
            }
        }
    }

    /// Keeps the members for which `keep` holds.
    @inline(__always)
    mutating func filter(_ keep: (Int) -> Bool) {
        words.withUnsafeMutableBufferPointer { words in
            for wordIndex in words.indices {
                var left = words[wordIndex]
                var kept = left
                while left != 0 {
                    let bit = UInt64(truncatingIfNeeded: left.trailingZeroBitCount)
                    // Without a branch: which listings stay is nothing a processor can guess.
                    let drop: UInt64 = keep(wordIndex << 6 | Int(bit)) ? 0 : 1
                    kept ^= drop &<< bit
                    left &= left &- 1
                }
                words[wordIndex] = kept
            }
        }
    }
}
