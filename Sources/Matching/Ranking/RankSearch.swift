import Core

/// One ranking over chunks that stand still.
struct RankSearch {
    let chunks: RankChunks
    let query: RankRow
    let seeksPeople: Bool
    let question: RankQuestion
    let today: RankToday
    let scoring: RankScoring
    let filter: RankFilter

    init(_ chunks: RankChunks, query: RankRow, seeksPeople: Bool, question: RankQuestion) {
        self.chunks = chunks
        self.query = query
        self.seeksPeople = seeksPeople
        self.question = question
        today = RankToday(question.today)
        scoring = RankScoring(question.weights, today: question.today.number)
        filter = RankFilter(query, seeksPeople: seeksPeople, today: today)
    }

    func run() -> RankAnswer {
        var top = RankTop(limit: question.limit)
        var near = RankCondition.allCases.map { _ in RankTop(limit: question.nearMisses) }
        var blocked = [Int](repeating: 0, count: RankCondition.allCases.count)
        var fitting = 0
        let fails = Scratch<UInt64>(4 * RankChunk.words, filledWith: 0)
        for (number, chunk) in chunks.chunks.enumerated() {
            filter.fill(fails.start, from: chunk)
            if question.nearMisses > 0 { collectNear(chunk, number, fails.start, &near, &blocked) }
            fitting += collect(chunk, number, fails.start, &top)
        }
        return RankAnswer(
            hits: top.sorted.map(hit), fitting: fitting, blockedOnlyBy: blocked,
            nearMisses: zip(RankCondition.allCases, near).flatMap { $1.sorted.compactMap(nearMiss) })
    }

    /// How many meet every condition.
    func count() -> Int {
        var top = RankTop(limit: 0)
        let fails = Scratch<UInt64>(4 * RankChunk.words, filledWith: 0)
        return chunks.chunks.enumerated().reduce(0) { count, entry in
            filter.fill(fails.start, from: entry.element)
            return count + collect(entry.element, entry.offset, fails.start, &top)
        }
    }

    /// Scores those that fail nothing; gives how many.
    private func collect(
        _ chunk: RankChunk, _ number: Int, _ fails: UnsafeMutablePointer<UInt64>, _ top: inout RankTop
    ) -> Int {
        let words = RankChunk.words
        let (query, seeksPeople, filter, scoring) = (self.query, self.seeksPeople, self.filter, self.scoring)
        let day = UInt64(bitPattern: Int64(question.today.number))
        let isScored = question.limit > 0 && top.least < .max
        var fitting = 0
        chunk.planes.withUnsafeBufferPointer { planes in
            chunk.rows.withUnsafeBufferPointer { rows in
                for word in 0..<words {
                    let failed =
                        fails[word] | fails[words + word] | fails[2 * words + word] | fails[3 * words + word]
                    var left = planes[RankChunk.Plane.open * words + word] & ~failed
                    while left != 0 {
                        let index = word << 6 | left.trailingZeroBitCount
                        left &= left &- 1
                        let row = rows[index]
                        guard filter.isWithinReach(row), filter.fitsAge(row) else { continue }
                        fitting &+= 1
                        guard isScored else { continue }
                        let points =
                            seeksPeople
                            ? scoring.points(person: row, work: query, candidate: row)
                            : scoring.points(person: query, work: row, candidate: row)
                        top.offer(points.sum, number * RankChunk.capacity + index) {
                            seeksPeople
                                ? Mixing.mix(day, row.key, query.key) : Mixing.mix(day, query.key, row.key)
                        }
                    }
                }
            }
        }
        return fitting
    }

    func pair(_ candidate: RankRow) -> (person: RankRow, work: RankRow) {
        seeksPeople ? (candidate, query) : (query, candidate)
    }

    private func hit(_ entry: RankTop.Entry) -> RankHit {
        let (chunk, row) = found(entry)
        let pair = pair(row)
        let points = scoring.points(person: pair.person, work: pair.work, candidate: row)
        return RankHit(
            id: chunk, score: Int(points.sum), points: points.list,
            reasons: points.reasons(
                person: pair.person, work: pair.work, candidate: row, weights: question.weights,
                today: question.today.number),
            cautions: RankPoints.cautions(person: pair.person, work: pair.work, candidate: row))
    }

    func found(_ entry: RankTop.Entry) -> (String, RankRow) {
        let chunk = chunks.chunks[Int(entry.position) / RankChunk.capacity]
        let place = Int(entry.position) % RankChunk.capacity
        return (chunk.ids[place], chunk.rows[place])
    }
}
