/// Finds the words of a segment that a mistyped word may have meant.
///
/// Words are grouped by length with a mask of their letters. One typing error changes at most two letters of the
/// mask, so a pass over the masks of nearby lengths leaves few words to compare in full.
struct TypoIndex: Sendable {
    private var order: [UInt32] = []
    private var masks: [UInt32] = []
    private var lengthStarts: [Int] = [0]

    init(_ terms: TermTable) {
        var byLength: [[UInt32]] = Array(repeating: [], count: Words.longest + 1)
        for term in 0..<terms.count { byLength[min(terms.length(term), Words.longest)].append(UInt32(term)) }
        for group in byLength {
            for term in group {
                order.append(term)
                masks.append(Self.mask(terms[Int(term)]))
            }
            lengthStarts.append(order.count)
        }
    }

    /// The errors forgiven in a word: 1 from 4 letters, 2 from 8; none in a word with a digit.
    static func tolerance(_ word: [UInt8]) -> Int {
        if word.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) { return 0 }
        return word.count >= 8 ? 2 : word.count >= 4 ? 1 : 0
    }

    /// The terms at exactly `distance` errors from `word`.
    func terms(at distance: Int, from word: [UInt8], in terms: TermTable) -> [Int] {
        let mask = Self.mask(word[...])
        var edits = EditDistance(word)
        var found: [Int] = []
        let shortest = max(1, word.count - distance)
        let longest = min(Words.longest, word.count + distance)
        guard shortest <= longest else { return [] }
        for index in lengthStarts[shortest]..<lengthStarts[longest + 1] {
            guard (masks[index] ^ mask).nonzeroBitCount <= 2 * distance else { continue }
            let term = Int(order[index])
            if edits.distance(to: terms[term], limit: distance) == distance { found.append(term) }
        }
        return found
    }

    private static func mask(_ word: ArraySlice<UInt8>) -> UInt32 {
        var mask: UInt32 = 0
        for byte in word {
            switch byte {
            case 0x61...0x7A: mask |= 1 << UInt32(byte - 0x61)
            case 0x30...0x39: mask |= 1 << UInt32(26 + byte % 5)
            default: mask |= 1 << 31
            }
        }
        return mask
    }
}

/// Counts typing errors between one word and many: a letter added, left out, wrong, or two swapped
/// (Damerau–Levenshtein in the form of optimal string alignment).
struct EditDistance {
    private let word: [UInt8]
    private var before: [Int]
    private var above: [Int]
    private var row: [Int]

    init(_ word: [UInt8]) {
        self.word = word
        before = Array(repeating: 0, count: word.count + 1)
        above = before
        row = before
    }

    /// The number of errors, or something above `limit` as soon as that is certain.
    mutating func distance(to other: ArraySlice<UInt8>, limit: Int) -> Int {
        for column in 0...word.count { above[column] = column }
        var previous: UInt8 = 0
        var line = 0
        for letter in other {
            line += 1
            row[0] = line
            var best = line
            for column in 1..<(word.count + 1) {
                let same = word[column - 1] == letter
                var cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (same ? 0 : 1))
                if line > 1, column > 1, letter == word[column - 2], previous == word[column - 1] {
                    cost = min(cost, before[column - 2] + 1)
                }
                row[column] = cost
                best = min(best, cost)
            }
            // A swap reaches back two rows, so one row over the limit is not yet the end.
            if best > limit + 1 { return best }
            previous = letter
            (before, above, row) = (above, row, before)
        }
        return above[word.count]
    }
}
