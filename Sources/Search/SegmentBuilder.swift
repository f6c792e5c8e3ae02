import Core

/// Builds a segment, all of it live, from listings with distinct ids.
struct SegmentBuilder {
    private var columns = Columns()
    private var interner = Interner()
    private let stopWords: Int
    /// `term << 32 | listing << 4 | fields`, in the order of the listings.
    private var occurrences: [UInt64] = []
    /// Per term the place of its occurrence in the listing at hand.
    private var latest: [Int] = []
    private var keyTerms = KeyTerms()
    private var keyCount = 0

    static func build(_ listings: [Listing]) -> VacancyIndex.SegmentState {
        var builder = SegmentBuilder()
        // Newest numbers last: the search walks backwards and meets likely winners first.
        let ordered = listings.prefix(Postings.mostListings).sorted { ($0.number, $0.id) < ($1.number, $1.id) }
        for listing in ordered { builder.add(listing) }
        return VacancyIndex.SegmentState(builder.finish(), pressures: ordered.map(\.pressure))
    }

    private init() {
        for word in StopWords.list { _ = interner.intern(word[...]) }
        stopWords = interner.count
    }

    private mutating func add(_ listing: Listing) {
        let index = UInt64(columns.count)
        let first = occurrences.count
        keyCount = 0
        columns.append(listing)
        add(listing.title, Field.title, index, first)
        add(listing.keywords, Field.keywords, index, first)
        add(listing.organisationName, Field.organisation, index, first)
        add(listing.text, Field.text, index, first)
        keyTerms.close()
    }

    private mutating func add(_ text: String, _ field: UInt32, _ index: UInt64, _ first: Int) {
        for word in TextFolding.foldedBytes(text).split(separator: 0x20) where !StopWords.isLoneLetter(word) {
            let term = interner.intern(Words.clip(word)) - stopWords
            guard term >= 0 else { continue }
            if term == latest.count { latest.append(-1) }
            if latest[term] >= first {
                occurrences[latest[term]] |= UInt64(field)
            } else {
                latest[term] = occurrences.count
                occurrences.append(UInt64(term) << 32 | index << 4 | UInt64(field))
                if field & (Field.title | Field.keywords) != 0, keyCount < KeyTerms.most {
                    keyTerms.terms.append(UInt32(term))
                    keyCount += 1
                }
            }
        }
    }

    private mutating func finish() -> Segment {
        let order = interner.sorted().filter { $0 >= stopWords }
        var rank = Array(repeating: UInt32(0), count: order.count)
        var terms = TermTable()
        for (position, word) in order.enumerated() {
            rank[word - stopWords] = UInt32(position)
            terms.append(interner.word(word))
        }

        var postings = Postings()
        postings.starts = Array(repeating: 0, count: order.count + 1)
        for occurrence in occurrences { postings.starts[Int(rank[Int(occurrence >> 32)]) + 1] += 1 }
        for term in 0..<order.count { postings.starts[term + 1] += postings.starts[term] }
        var next = postings.starts
        postings.entries = Array(repeating: 0, count: occurrences.count)
        for occurrence in occurrences {
            let term = Int(rank[Int(occurrence >> 32)])
            postings.entries[Int(next[term])] = UInt32(truncatingIfNeeded: occurrence)
            next[term] += 1
        }
        occurrences = []
        for index in keyTerms.terms.indices { keyTerms.terms[index] = rank[Int(keyTerms.terms[index])] }
        return Segment(columns: columns, terms: terms, postings: postings, keyTerms: keyTerms)
    }
}
