import Core

extension VacancyIndex {
    /// Listings like the one with this id: words of its title, sectors, target groups and place, best first.
    ///
    /// Words weigh 50, sectors 20, groups 10 and distance 20 in a hundred. Empty when the id is not known.
    package func similar(to id: String, limit: Int) -> [SearchHit] {
        memory.alike(SearchMemory.Alike(id: id, limit: limit)) { findSimilar(to: id, limit: limit) }
    }

    private func findSimilar(to id: String, limit: Int) -> [SearchHit] {
        guard let target = position(ofID: id) else { return [] }
        let segment = segments[target.segment].segment
        let columns = segment.columns
        let sectors = columns.sectors[target.listing]
        let groups = columns.groups[target.listing]
        let origin =
            columns.xs[target.listing] == Columns.noPlace
            ? nil : SearchPoint(x: columns.xs[target.listing], y: columns.ys[target.listing])

        var stems: [[UInt8]] = []
        for term in segment.keyTerms[target.listing] {
            let stem = TextFolding.stem(Array(segment.terms[Int(term)]))
            if !stems.contains(stem) { stems.append(stem) }
        }
        let words = MatchedWords(self, scoring: stems.map { match(stem: $0) })

        var top = TopHits(limit: limit, after: nil)
        for (number, state) in segments.enumerated() {
            var listings = ValueSets.union(state.segment.values.sectors, mask: sectors, count: state.segment.count)
            for word in words.words { listings.formUnion(word.parts[number].listings) }
            listings.formIntersection(state.live)
            if number == target.segment { listings.remove(target.listing) }
            let others = state.segment.columns
            let scores = words.scores(segment: number)
            listings.forEachDescending { listing in
                var score = 500 * scores[listing]
                score += 200 * Self.overlap(sectors, others.sectors[listing])
                score += 100 * Self.overlap(groups, others.groups[listing])
                if let origin, others.xs[listing] != Columns.noPlace {
                    let metres = others.squaredDistance(listing, from: origin).squareRoot()
                    score += 200 * FitWeights.distance(metres: metres)
                } else {
                    score += 200 * FitWeights.unknownDistance
                }
                score /= 1000
                top.offer(
                    TopHits.Entry(
                        key: score, number: others.numbers[listing], score: score, segment: number, listing: listing))
            }
        }
        return top.sorted().map { entry in
            let others = segments[entry.segment].segment.columns
            return SearchHit(
                id: others.id(entry.listing), number: entry.number, score: entry.score,
                distanceMetres: origin.flatMap { others.distance(entry.listing, from: $0) }.map { Int($0.rounded()) },
                matched: words.matched(segment: entry.segment, listing: entry.listing))
        }
    }

    /// What two sets have in common of all they have, 0 to 1000.
    private static func overlap(_ left: UInt64, _ right: UInt64) -> Int {
        let together = (left | right).nonzeroBitCount
        return together == 0 ? 0 : 1000 * (left & right).nonzeroBitCount / together
    }
}
