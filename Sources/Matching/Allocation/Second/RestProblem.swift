import Core

/// Who is left after the wishes, and the seats that are: what the second step is about.
package struct RestProblem: Sendable, Equatable {
    /// Names in the lottery, rising.
    package let pupils: [String]
    /// Places with a seat left that somebody can go to.
    package let places: [PlacementInput.Place]
    /// Per pupil the places, by their position, and the metres; rising.
    package let ways: [[(place: Int, metres: Int64)]]
    /// The lot of each way.
    package let lots: [[Int64]]
    /// What a pupil without a place counts for: more than all ways together, so that as many as possible get one.
    package let alone: Int64

    package init(_ input: SecondRoundInput, after wishes: Lottery) {
        var load = [Int](repeating: 0, count: wishes.problem.places)
        for place in wishes.placement.places where place >= 0 { load[Int(place)] += 1 }
        let left = wishes.input.pupils.indices.filter { wishes.placement.place(of: $0) == nil }
        let names = left.map { wishes.input.pupils[$0].pseudonym }
        let free = wishes.input.places.enumerated().compactMap { number, place in
            !names.isEmpty && place.seats > load[number]
                ? PlacementInput.Place(name: place.name, seats: min(place.seats - load[number], names.count)) : nil
        }
        pupils = names
        places = free
        ways = names.map { name in
            free.indices.compactMap { place in
                input.metres(name, free[place].name).map { (place: place, metres: $0) }
            }
        }
        lots = zip(names, ways).map { name, ways in
            ways.map { Self.lot(seed: input.seed, round: input.round, pupil: name, place: free[$0.place].name) }
        }
        let furthest = ways.joined().map(\.metres).max() ?? 0
        alone = 1 + furthest * Int64(names.count)
    }

    /// The first four signs of the SHA-256 of `seed|round|pseudonym|place`, as a number: 0…65,535.
    static func lot(seed: String, round: Int, pupil: String, place: String) -> Int64 {
        Int64(Fingerprint.of("\(seed)|\(round)|\(pupil)|\(place)").prefix(4), radix: 16) ?? 0
    }

    package static func == (left: RestProblem, right: RestProblem) -> Bool {
        left.pupils == right.pupils && left.places == right.places && left.alone == right.alone
            && left.lots == right.lots && left.ways.map { $0.map(\.place) } == right.ways.map { $0.map(\.place) }
            && left.ways.map { $0.map(\.metres) } == right.ways.map { $0.map(\.metres) }
    }

    /// One column for each seat.
    var seats: [Int] { places.indices.flatMap { Array(repeating: $0, count: places[$0].seats) } }

    /// The same as an assignment of pupils to seats.
    func assignment() throws(AssignmentFault) -> (problem: AssignmentProblem, lots: [Int64]) {
        var firsts: [Int] = []
        var count = 0
        for place in places {
            firsts.append(count)
            count += place.seats
        }
        var rows: [[(column: Int, cost: Int64)]] = []
        var lots: [Int64] = []
        for (ways, own) in zip(ways, self.lots) {
            var row: [(column: Int, cost: Int64)] = []
            for (way, lot) in zip(ways, own) {
                for seat in 0..<places[way.place].seats {
                    row.append((firsts[way.place] + seat, way.metres))
                    lots.append(lot)
                }
            }
            rows.append(row)
        }
        let problem = try AssignmentProblem(columns: count, rows: rows, aloneCosts: pupils.map { _ in alone })
        return (problem, lots)
    }
}
