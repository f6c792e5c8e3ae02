extension WaitingList {
    /// First who can be helped, then by whom.
    ///
    /// 1. Seekers are taken in waiting order; each is added when all those added before can still be helped, if need be
    ///    by another volunteer (augmenting paths, Berge 1957). Without tandems the sets that can be helped form a
    ///    transversal matroid (Edmonds and Fulkerson 1965), so that this gives the largest number *and* the set that is
    ///    best for who waits longest. With tandems who waits longest still goes first, but the number need not be the
    ///    largest: a tandem takes two volunteers or none.
    /// 2. On that set the sum of the fits is made as large as can be, with proof.
    ///
    /// A volunteer joins a tandem with one place only, so that nobody is his own partner. Candidates that do not
    /// exist or have no room are passed over.
    /// - Parameter day: settles ties among equally good pairings, another way every day.
    package func pairing(day: Int = 0) throws(AssignmentFault) -> Pairing {
        let slots = WaitingSlots(self)
        var paths = AugmentingPaths(lists: slots.lists, slots: slots.volunteers.count)
        let isHelped = seekers.indices.map { seeker in
            seekers[seeker].needs > 0 && paths.add(seeker, times: seekers[seeker].needs)
        }
        var rows: [[(column: Int, cost: Int64)]] = []
        var owners: [Int] = []
        var ties: [Int64] = []
        for seeker in seekers.indices where isHelped[seeker] {
            for _ in 0..<seekers[seeker].needs {
                rows.append(zip(slots.lists[seeker], slots.fits[seeker]).map { ($0, -Int64($1)) })
                owners.append(seeker)
                ties += slots.lists[seeker].map { slot in
                    Int64(Mixing.mix(UInt64(bitPattern: Int64(day)), UInt64(seeker), UInt64(slot)) >> 44)
                }
            }
        }
        let problem = try AssignmentProblem(columns: slots.volunteers.count, rows: rows)
        // Step 1 has shown that every row can get a column.
        guard case .solved(let assignment) = try SparseAssignment.solve(problem, ties: ties) else {
            throw .unevenLists
        }
        var volunteers: [[Int]] = seekers.map { _ in [] }
        for (row, slot) in assignment.mates.enumerated() where slot >= 0 {
            volunteers[owners[row]].append(slots.volunteers[Int(slot)])
        }
        return Pairing(
            volunteers: volunteers.map { $0.sorted() }, fit: Int(-assignment.cost),
            proof: Pairing.Proof(problem: problem, assignment: assignment))
    }
}

/// The places volunteers have, one slot for each, and which slots each seeker can have.
private struct WaitingSlots {
    /// Whose each slot is.
    private(set) var volunteers: [Int] = []
    /// Per seeker the slots, rising, and how well the volunteer of each fits, 0…1000.
    private(set) var lists: [[Int]] = []
    private(set) var fits: [[Int]] = []

    init(_ list: WaitingList) {
        let known = list.capacities.indices
        // The first mention of a volunteer counts.
        let candidates = list.seekers.map { seeker in
            var seen: Set<Int> = []
            return seeker.candidates.filter { known.contains($0.volunteer) && seen.insert($0.volunteer).inserted }
        }
        // More room than seekers who name the volunteer is of no use.
        var wanted = [Int](repeating: 0, count: known.count)
        for candidate in candidates.joined() { wanted[candidate.volunteer] += 1 }
        var starts = [0]
        for (volunteer, capacity) in list.capacities.enumerated() {
            volunteers += repeatElement(volunteer, count: min(max(0, capacity), wanted[volunteer]))
            starts.append(volunteers.count)
        }
        for (seeker, candidates) in zip(list.seekers, candidates) {
            var own: [(slot: Int, fit: Int)] = []
            for candidate in candidates {
                let slots = starts[candidate.volunteer]..<starts[candidate.volunteer + 1]
                for slot in seeker.needs > 1 ? slots.prefix(1) : slots {
                    own.append((slot, min(1000, max(0, candidate.fit))))
                }
            }
            own.sort { $0.slot < $1.slot }
            lists.append(own.map(\.slot))
            fits.append(own.map(\.fit))
        }
    }
}
