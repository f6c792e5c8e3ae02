import Core

/// The live listings in which one word of a query occurs, and how well.
struct WordMatch: Sendable {
    struct Part: Sendable {
        let listings: Bitset
        /// The best match in percent of each of the listings, in their order: few listings have a word, so a place for
        /// every listing would be five times as much to fill and to remember.
        private let percents: [UInt8]
        /// Per 64 listings of the segment the number of members before them.
        private let ranks: [UInt32]

        /// - Parameter best: per listing of the segment the best match in percent; of `listings` only.
        init(_ listings: Bitset, best: [UInt8]) {
            self.listings = listings
            var percents: [UInt8] = []
            var ranks: [UInt32] = []
            percents.reserveCapacity(listings.population)
            ranks.reserveCapacity(listings.words.count)
            for (number, word) in listings.words.enumerated() {
                ranks.append(UInt32(truncatingIfNeeded: percents.count))
                var left = word
                while left != 0 {
                    percents.append(best[number << 6 | left.trailingZeroBitCount])
                    left &= left &- 1
                }
            }
            self.percents = percents
            self.ranks = ranks
        }

        var count: Int { percents.count }

        /// How well the word fits this listing, in percent; 0 when the listing does not have it.
        @inline(__always)
        func percent(_ listing: Int) -> Int {
            let word = listings.words[listing >> 6]
            let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: listing)
            guard word & bit != 0 else { return 0 }
            return Int(percents[Int(ranks[listing >> 6]) + (word & (bit &- 1)).nonzeroBitCount])
        }
    }

    /// The folded word that was looked for.
    var used: [UInt8]
    /// One per segment.
    var parts: [Part]
    /// The number of live listings with the word.
    var count: Int
    var correctedFrom: [UInt8]?
}

extension VacancyIndex {
    /// Shortest half-typed word that is completed, and shortest other word that may start a longer one.
    static let shortestStart = 3
    static let shortestLead = 4

    /// Looks a word up as it is and, when nobody used it, as the word it was probably meant to be.
    func match(_ word: QueryWords.Word) -> WordMatch {
        memory.word(SearchMemory.Word(typed: word.typed, isLast: word.isLast)) { find(word) }
    }

    private func find(_ word: QueryWords.Word) -> WordMatch {
        let plain = match(word.typed, isLast: word.isLast)
        guard plain.count == 0, let correction = correction(of: word.typed) else { return plain }
        var corrected = match(correction, isLast: word.isLast)
        corrected.correctedFrom = word.typed
        return corrected
    }

    /// The listings with a word of the same stem, and no others.
    func match(stem: [UInt8]) -> WordMatch {
        collect(stem) { segment, part in
            for term in segment.stems.terms(stem: stem) {
                part.add(segment.postings, Int(term)..<Int(term) + 1, FitWeights.sameStem)
            }
        }
    }

    private func match(_ word: [UInt8], isLast: Bool) -> WordMatch {
        let stem = TextFolding.stem(word)
        let inner = Self.innerForm(word)
        let completes = word.count >= (isLast ? Self.shortestStart : Self.shortestLead)
        return collect(word) { segment, part in
            for term in segment.stems.terms(stem: stem) {
                part.add(segment.postings, Int(term)..<Int(term) + 1, FitWeights.sameStem)
            }
            if completes {
                part.add(segment.postings, segment.terms.range(prefix: word), FitWeights.startOfWord)
            }
            for term in segment.inner.terms(containing: inner, in: segment.terms) {
                part.add(segment.postings, term..<term + 1, FitWeights.insideWord)
            }
        }
    }

    private func collect(_ word: [UInt8], _ fill: (Segment, inout Occurrences) -> Void) -> WordMatch {
        var match = WordMatch(used: word, parts: [], count: 0)
        for state in segments {
            var found = Occurrences(count: state.segment.count)
            fill(state.segment, &found)
            if state.hasHidden { found.listings.formIntersection(state.live) }
            let part = WordMatch.Part(found.listings, best: found.best)
            match.count += part.count
            match.parts.append(part)
        }
        return match
    }

    /// What is looked for inside longer words: without a plural ending, so that "maatjes" finds "taalmaatje".
    static func innerForm(_ word: [UInt8]) -> [UInt8] {
        let shortest = InnerWords.shortestInner
        if word.count > shortest, word.last == UInt8(ascii: "s") { return Array(word.dropLast()) }
        if word.count > shortest + 1, word.suffix(2).elementsEqual([0x65, 0x6E]) { return Array(word.dropLast(2)) }
        return word
    }

    /// The word in use with the fewest typing errors from `word`; of those the one that starts with the same
    /// letter, then the one most listings have, then the first in the alphabet.
    private func correction(of word: [UInt8]) -> [UInt8]? {
        let tolerance = TypoIndex.tolerance(word)
        guard tolerance > 0 else { return nil }
        for distance in 1...tolerance {
            var counts: [[UInt8]: Int] = [:]
            for state in segments {
                let segment = state.segment
                for term in segment.typos.terms(at: distance, from: word, in: segment.terms) {
                    let count = state.liveCount(of: term)
                    if count > 0 { counts[Array(segment.terms[term]), default: 0] += count }
                }
            }
            let best = counts.min { left, right in
                let (leftStarts, rightStarts) = (left.key.first == word.first, right.key.first == word.first)
                if leftStarts != rightStarts { return leftStarts }
                if left.value != right.value { return left.value > right.value }
                return left.key.lexicographicallyPrecedes(right.key)
            }
            if let best { return best.key }
        }
        return nil
    }
}

/// The listings of a segment in which a word was found so far.
private struct Occurrences {
    /// Per listing the best match in percent, 0 for none.
    var best: [UInt8]
    var listings: Bitset

    init(count: Int) {
        best = Array(repeating: 0, count: count)
        listings = Bitset(count: count)
    }

    /// Adds the listings of `terms`, which lie side by side in the postings.
    mutating func add(_ postings: Postings, _ terms: Range<Int>, _ table: [UInt8]) {
        guard !terms.isEmpty else { return }
        let range = Int(postings.starts[terms.lowerBound])..<Int(postings.starts[terms.upperBound])
        // The one loop that a search spends its time in: no checks inside, the segment keeps every posting in range.
        postings.entries.withUnsafeBufferPointer { entries in
            best.withUnsafeMutableBufferPointer { best in
                table.withUnsafeBufferPointer { table in
                    listings.withUnsafeMutableWords { words in
                        for position in range {
                            let posting = entries[position]
                            let listing = Int(posting >> 4)
                            let value = table[Int(posting & 15)]
                            // Without a branch, because no processor guesses this one right.
                            best[listing] = max(best[listing], value)
                            words[listing >> 6] |= 1 &<< UInt64(truncatingIfNeeded: listing)
                        }
                    }
                }
            }
        }
    }
}
