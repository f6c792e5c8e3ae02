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
            var middle: UInt64
            var ending: UInt32
        }
        var keys: [Key] = []
        for term in 0..<terms.count {
            let word = terms[term]
            let last = word.count - Self.shortestInner
            guard last >= Self.shortestLead else { continue }
            for offset in Self.shortestLead...last {
                let rest = word.dropFirst(offset)
                let (head, middle) = (ByteOrder.head(rest), ByteOrder.head(rest.dropFirst(8)))
                keys.append(Key(head: head, middle: middle, ending: UInt32(term << 6 | offset)))
            }
        }
        keys.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            if left.middle != right.middle { return left.middle < right.middle }
            // Most endings are shorter than the two keys together; only the others are read.
            let (leftTerm, rightTerm) = (Int(left.ending >> 6), Int(right.ending >> 6))
            let (leftOffset, rightOffset) = (Int(left.ending & 63) + 16, Int(right.ending & 63) + 16)
            if terms.length(leftTerm) > leftOffset || terms.length(rightTerm) > rightOffset {
                let leftRest = terms[leftTerm].dropFirst(leftOffset)
                let rightRest = terms[rightTerm].dropFirst(rightOffset)
                if !leftRest.elementsEqual(rightRest) { return leftRest.lexicographicallyPrecedes(rightRest) }
            }
            return left.ending < right.ending
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
