/// The answer to a `SearchQuery`.
package struct SearchResult: Sendable, Equatable {
    /// All matches, not only those on this page.
    package var total: Int
    package var hits: [SearchHit]
    package var facets: FacetCounts
    /// Words that occur nowhere and the words that were looked for instead, in the order typed.
    package var corrections: [Correction]
    /// No listing has all the words; these are the ones with the most of them.
    package var relaxedWords: Bool
    /// Where the next page starts; `nil` on the last one.
    package var next: SearchCursor?
}

/// One listing found.
package struct SearchHit: Sendable, Equatable {
    package var id: String
    package var number: Int
    /// How well it fits, 0 to 1000.
    package var score: Int
    /// `nil` without an origin or when the place is not known.
    package var distanceMetres: Int?
    /// The folded words of the query, after correction, that this listing has.
    package var matched: [String]

    package init(id: String, number: Int, score: Int, distanceMetres: Int?, matched: [String]) {
        self.id = id
        self.number = number
        self.score = score
        self.distanceMetres = distanceMetres
        self.matched = matched
    }
}

/// A word nobody used, and the nearest one that somebody did; both folded.
package struct Correction: Sendable, Hashable {
    package var typed: String
    package var used: String

    package init(typed: String, used: String) {
        self.typed = typed
        self.used = used
    }
}

/// A value of a facet and how many listings choosing it would give.
package struct FacetCount: Sendable, Hashable {
    package var value: Int
    package var count: Int

    package init(value: Int, count: Int) {
        self.value = value
        self.count = count
    }
}

/// Counts that tell what a choice would give: listings that meet all other facets and have this value.
///
/// Marks are each a facet of their own, so a mark is counted within the other chosen marks. A listing without
/// moments ("you choose") counts for every moment.
package struct FacetCounts: Sendable, Equatable {
    /// Per bit, 0 to 63.
    package var sectors: [Int]
    package var groups: [Int]
    /// Per bit, 0 to 27: `weekday * 4 + daypart`.
    package var moments: [Int]
    /// Per `MomentGroup`, by raw value.
    package var momentGroups: [Int]
    /// Per bit, 0 to 7.
    package var rhythm: [Int]
    /// Per bit, 0 to 15.
    package var marks: [Int]
    /// Only values that occur, ascending; listings without one (-1) are not counted.
    package var neighbourhoods: [FacetCount]
    package var municipalities: [FacetCount]

    init() {
        sectors = Array(repeating: 0, count: 64)
        groups = Array(repeating: 0, count: 64)
        moments = Array(repeating: 0, count: MomentBits.count)
        momentGroups = Array(repeating: 0, count: MomentGroup.allCases.count)
        rhythm = Array(repeating: 0, count: 8)
        marks = Array(repeating: 0, count: 16)
        neighbourhoods = []
        municipalities = []
    }
}

/// One step that gives a visitor more results, with the number it gives.
package struct Widening: Sendable, Equatable {
    package enum Change: Sendable, Hashable {
        /// A larger radius in metres, `nil` for any distance.
        case radius(Int?)
        case moments, rhythm, sectors, groups, minutes, days, neighbourhoods, municipalities, organisation
        /// Without the mark of this bit (a value of `MarkBit`).
        case mark(UInt16)
        /// Without one of the words, folded.
        case word(String)
        case allWords
    }

    package var change: Change
    /// The query with the change made, from its first page.
    package var query: SearchQuery
    /// What `query` gives: always more than the query it came from.
    package var total: Int
}
