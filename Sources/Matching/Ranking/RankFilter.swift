/// The hard conditions for many at once: which of a chunk fail what.
struct RankFilter {
    let query: RankRow
    /// The query is a work and people are looked for, or the other way round.
    let seeksPeople: Bool
    /// The person's age when the query is a person.
    private let age: Int?
    /// The days of birth the work takes, when the query is a work.
    private let bornAtLatest: Int32
    private let bornAfter: Int32

    init(_ query: RankRow, seeksPeople: Bool, today: RankToday) {
        self.query = query
        self.seeksPeople = seeksPeople
        age = seeksPeople ? nil : today.age(query)
        bornAtLatest = query.youngest == 0 ? .max : today.latestBirth(age: Int(query.youngest))
        bornAfter = query.oldest == 255 ? RankRow.unknown : today.latestBirth(age: Int(query.oldest) + 1)
    }

    /// For each word of a chunk the conditions failed, four words a word: proofs, language, availability, refusal.
    func fill(_ fails: UnsafeMutablePointer<UInt64>, from chunk: RankChunk) {
        let words = RankChunk.words
        chunk.planes.withUnsafeBufferPointer { planes in
            guard let start = planes.baseAddress else { return }
            for position in 0..<(4 * words) { fails[position] = 0 }
            func add(_ plane: Int, to condition: Int) {
                let (from, into) = (start + plane * words, fails + condition * words)
                for word in 0..<words { into[word] |= from[word] }
            }
            func addMissing(_ plane: Int, to condition: Int) {
                let (from, into) = (start + plane * words, fails + condition * words)
                for word in 0..<words { into[word] |= ~from[word] }
            }
            func invert(_ condition: Int) {
                let into = fails + condition * words
                for word in 0..<words { into[word] = ~into[word] }
            }

            if seeksPeople {
                Self.each(query.proofs) { addMissing(RankChunk.Plane.proofs + $0, to: 0) }
            } else {
                Self.each(chunk.usedProofs & ~query.proofs) { add(RankChunk.Plane.proofs + $0, to: 0) }
            }

            if !seeksPeople, chunk.usedLanguages != 0 {
                // Works that ask for some language, less those that take one of mine.
                Self.each(UInt64(chunk.usedLanguages)) { add(RankChunk.Plane.languages + $0, to: 1) }
                Self.each(UInt64(query.languages)) { plane in
                    let (from, into) = (start + (RankChunk.Plane.languages + plane) * words, fails + words)
                    for word in 0..<words { into[word] &= ~from[word] }
                }
            } else if seeksPeople, query.languages != 0 {
                Self.each(UInt64(query.languages)) { add(RankChunk.Plane.languages + $0, to: 1) }
                invert(1)
            }

            if query.slots != 0 {
                Self.each(UInt64(query.slots)) { add(RankChunk.Plane.slots + $0, to: 2) }
                add(RankChunk.Plane.anyTime, to: 2)
                invert(2)
            }
            Self.each(UInt64(seeksPeople ? query.targets : query.refuses)) { add(RankChunk.Plane.targets + $0, to: 3) }
        }
    }

    @inline(__always)
    private static func each(_ bits: UInt64, _ body: (Int) -> Void) {
        var left = bits
        while left != 0 {
            body(left.trailingZeroBitCount)
            left &= left &- 1
        }
    }

    @inline(__always)
    func fitsAge(_ candidate: RankRow) -> Bool {
        if seeksPeople {
            return candidate.born == RankRow.unknown || (candidate.born <= bornAtLatest && candidate.born > bornAfter)
        }
        guard let age else { return true }
        return age >= Int(candidate.youngest) && age <= Int(candidate.oldest)
    }

    @inline(__always)
    func isWithinReach(_ candidate: RankRow) -> Bool {
        seeksPeople ? Self.isWithinReach(candidate, query) : Self.isWithinReach(query, candidate)
    }

    /// To the metre, rounded down; what is unknown stands in nobody's way.
    @inline(__always)
    static func isWithinReach(_ person: RankRow, _ work: RankRow) -> Bool {
        if work.fromHome || person.x == RankRow.unknown || work.x == RankRow.unknown { return true }
        let reach = Int64(min(person.reach, work.reach)) &+ 1
        return RankRow.squareDistance(person, work) < reach &* reach
    }
}
