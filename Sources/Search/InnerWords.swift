/// Finds a word inside longer words, because Dutch writes compounds as one: "maatje" in "taalmaatjes".
///
/// A suffix array over the words of a segment. It holds the endings a search can start with, so a lookup is two
/// halvings and costs no pass over the words.
struct InnerWords: Sendable {
    /// A word found inside another has at least this many letters…
    static let shortestInner = 5
    /// …and at least this many before it.
    static let shortestLead = 2

    private var endings: [UInt32]

    init(_ terms: TermTable) {
        struct Key {
            var head: UInt64
            var ending: UInt32
        }
        var keys: [Key] = []
        for term in 0..<terms.count {
            let word = terms[term]
            let last = word.count - Self.shortestInner
            guard last >= Self.shortestLead else { continue }
            for offset in Self.shortestLead...last {
                keys.append(Key(head: ByteOrder.head(word.dropFirst(offset)), ending: UInt32(term << 6 | offset)))
            }
        }
        keys.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let leftRest = terms[Int(left.ending >> 6)].dropFirst(Int(left.ending & 63))
            let rightRest = terms[Int(right.ending >> 6)].dropFirst(Int(right.ending & 63))
            if leftRest.elementsEqual(rightRest) { return left.ending < right.ending }
            return leftRest.lexicographicallyPrecedes(rightRest)
        }
        endings = keys.map(\.ending)
    }

    /// The terms that have `word` inside, not at their start; one twice when it is inside twice.
    func terms(containing word: [UInt8], in terms: TermTable) -> [Int] {
        guard word.count >= Self.shortestInner else { return [] }
        func boundary(_ isBefore: (Int) -> Bool) -> Int {
            var low = 0
            var high = endings.count
            while low < high {
                let middle = (low + high) / 2
                let ending = endings[middle]
                let order = terms.compare(Int(ending >> 6), offset: Int(ending & 63), word, prefixOnly: true)
                if isBefore(order) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let first = boundary { $0 < 0 }
        let end = boundary { $0 <= 0 }
        return endings[first..<max(first, end)].map { Int($0 >> 6) }
    }
}
