import Core

extension VacancyIndex {
    /// The radii a visitor can choose, in metres.
    package static let radii = [5_000, 10_000, 15_000, 25_000, 50_000]

    /// The single changes to a query that give more results, each with the number it gives.
    ///
    /// The least change comes first and, of equal changes, the one that gives most. An age is never widened: it is
    /// a fact, not a wish. Meant for empty or nearly empty results; each option costs a count.
    package func widenings(for query: SearchQuery) -> [Widening] {
        var base = query
        base.after = nil
        let words = MatchedWords(self, base.words)
        let total = count(base, words)
        var found: [(effort: Int, widening: Widening)] = []

        func consider(_ effort: Int, _ change: Widening.Change, _ edit: (inout SearchQuery) -> Void) {
            var wider = base
            edit(&wider)
            let count = wider.words == base.words ? self.count(wider, words) : self.count(wider)
            guard count > total else { return }
            found.append((effort, Widening(change: change, query: wider, total: count)))
        }

        if base.origin != nil, let radius = base.radiusMetres {
            // Only the nearest radius that helps: further ones say nothing new.
            let steps: [Int?] = Self.radii.filter { $0 > radius } + [nil]
            for (step, wider) in steps.enumerated() {
                consider(1 + step, .radius(wider)) { $0.radiusMetres = wider }
                if !found.isEmpty { break }
            }
        }
        if base.moments & MomentBits.all != 0 { consider(2, .moments) { $0.moments = 0 } }
        for bit in 0..<16 where base.marks >> UInt16(bit) & 1 == 1 {
            consider(3, .mark(1 << UInt16(bit))) { $0.marks &= ~(1 << UInt16(bit)) }
        }
        if base.maximumMinutesPerWeek != nil { consider(3, .minutes) { $0.maximumMinutesPerWeek = nil } }
        if base.rhythm != 0 { consider(3, .rhythm) { $0.rhythm = 0 } }
        if base.fromDay != nil || base.toDay != nil {
            consider(3, .days) {
                $0.fromDay = nil
                $0.toDay = nil
            }
        }
        if !base.neighbourhoods.isEmpty { consider(3, .neighbourhoods) { $0.neighbourhoods = [] } }
        if base.groups != 0 { consider(4, .groups) { $0.groups = 0 } }
        if base.sectors != 0 { consider(4, .sectors) { $0.sectors = 0 } }
        if base.organisation != nil { consider(5, .organisation) { $0.organisation = nil } }
        if !base.municipalities.isEmpty { consider(6, .municipalities) { $0.municipalities = [] } }

        let typed = QueryWords(base.words).words.map { String(decoding: $0.typed, as: UTF8.self) }
        if typed.count > 1 {
            for (position, word) in typed.enumerated() {
                var rest = typed
                rest.remove(at: position)
                consider(4, .word(word)) { $0.words = rest.joined(separator: " ") }
            }
        }
        if !typed.isEmpty { consider(7, .allWords) { $0.words = "" } }

        let order = found.enumerated().sorted { left, right in
            if left.element.effort != right.element.effort { return left.element.effort < right.element.effort }
            let (leftTotal, rightTotal) = (left.element.widening.total, right.element.widening.total)
            return leftTotal != rightTotal ? leftTotal > rightTotal : left.offset < right.offset
        }
        return order.map(\.element.widening)
    }
}
