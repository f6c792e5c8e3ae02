/// Two texts that grew from one, brought together by paragraph (Khanna, Kunal and Pierce 2007, "A formal investigation
/// of diff3"): what one of them changed is taken over; where both changed the same place, both stay.
struct ParagraphMerge: Sendable, Equatable {
    let text: String
    /// Whether both changed the same place, so that a person must choose.
    let isDisputed: Bool

    init(base: String, mine: String, theirs: String) {
        let base = Paragraphs.split(base)
        let left = Side(base, Paragraphs.split(mine))
        let right = Side(base, Paragraphs.split(theirs))
        var merged: [String] = []
        var isDisputed = false
        var start = (base: 0, mine: 0, theirs: 0)

        func settle(_ end: (base: Int, mine: Int, theirs: Int)) {
            let old = Array(base[start.base..<end.base])
            let own = Array(left.text[start.mine..<end.mine])
            let other = Array(right.text[start.theirs..<end.theirs])
            if own == other || other == old {
                merged += own
            } else if own == old {
                merged += other
            } else {
                isDisputed = true
                merged += other + own.filter { !other.contains($0) }
            }
        }
        for index in base.indices {
            guard let mine = left.place[index], let theirs = right.place[index] else { continue }
            settle((index, mine, theirs))
            merged.append(base[index])
            start = (index + 1, mine + 1, theirs + 1)
        }
        settle((base.count, left.text.count, right.text.count))
        text = Paragraphs.join(merged)
        self.isDisputed = isDisputed
    }

    /// One of the texts, with the places where paragraphs of the base stand in it.
    private struct Side {
        let text: [String]
        private(set) var place: [Int: Int] = [:]

        init(_ base: [String], _ text: [String]) {
            self.text = text
            var old = 0
            var new = 0
            for change in ListDiff.changes(from: base, to: text) {
                switch change {
                case .kept:
                    place[old] = new
                    old += 1
                    new += 1
                case .removed: old += 1
                case .added: new += 1
                }
            }
        }
    }
}
