/// Where those who were left go, with the prices that prove that no other way is better.
package struct RestShare: Sendable, Equatable {
    package let problem: RestProblem
    /// The place of each pupil by its position; `nil` for nowhere.
    package let places: [Int?]
    /// What each pupil pays, in metres.
    package let prices: [Int64]
    /// How scarce each place is, in metres: 0 where a seat is left, never below 0.
    package let scarcity: [Int64]

    init(problem: RestProblem, places: [Int?], prices: [Int64], scarcity: [Int64]) {
        self.problem = problem
        self.places = places
        self.prices = prices
        self.scarcity = scarcity
    }

    init(_ problem: RestProblem) throws(AssignmentFault) {
        let seats = problem.seats
        guard !problem.pupils.isEmpty, !seats.isEmpty else {
            self.init(
                problem: problem, places: problem.pupils.map { _ in nil },
                prices: problem.pupils.map { _ in problem.alone }, scarcity: problem.places.map { _ in 0 })
            return
        }
        let (columns, lots) = try problem.assignment()
        guard let found = try SparseAssignment.solve(columns, ties: lots).assignment else {
            // Everybody may stay alone: there is always an answer.
            self.init(problem: problem, places: [], prices: [], scarcity: [])
            return
        }
        // The seats of one place have one price: all are 0 when one is left, and else each is as dear as the others.
        var scarcity = [Int64](repeating: 0, count: problem.places.count)
        for (seat, place) in seats.enumerated() { scarcity[place] = -found.columnPrices[seat] }
        self.init(
            problem: problem, places: found.mates.map { $0 < 0 ? nil : seats[Int($0)] }, prices: found.rowPrices,
            scarcity: scarcity)
    }

    /// Metres of all together, without those who have no place.
    package var metres: Int64 {
        zip(places, problem.ways).reduce(0) { sum, pair in
            sum + (pair.1.first { $0.place == pair.0 }?.metres ?? 0)
        }
    }

    /// Proven twice, knowing nothing of how it was made: by the prices that no other way places more pupils or takes
    /// fewer metres (`AssignmentCheck`), and that no other such way has a smaller sum of lots.
    package var isBest: Bool { isLeast && hasLeastLots }

    /// The prices prove it (`AssignmentCheck`).
    package var isLeast: Bool {
        guard places.count == problem.pupils.count, prices.count == places.count,
            scarcity.count == problem.places.count, let assignment = try? problem.assignment()
        else { return false }
        // Each pupil sits down on the next seat of the place.
        var next: [Int] = []
        var count = 0
        for place in problem.places {
            next.append(count)
            count += place.seats
        }
        let ends = next.dropFirst() + [count]
        var mates: [Int32] = []
        for place in places {
            guard let place else {
                mates.append(-1)
                continue
            }
            guard problem.places.indices.contains(place), next[place] < ends[ends.startIndex + place] else {
                return false
            }
            mates.append(Int32(truncatingIfNeeded: next[place]))
            next[place] += 1
        }
        let alone = problem.alone * Int64(places.count { $0 == nil })
        let answer = Assignment(
            mates: mates, cost: metres + alone, rowPrices: prices,
            columnPrices: problem.seats.map { -scarcity[$0] })
        return AssignmentCheck.check(answer, of: assignment.problem).isOptimal
    }
}
