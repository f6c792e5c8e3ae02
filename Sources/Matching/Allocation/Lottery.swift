import Core

/// Why lots cannot be drawn.
package enum LotteryFault: Error, Equatable, Sendable {
    /// The seed is not 16 to 256 ASCII signs without spaces and `|`.
    case badSeed
    /// A round outside 1…1,000,000.
    case badRound
    case input(PlacementFault)
}

/// A draw of lots that anybody can do over: from a frozen input and a seed that nobody knew when it was frozen
/// (a notary's, or a later public beacon's).
///
/// A pupil's lot is the SHA-256 of `seed|round|pseudonym`, at a place of its own `seed|round|pseudonym|place`: one line
/// of shell checks it. Sorted, the lots give the numbers people see: 1 goes first.
package struct Lottery: Sendable, Equatable {
    /// A pupil's number at a place.
    package struct Lot: Sendable, Equatable {
        /// From 1.
        package let number: Int
        /// How many numbers were drawn.
        package let of: Int
        package let digest: String
    }

    package let input: PlacementInput
    package let seed: String
    package let round: Int
    /// Per pupil and wish. With one number per pupil they are all the same.
    package let lots: [[Lot]]
    package let problem: PlacementProblem
    package let placement: Placement

    package init(_ input: PlacementInput, seed: String, round: Int) throws(LotteryFault) {
        guard (16...256).contains(seed.utf8.count), seed.utf8.allSatisfy({ (33...126).contains($0) && $0 != 124 })
        else { throw .badSeed }
        guard (1...1_000_000).contains(round) else { throw .badRound }
        self.input = input
        self.seed = seed
        self.round = round
        let numbers = Self.placeNumbers(input)
        switch input.rule {
        case .oneNumber: lots = Self.oneNumber(input, seed: seed, round: round)
        case .numberPerPlace: lots = Self.numberPerPlace(input, seed: seed, round: round, numbers: numbers)
        }
        do throws(PlacementFault) {
            problem = try PlacementProblem(
                seats: input.places.map(\.seats),
                wishes: input.pupils.map { pupil in pupil.wishes.compactMap { numbers[$0.place] } },
                turns: zip(input.pupils, lots).map { pupil, lots in
                    zip(pupil.wishes, lots).map { Self.turn(priority: $0.priority, value: UInt64($1.number)) }
                })
        } catch { throw .input(error) }
        placement = DeferredAcceptance.place(problem)
    }

    /// The turn of a pupil in a priority class: the class in the first 8 bits, the lot in the other 56.
    package static func turn(priority: Int, value: UInt64) -> UInt64 {
        UInt64(UInt8(clamping: priority)) << 56 | (value & (1 << 56 - 1))
    }

    /// The position of each place by its name.
    static func placeNumbers(_ input: PlacementInput) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: input.places.enumerated().map { ($1.name, $0) })
    }

    private static func oneNumber(_ input: PlacementInput, seed: String, round: Int) -> [[Lot]] {
        let lots = ranked(input.pupils.map { Fingerprint.of("\(seed)|\(round)|\($0.pseudonym)") })
        return zip(input.pupils, lots).map { Array(repeating: $1, count: $0.wishes.count) }
    }

    private static func numberPerPlace(
        _ input: PlacementInput, seed: String, round: Int, numbers: [String: Int]
    ) -> [[Lot]] {
        var asked: [[(pupil: Int, wish: Int, digest: String)]] = Array(repeating: [], count: input.places.count)
        var lots = input.pupils.map { Array(repeating: Lot(number: 0, of: 0, digest: ""), count: $0.wishes.count) }
        for (number, pupil) in input.pupils.enumerated() {
            for (rank, wish) in pupil.wishes.enumerated() {
                guard let place = numbers[wish.place] else { continue }
                let digest = Fingerprint.of("\(seed)|\(round)|\(pupil.pseudonym)|\(wish.place)")
                asked[place].append((number, rank, digest))
            }
        }
        for place in asked {
            for (ask, lot) in zip(place, ranked(place.map(\.digest))) { lots[ask.pupil][ask.wish] = lot }
        }
        return lots
    }

    /// Numbers by rising digest; should two ever be the same, the pupil whose pseudonym comes first goes first.
    private static func ranked(_ digests: [String]) -> [Lot] {
        let order = digests.indices.sorted { (digests[$0], $0) < (digests[$1], $1) }
        var lots = digests.map { Lot(number: 0, of: digests.count, digest: $0) }
        for (number, index) in order.enumerated() {
            lots[index] = Lot(number: number + 1, of: digests.count, digest: digests[index])
        }
        return lots
    }
}
