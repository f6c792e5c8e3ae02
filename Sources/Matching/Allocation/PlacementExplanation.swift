/// What became of one wish. Words are made elsewhere; every number here is checked by the wish's own place.
package struct WishOutcome: Sendable, Equatable {
    package enum Fate: Sendable, Equatable {
        /// This is the place.
        case given
        /// A better wish came true already.
        case notNeeded
        /// The place has no seats at all.
        case noSeats
        /// Full of pupils in a class that goes before.
        case fullByPriority
        /// Full of pupils of the same class or before, with a number that came first.
        case fullByNumber
    }

    package let place: String
    package let fate: Fate
    package let seats: Int
    /// How many pupils had it anywhere on their list.
    package let askedBy: Int
    package let priority: Int
    /// The pupil's own lot here.
    package let lot: Lottery.Lot
    /// The class and number of the last pupil who got in; `nil` when nobody did.
    package let lastIn: LastIn?

    package struct LastIn: Sendable, Equatable {
        package let priority: Int
        package let number: Int
    }
}

/// Why a pupil is where he is: his wishes in order, and what became of each.
package struct PlacementExplanation: Sendable, Equatable {
    package let pseudonym: String
    /// The place given, or `nil`.
    package let place: String?
    package let wishes: [WishOutcome]
}

extension Lottery {
    /// Explains all pupils, in their order.
    package func explanations() -> [PlacementExplanation] {
        var askedBy = [Int](repeating: 0, count: problem.places)
        for place in problem.wishes { askedBy[Int(place)] += 1 }
        var lastIn = [(turn: UInt64, value: WishOutcome.LastIn)?](repeating: nil, count: problem.places)
        let ranks = placement.ranks(in: problem)
        for (pupil, rank) in ranks.enumerated() {
            guard let rank, let place = placement.place(of: pupil) else { continue }
            let turn = problem.turns[problem.range(of: pupil).lowerBound + rank]
            if let last = lastIn[place], last.turn >= turn { continue }
            let priority = input.pupils[pupil].wishes[rank].priority
            lastIn[place] = (turn, .init(priority: priority, number: lots[pupil][rank].number))
        }
        return input.pupils.enumerated().map { number, pupil in
            let given = ranks[number]
            let wishes = pupil.wishes.enumerated().map { rank, wish in
                let place = Int(problem.wishes[problem.range(of: number).lowerBound + rank])
                return WishOutcome(
                    place: wish.place,
                    fate: fate(rank, given: given, wish: wish, place: place, last: lastIn[place]?.value),
                    seats: input.places[place].seats, askedBy: askedBy[place], priority: wish.priority,
                    lot: lots[number][rank], lastIn: lastIn[place]?.value)
            }
            return PlacementExplanation(
                pseudonym: pupil.pseudonym, place: placement.place(of: number).map { input.places[$0].name },
                wishes: wishes)
        }
    }

    private func fate(
        _ rank: Int, given: Int?, wish: PlacementInput.Wish, place: Int, last: WishOutcome.LastIn?
    ) -> WishOutcome.Fate {
        if let given, rank >= given { return rank == given ? .given : .notNeeded }
        guard let last else { return .noSeats }
        return last.priority < wish.priority ? .fullByPriority : .fullByNumber
    }
}
