/// Pupil-proposing deferred acceptance (Gale and Shapley 1962; Dubins and Freedman 1981 for why telling the truth is
/// never worse for a pupil).
///
/// Every pupil asks the best place not yet asked; a place keeps, of all who ever asked, those whose turn comes first,
/// as many as it has seats. The answer is stable, is the best stable answer for every pupil at once, and does not
/// depend on the order in which pupils are taken. Time grows with the number of wishes times log(seats).
package enum DeferredAcceptance {
    package static func place(_ problem: PlacementProblem) -> Placement {
        let mates = Scratch<Int32>(problem.pupils, filledWith: -1)
        let round = AcceptanceRound(problem, mates: mates)
        // Every index was made or checked by `PlacementProblem`.
        problem.starts.withUnsafeBufferPointer { starts in
            problem.wishes.withUnsafeBufferPointer { wishes in
                problem.turns.withUnsafeBufferPointer { turns in
                    problem.holds.withUnsafeBufferPointer { holds in
                        for pupil in 0..<problem.pupils { round.ask(pupil, starts, wishes, turns, holds) }
                    }
                }
            }
        }
        return Placement(places: mates.array)
    }
}

/// Who sits where while pupils ask.
private struct AcceptanceRound {
    private let mates: UnsafeMutablePointer<Int32>
    /// The row of seats of each place: a binary heap with the pupil whose turn comes last in front.
    private let seats: Scratch<UInt128>
    /// How many of them are taken.
    private let taken: Scratch<Int32>
    /// The position of the wish each pupil asked last.
    private let asked: Scratch<Int32>

    init(_ problem: PlacementProblem, mates: Scratch<Int32>) {
        self.mates = mates.start
        seats = Scratch(Int(problem.holds.last ?? 0), filledWith: 0)
        taken = Scratch(problem.places, filledWith: 0)
        asked = Scratch(problem.pupils, filledWith: 0)
    }

    /// Lets a pupil ask, and whoever loses a seat by it, until one finds a free seat or has no wish left.
    @inline(__always)
    func ask(
        _ first: Int, _ starts: UnsafeBufferPointer<Int32>, _ wishes: UnsafeBufferPointer<Int32>,
        _ turns: UnsafeBufferPointer<UInt64>, _ holds: UnsafeBufferPointer<Int32>
    ) {
        let (seats, taken, asked) = (self.seats.start, self.taken.start, self.asked.start)
        var pupil = first
        var position = Int(starts[pupil])
        var end = Int(starts[pupil + 1])
        while position < end {
            let place = Int(wishes[position])
            // Turn and pupil in one number, so that they are compared in one go.
            let newcomer = UInt128(turns[position]) << 32 | UInt128(UInt32(truncatingIfNeeded: pupil))
            let row = seats + Int(holds[place])
            let room = Int(holds[place + 1]) &- Int(holds[place])
            let count = Int(taken[place])
            if count < room {
                Self.rise(newcomer, in: row, at: count)
                taken[place] = Int32(truncatingIfNeeded: count &+ 1)
                asked[pupil] = Int32(truncatingIfNeeded: position)
                mates[pupil] = Int32(truncatingIfNeeded: place)
                return
            }
            guard room > 0, newcomer < row[0] else {
                position &+= 1
                continue
            }
            let out = Int(UInt32(truncatingIfNeeded: row[0]))
            Self.sink(newcomer, in: row, count: count)
            asked[pupil] = Int32(truncatingIfNeeded: position)
            mates[pupil] = Int32(truncatingIfNeeded: place)
            mates[out] = -1
            pupil = out
            position = Int(asked[out]) &+ 1
            end = Int(starts[out + 1])
        }
    }

    /// Puts `newcomer` in the free seat behind the last one.
    @inline(__always)
    private static func rise(_ newcomer: UInt128, in heap: UnsafeMutablePointer<UInt128>, at end: Int) {
        var child = end
        while child > 0 {
            let parent = (child &- 1) >> 1
            guard newcomer > heap[parent] else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = newcomer
    }

    /// Puts `newcomer` in the place of the one in front.
    @inline(__always)
    private static func sink(_ newcomer: UInt128, in heap: UnsafeMutablePointer<UInt128>, count: Int) {
        var parent = 0
        var child = 1
        while child < count {
            if child &+ 1 < count { child &+= heap[child &+ 1] > heap[child] ? 1 : 0 }
            guard heap[child] > newcomer else { break }
            heap[parent] = heap[child]
            parent = child
            child = 2 &* parent &+ 1
        }
        heap[parent] = newcomer
    }
}
