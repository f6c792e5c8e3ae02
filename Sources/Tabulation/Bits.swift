import CTabulation

/// A bit for each record, packed in words of 64. Bits past `count` are always zero.
package struct Bits: Sendable, Hashable {
    /// The number of records.
    package let count: Int
    package private(set) var words: [UInt64]

    /// No record, or all of them.
    package init(_ count: Int, all: Bool = false) {
        self.count = max(count, 0)
        words = [UInt64](repeating: all ? .max : 0, count: (self.count + 63) / 64)
        if all { trim() }
    }

    package init(_ flags: some Collection<Bool>) {
        self.init(flags.count)
        for (index, flag) in flags.enumerated() where flag { words[index >> 6] |= 1 << UInt64(index & 63) }
    }

    package subscript(record: Int) -> Bool {
        get { words[record >> 6] >> UInt64(record & 63) & 1 == 1 }
        set {
            let bit: UInt64 = 1 << UInt64(record & 63)
            if newValue { words[record >> 6] |= bit } else { words[record >> 6] &= ~bit }
        }
    }

    /// How many records are in it.
    package var total: Int { Int(inzet_count(words, words.count)) }
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// How many records are in both.
    package func overlap(_ other: Bits) -> Int {
        Int(inzet_count_and(words, other.words, min(words.count, other.words.count)))
    }

    /// How many records are in this one and not in the other.
    package func without(_ other: Bits) -> Int {
        Int(inzet_count_and_not(words, other.words, min(words.count, other.words.count)))
    }

    /// How many records are in all three.
    package func overlap(_ second: Bits, _ third: Bits) -> Int {
        Int(inzet_count_and3(words, second.words, third.words, min(words.count, second.words.count, third.words.count)))
    }

    /// The records whose code is one of these.
    package init(_ codes: [UInt8], equal wanted: some Sequence<UInt8>) {
        self.init(codes.count)
        for code in wanted {
            words.withUnsafeMutableBufferPointer { inzet_equal(codes, codes.count, code, $0.baseAddress) }
        }
    }

    /// Bits without order, the same for the same seed: to measure with.
    package init(pattern count: Int, seed: UInt64) {
        self.init(count)
        var state = seed
        for place in words.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            words[place] = state ^ (state >> 29)
        }
        trim()
    }

    /// Reads every word of both: what the memory allows, to measure counting against.
    package func read(with other: Bits) -> UInt64 {
        inzet_read(words, other.words, min(words.count, other.words.count))
    }

    package func and(_ other: Bits) -> Bits { combined(other, &) }
    package func or(_ other: Bits) -> Bits { combined(other, |) }
    package func minus(_ other: Bits) -> Bits { combined(other) { $0 & ~$1 } }

    package var inverted: Bits {
        var copy = self
        for index in copy.words.indices { copy.words[index] = ~copy.words[index] }
        copy.trim()
        return copy
    }

    private func combined(_ other: Bits, _ rule: (UInt64, UInt64) -> UInt64) -> Bits {
        precondition(count == other.count, "columns of one data set have the same number of records")
        var copy = self
        for index in words.indices { copy.words[index] = rule(words[index], other.words[index]) }
        return copy
    }

    private mutating func trim() {
        let rest = count & 63
        if rest != 0, let last = words.indices.last { words[last] &= (1 << UInt64(rest)) - 1 }
    }
}
