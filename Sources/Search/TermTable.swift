/// Words in one block of bytes; when they are added in order, they are searched by halving.
struct TermTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    /// Adds a word at the end.
    mutating func append(_ word: some Collection<UInt8>) {
        bytes.append(contentsOf: word)
        starts.append(UInt32(bytes.count))
    }

    subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[Int(starts[index])..<Int(starts[index + 1])]
    }

    func length(_ index: Int) -> Int { Int(starts[index + 1] - starts[index]) }

    func index(of word: [UInt8]) -> Int? {
        let index = firstIndex(notBefore: word, prefixOnly: false)
        return index < count && length(index) == word.count && compare(index, word, prefixOnly: true) == 0 ? index : nil
    }

    /// The words that start with `prefix`.
    func range(prefix: [UInt8]) -> Range<Int> {
        let first = firstIndex(notBefore: prefix, prefixOnly: false)
        var low = first
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if compare(middle, prefix, prefixOnly: true) <= 0 { low = middle + 1 } else { high = middle }
        }
        return first..<low
    }

    private func firstIndex(notBefore word: [UInt8], prefixOnly: Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if compare(middle, word, prefixOnly: prefixOnly) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Below, at or above zero as the stored word sorts before, with or after `word`.
    func compare(_ index: Int, offset: Int = 0, _ word: [UInt8], prefixOnly: Bool) -> Int {
        let start = Int(starts[index]) + offset
        let available = Int(starts[index + 1]) - start
        for position in 0..<min(available, word.count) {
            let difference = Int(bytes[start + position]) - Int(word[position])
            if difference != 0 { return difference }
        }
        if available < word.count { return -1 }
        return prefixOnly || available == word.count ? 0 : 1
    }
}
