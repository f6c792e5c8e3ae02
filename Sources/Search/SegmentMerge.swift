extension Segment {
    /// One segment with the listings of `parts` that are still live, in their order.
    ///
    /// Works on the lists of words alone, so no text of a listing has to be kept.
    static func merging(_ parts: [(segment: Segment, live: Bitset)]) -> Segment {
        var columns = Columns()
        var places: [[Int32]] = []
        for part in parts {
            var place = Array(repeating: Int32(-1), count: part.segment.count)
            part.live.forEach { index in
                place[index] = Int32(columns.count)
                columns.append(part.segment.columns, index)
            }
            places.append(place)
        }

        var terms = TermTable()
        var postings = Postings()
        postings.entries.reserveCapacity(parts.reduce(0) { $0 + $1.segment.postings.entries.count })
        var newTerms = parts.map { Array(repeating: UInt32.max, count: $0.segment.terms.count) }
        var cursors = Array(repeating: 0, count: parts.count)
        while let (word, holders) = nextWord(parts, cursors) {
            let before = postings.entries.count
            for part in holders {
                let (segment, cursor) = (parts[part].segment, cursors[part])
                for entry in segment.postings.range(cursor) {
                    let posting = segment.postings.entries[entry]
                    let place = places[part][Int(posting >> 4)]
                    if place >= 0 { postings.entries.append(UInt32(place) << 4 | posting & 15) }
                }
                newTerms[part][cursor] = UInt32(terms.count)
                cursors[part] += 1
            }
            // A word that only occurred in listings that are gone is gone too.
            if postings.entries.count > before {
                terms.append(word)
                postings.close()
            }
        }
        postings.entries = Array(postings.entries)
        let keyTerms = mergedKeyTerms(parts, newTerms)
        return Segment(columns: columns, terms: terms, postings: postings, keyTerms: keyTerms)
    }

    /// The first word in the alphabet that a cursor points at, and the parts that have it.
    private static func nextWord(
        _ parts: [(segment: Segment, live: Bitset)], _ cursors: [Int]
    ) -> (word: ArraySlice<UInt8>, holders: [Int])? {
        var next: (word: ArraySlice<UInt8>, holders: [Int])?
        for (part, cursor) in cursors.enumerated() where cursor < parts[part].segment.terms.count {
            let word = parts[part].segment.terms[cursor]
            if let current = next {
                if word.elementsEqual(current.word) {
                    next?.holders.append(part)
                    continue
                }
                guard word.lexicographicallyPrecedes(current.word) else { continue }
            }
            next = (word, [part])
        }
        return next
    }

    private static func mergedKeyTerms(
        _ parts: [(segment: Segment, live: Bitset)], _ newTerms: [[UInt32]]
    ) -> KeyTerms {
        var keyTerms = KeyTerms()
        for (part, newTerm) in zip(parts, newTerms) {
            part.live.forEach { index in
                for term in part.segment.keyTerms[index] { keyTerms.terms.append(newTerm[Int(term)]) }
                keyTerms.close()
            }
        }
        return keyTerms
    }
}
