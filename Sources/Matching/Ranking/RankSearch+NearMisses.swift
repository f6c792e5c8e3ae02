import Core

extension RankSearch {
    /// Counts and keeps those that fail exactly one condition.
    func collectNear(
        _ chunk: RankChunk, _ number: Int, _ fails: UnsafeMutablePointer<UInt64>, _ near: inout [RankTop],
        _ blocked: inout [Int]
    ) {
        let words = RankChunk.words
        let day = UInt64(bitPattern: Int64(question.today.number))
        for word in 0..<words {
            let (a, b) = (fails[word], fails[words + word])
            let (c, d) = (fails[2 * words + word], fails[3 * words + word])
            let twice = (a & b) | ((a | b) & c) | ((a | b | c) & d)
            var left = chunk.planes[RankChunk.Plane.open * words + word] & ~twice
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left &- 1
                let row = chunk.rows[word << 6 | bit]
                var failed: RankCondition?
                if (a | b | c | d) >> UInt64(bit) & 1 == 1 {
                    let isFirst = (a | b) >> UInt64(bit) & 1 == 1
                    failed =
                        isFirst
                        ? (a >> UInt64(bit) & 1 == 1 ? .proofs : .language)
                        : (c >> UInt64(bit) & 1 == 1 ? .availability : .refusal)
                }
                var count = failed == nil ? 0 : 1
                if !filter.fitsAge(row) { (failed, count) = (.age, count + 1) }
                if !filter.isWithinReach(row) { (failed, count) = (.distance, count + 1) }
                guard count == 1, let failed else { continue }
                blocked[failed.rawValue] += 1
                let pair = pair(row)
                let points = scoring.points(person: pair.person, work: pair.work, candidate: row)
                near[failed.rawValue].offer(points.sum, number * RankChunk.capacity + (word << 6 | bit)) {
                    Mixing.mix(day, pair.person.key, pair.work.key)
                }
            }
        }
    }

    /// Names the obstacle in full and, when the person can take it away, does so and scores again.
    func nearMiss(_ entry: RankTop.Entry) -> RankNearMiss? {
        let (id, row) = found(entry)
        let pair = pair(row)
        let conditions = RankConditions(today: today)
        guard let obstacle = conditions.obstacles(person: pair.person, work: pair.work).first else { return nil }
        guard let change = conditions.remedy(obstacle, person: pair.person, work: pair.work) else {
            return RankNearMiss(id: id, obstacle: obstacle, change: nil, score: nil)
        }
        let changed = change.applied(to: pair.person)
        guard conditions.obstacles(person: changed, work: pair.work).isEmpty else {
            return RankNearMiss(id: id, obstacle: obstacle, change: nil, score: nil)
        }
        let points = scoring.points(
            person: changed, work: pair.work, candidate: seeksPeople ? changed : pair.work)
        return RankNearMiss(id: id, obstacle: obstacle, change: change, score: Int(points.sum))
    }
}
