/// A pupil and a place that would both rather have each other than what they got.
package struct BlockingPair: Sendable, Equatable {
    package let pupil: Int
    package let place: Int
}

/// What an independent look at a placement finds. It knows nothing of how the placement was made.
package struct StabilityReport: Sendable, Equatable {
    /// Pupils at a place that is not on their list, or that does not exist.
    package var unwanted: [Int] = []
    /// Places with more pupils than seats.
    package var overfull: [Int] = []
    /// In the order of the pupils, then of their wishes.
    package var blocking: [BlockingPair] = []
    /// There is not one answer for each pupil.
    package var incomplete = false

    package var isStable: Bool { unwanted.isEmpty && overfull.isEmpty && blocking.isEmpty && !incomplete }
}

/// Checks a placement against the wishes: nobody sits where he did not ask, no place is overfull, and whoever wanted a
/// place more finds it full of pupils whose turn came before (Roth and Sotomayor 1990, chapter 5).
package enum Stability {
    package static func check(_ placement: Placement, of problem: PlacementProblem) -> StabilityReport {
        var report = StabilityReport()
        guard placement.places.count == problem.pupils else {
            report.incomplete = true
            return report
        }
        let ranks = placement.ranks(in: problem)
        var load = [Int](repeating: 0, count: problem.places)
        var last = [(turn: UInt64, pupil: Int)?](repeating: nil, count: problem.places)
        for (pupil, place) in placement.places.enumerated() where place >= 0 {
            guard let rank = ranks[pupil] else {
                report.unwanted.append(pupil)
                if Int(place) < problem.places { load[Int(place)] += 1 }
                continue
            }
            load[Int(place)] += 1
            let own = (problem.turns[problem.range(of: pupil).lowerBound + rank], pupil)
            if let worst = last[Int(place)], worst >= own { continue }
            last[Int(place)] = own
        }
        report.overfull = load.indices.filter { load[$0] > Int(problem.seats[$0]) }
        for pupil in 0..<problem.pupils {
            let range = problem.range(of: pupil)
            for position in range.prefix(ranks[pupil] ?? range.count) {
                let place = Int(problem.wishes[position])
                let seats = Int(problem.seats[place])
                let isFree = load[place] < seats
                let isBefore = last[place].map { (problem.turns[position], pupil) < $0 } ?? false
                if seats > 0, isFree || isBefore { report.blocking.append(BlockingPair(pupil: pupil, place: place)) }
            }
        }
        return report
    }
}
