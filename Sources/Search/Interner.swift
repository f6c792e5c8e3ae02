/// Gives every distinct word a small number while an index is built.
struct Interner {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]
    private var slots: [UInt32]

    init() {
        slots = Array(repeating: 0, count: 256)
    }

    var count: Int { starts.count - 1 }

    func word(_ index: Int) -> ArraySlice<UInt8> {
        bytes[Int(starts[index])..<Int(starts[index + 1])]
    }

    /// The number of `word`, new or known.
    mutating func intern(_ word: ArraySlice<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(word)) & mask
        while slots[slot] != 0 {
            let known = Int(slots[slot]) - 1
            if equals(known, word) { return known }
            slot = (slot + 1) & mask
        }
        bytes += word
        starts.append(UInt32(bytes.count))
        slots[slot] = UInt32(count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    private func equals(_ index: Int, _ word: ArraySlice<UInt8>) -> Bool {
        let start = Int(starts[index])
        guard Int(starts[index + 1]) - start == word.count else { return false }
        var position = start
        for byte in word {
            if bytes[position] != byte { return false }
            position += 1
        }
        return true
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for index in 0..<count {
            var slot = Int(truncatingIfNeeded: Self.hash(word(index))) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// FNV-1a with a final mix, so that the low bits depend on every letter.
    private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }

    /// The numbers in the byte order of their words.
    func sorted() -> [Int] {
        struct Key {
            var head: UInt64
            var index: Int
        }
        var keys = (0..<count).map { Key(head: ByteOrder.head(word($0)), index: $0) }
        keys.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            return word(left.index).lexicographicallyPrecedes(word(right.index))
        }
        return keys.map(\.index)
    }
}

/// Comparing words by their bytes.
enum ByteOrder {
    /// The first eight bytes as a number that sorts as the word does; equal heads need a look at the rest.
    static func head(_ word: ArraySlice<UInt8>) -> UInt64 {
        var head: UInt64 = 0
        var shift: UInt64 = 56
        for byte in word.prefix(8) {
            head |= UInt64(byte) << shift
            shift = shift &- 8
        }
        return head
    }
}
