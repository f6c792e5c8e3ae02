import Core

/// A part of the index that never changes: its listings, and the ways into them.
///
/// An update adds a small segment and hides the old listing; see `VacancyIndex`.
final class Segment: Sendable {
    let columns: Columns
    let values: ValueSets
    let terms: TermTable
    let stems: StemGroups
    let inner: InnerWords
    let typos: TypoIndex
    let postings: Postings
    /// Per listing the terms of its title and keywords, by which similar listings are found.
    let keyTerms: KeyTerms
    private let byID: [Int32]

    var count: Int { columns.count }

    init(columns: Columns, terms: TermTable, postings: Postings, keyTerms: KeyTerms) {
        self.columns = columns
        self.terms = terms
        self.postings = postings
        self.keyTerms = keyTerms
        values = ValueSets(columns)
        stems = StemGroups(terms)
        inner = InnerWords(terms)
        typos = TypoIndex(terms)
        let ids = columns.ids
        byID = (0..<ids.count).map { Int32($0) }.sorted { ids[Int($0)].lexicographicallyPrecedes(ids[Int($1)]) }
    }

    /// The position of the listing with this id.
    func index(ofID id: String) -> Int? {
        let id = Array(id.utf8)
        var low = 0
        var high = byID.count
        while low < high {
            let middle = (low + high) / 2
            if columns.ids.compare(Int(byID[middle]), id, prefixOnly: false) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < byID.count, columns.ids.compare(Int(byID[low]), id, prefixOnly: false) == 0 else { return nil }
        return Int(byID[low])
    }
}

/// In which listings, and in which of their fields, each term occurs; the lists lie in the order of the terms.
struct Postings: Sendable {
    /// The first entry of each term, and the end.
    var starts: [UInt32] = [0]
    /// `listing << 4 | fields`, ascending within a term.
    var entries: [UInt32] = []

    /// Entries hold 28 bits of listing.
    static let mostListings = 1 << 28

    func range(_ term: Int) -> Range<Int> { Int(starts[term])..<Int(starts[term + 1]) }

    mutating func close() { starts.append(UInt32(entries.count)) }
}

/// The key terms of all listings, end to end.
struct KeyTerms: Sendable {
    /// More words of a title add little.
    static let most = 16

    var starts: [UInt32] = [0]
    var terms: [UInt32] = []

    subscript(index: Int) -> ArraySlice<UInt32> { terms[Int(starts[index])..<Int(starts[index + 1])] }

    mutating func close() { starts.append(UInt32(terms.count)) }
}

/// The searched fields of a listing, as bits of a posting.
enum Field {
    static let title: UInt32 = 1
    static let keywords: UInt32 = 2
    static let organisation: UInt32 = 4
    static let text: UInt32 = 8
}
