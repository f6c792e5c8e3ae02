extension RestShare {
    /// Whether no other way of the same pupils placed and the same metres has a smaller sum of lots.
    ///
    /// Every best way uses only pairs whose price is met, and leaves no seat free at a place with a price
    /// (complementary slackness). So from this way to a better one leads a circle of moves along such pairs that makes
    /// the sum of lots smaller; there is one or there is none (Bellman 1958; Ford 1956), whoever made the way.
    package var hasLeastLots: Bool {
        let count = problem.pupils.count
        // Pupils, then places, then being nowhere: a free seat, or no seat.
        let nowhere = count + problem.places.count
        var moves: [(from: Int, to: Int, lot: Int64)] = []
        var taken = [Int](repeating: 0, count: problem.places.count)
        for place in places { if let place, taken.indices.contains(place) { taken[place] += 1 } }
        for pupil in 0..<count {
            for (way, lot) in zip(problem.ways[pupil], problem.lots[pupil])
            where prices[pupil] == way.metres + scarcity[way.place] {
                // Somebody sits down: his lot counts. Somebody stands up: it no longer does.
                if places[pupil] == way.place {
                    moves.append((count + way.place, pupil, -lot))
                } else {
                    moves.append((pupil, count + way.place, lot))
                }
            }
            guard prices[pupil] == problem.alone else { continue }
            moves.append(places[pupil] == nil ? (nowhere, pupil, 0) : (pupil, nowhere, 0))
        }
        for place in problem.places.indices where scarcity[place] == 0 {
            if taken[place] < problem.places[place].seats { moves.append((count + place, nowhere, 0)) }
            if taken[place] > 0 { moves.append((nowhere, count + place, 0)) }
        }
        return !Self.hasPayingCircle(nodes: nowhere + 1, moves)
    }

    private static func hasPayingCircle(nodes: Int, _ moves: [(from: Int, to: Int, lot: Int64)]) -> Bool {
        var sums = [Int64](repeating: 0, count: nodes)
        for _ in 0...nodes {
            var isChanged = false
            for move in moves where sums[move.from] + move.lot < sums[move.to] {
                sums[move.to] = sums[move.from] + move.lot
                isChanged = true
            }
            if !isChanged { return false }
        }
        return true
    }
}
