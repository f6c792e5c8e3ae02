/// Why wishes and seats cannot be allocated as they stand.
package enum PlacementFault: Error, Equatable, Sendable {
    /// More pupils, places, wishes or seats than 32-bit numbers hold.
    case tooLarge
    /// A place with fewer than no seats.
    case negativeSeats(place: Int)
    /// A wish for a place that does not exist.
    case unknownPlace(pupil: Int, wish: Int)
    /// The same place twice on one list.
    case repeatedWish(pupil: Int, wish: Int)
    /// Not one turn for each wish.
    case turnsMissing
}

/// Who wants what, and whose turn it is: pupils with ranked wishes, places with seats, and for every wish the
/// pupil's turn at that place.
///
/// Pupils and places are numbers from 0. A smaller turn goes first; the same turn twice at one place is settled by
/// the lower pupil number, so that the order is always strict.
package struct PlacementProblem: Sendable, Equatable {
    /// Seats of each place.
    package let seats: [Int32]
    /// Where each pupil's wishes start, and the end: one more than there are pupils.
    package let starts: [Int32]
    /// The places wished for, best first, pupil after pupil.
    package let wishes: [Int32]
    /// The turn that belongs to each wish.
    package let turns: [UInt64]
    /// Where the seats of each place start in one row of all seats that can be filled, and the end.
    let holds: [Int32]

    package var pupils: Int { starts.count - 1 }
    package var places: Int { seats.count }

    /// The positions of a pupil's wishes.
    package func range(of pupil: Int) -> Range<Int> { Int(starts[pupil])..<Int(starts[pupil + 1]) }

    /// - Parameters:
    ///   - seats: seats of each place, none below 0.
    ///   - wishes: per pupil the places wished for, best first; a pupil may have none.
    ///   - turns: per pupil and wish the turn at that place; smaller goes first.
    /// - Throws: `PlacementFault` for the first thing that is wrong.
    package init(seats: [Int], wishes: [[Int]], turns: [[UInt64]]) throws(PlacementFault) {
        guard wishes.count == turns.count else { throw .turnsMissing }
        var starts: [Int] = [0]
        starts.reserveCapacity(wishes.count + 1)
        for (list, own) in zip(wishes, turns) {
            guard list.count == own.count else { throw .turnsMissing }
            starts.append((starts.last ?? 0) + list.count)
        }
        try self.init(seats: seats, starts: starts, wishes: wishes.flatMap { $0 }, turns: turns.flatMap { $0 })
    }

    /// The same from flat lists; `starts` has one more entry than there are pupils and never falls.
    package init(seats: [Int], starts: [Int], wishes: [Int], turns: [UInt64]) throws(PlacementFault) {
        let most = Int(Int32.max)
        guard seats.count < most, wishes.count < most, starts.count < most, turns.count == wishes.count,
            starts.first == 0, starts.last == wishes.count
        else { throw turns.count == wishes.count ? .tooLarge : .turnsMissing }
        if let place = seats.firstIndex(where: { $0 < 0 }) { throw .negativeSeats(place: place) }

        var wanted = [Int](repeating: 0, count: seats.count)
        var lastPupil = [Int](repeating: -1, count: seats.count)
        for pupil in 0..<(starts.count - 1) {
            guard starts[pupil] <= starts[pupil + 1], starts[pupil] >= 0, starts[pupil + 1] <= wishes.count else {
                throw .tooLarge
            }
            for position in starts[pupil]..<starts[pupil + 1] {
                let place = wishes[position]
                guard seats.indices.contains(place) else {
                    throw .unknownPlace(pupil: pupil, wish: position - starts[pupil])
                }
                guard lastPupil[place] != pupil else {
                    throw .repeatedWish(pupil: pupil, wish: position - starts[pupil])
                }
                lastPupil[place] = pupil
                wanted[place] += 1
            }
        }
        var holds: [Int32] = [0]
        var total = 0
        for (place, count) in wanted.enumerated() {
            total += min(seats[place], count)
            holds.append(Int32(truncatingIfNeeded: total))
        }
        self.seats = seats.map { Int32(clamping: $0) }
        self.starts = starts.map { Int32(truncatingIfNeeded: $0) }
        self.wishes = wishes.map { Int32(truncatingIfNeeded: $0) }
        self.turns = turns
        self.holds = holds
    }

    /// The same wishes with other turns, one for each.
    func with(turns: [UInt64]) -> PlacementProblem { PlacementProblem(self, turns: turns) }

    private init(_ other: PlacementProblem, turns: [UInt64]) {
        seats = other.seats
        starts = other.starts
        wishes = other.wishes
        holds = other.holds
        self.turns = turns.count == other.turns.count ? turns : other.turns
    }
}

/// Where everybody goes.
package struct Placement: Sendable, Equatable {
    /// The place of each pupil; -1 for nowhere.
    package var places: [Int32]

    package init(places: [Int32]) { self.places = places }

    /// The place of a pupil, or `nil`.
    package func place(of pupil: Int) -> Int? {
        guard places.indices.contains(pupil), places[pupil] >= 0 else { return nil }
        return Int(places[pupil])
    }

    package var unplaced: Int { places.reduce(0) { $0 + ($1 < 0 ? 1 : 0) } }

    /// For each pupil the wish that came true, from 0; `nil` when none did.
    package func ranks(in problem: PlacementProblem) -> [Int?] {
        (0..<min(problem.pupils, places.count)).map { pupil in
            let range = problem.range(of: pupil)
            return problem.wishes[range].firstIndex(of: places[pupil]).map { $0 - range.lowerBound }
        }
    }
}
