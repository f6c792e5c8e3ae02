import Core

/// The words of a segment by their stem: "fiets" leads to "fiets", "fietsen" and "fietsje".
struct StemGroups: Sendable {
    private var stems = TermTable()
    private var starts: [UInt32] = [0]
    private var members: [UInt32] = []

    init(_ terms: TermTable) {
        var interner = Interner()
        let stemOf = (0..<terms.count).map { interner.intern(TextFolding.stem(Array(terms[$0]))[...]) }
        var sizes = Array(repeating: 0, count: interner.count)
        for stem in stemOf { sizes[stem] += 1 }

        var next = Array(repeating: 0, count: interner.count)
        var total = 0
        for stem in interner.sorted() {
            stems.append(interner.word(stem))
            next[stem] = total
            total += sizes[stem]
            starts.append(UInt32(total))
        }
        members = Array(repeating: 0, count: total)
        for (term, stem) in stemOf.enumerated() {
            members[next[stem]] = UInt32(term)
            next[stem] += 1
        }
    }

    /// The terms with this stem, ascending.
    func terms(stem: [UInt8]) -> ArraySlice<UInt32> {
        guard let index = stems.index(of: stem) else { return [] }
        return members[Int(starts[index])..<Int(starts[index + 1])]
    }
}
