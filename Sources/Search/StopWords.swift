/// Words that occur in every vacancy and tell nothing: neither indexed nor searched for.
package enum StopWords {
    static let list: [[UInt8]] = """
        aan al als bij dan dat de den der des deze die dit door een en er het hier hij hoe ik in is je jij jou jouw \
        kan kun kunt maar me met mijn na naar niet nog of om onder ons onze ook op over te ter tot u uit uw van voor \
        waar wat we wel wie wij worden wordt ze zich zij zijn zo zoals the and of to for with
        """.split(separator: " ").map { Array($0.utf8) }

    private static let set = Set(list)

    /// Whether a folded word carries no meaning: a stop word or a lone letter.
    package static func contains(_ word: [UInt8]) -> Bool {
        isLoneLetter(word[...]) || set.contains(word)
    }

    static func isLoneLetter(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count == 1, let byte = word.first else { return word.isEmpty }
        return byte >= 0x61
    }
}

/// How words are cut from text, the same for listings and queries.
enum Words {
    /// Longer words are cut here, so that an offset in a word fits six bits.
    static let longest = 40

    /// The start of `word` in at most `longest` bytes, never half a letter.
    static func clip(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard word.count > longest else { return word }
        var end = word.startIndex + longest
        while end > word.startIndex, word[end] & 0xC0 == 0x80 { end -= 1 }
        return word[word.startIndex..<end]
    }
}
