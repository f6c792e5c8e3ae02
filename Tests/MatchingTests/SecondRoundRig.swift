import Core

@testable import Matching

/// A first round by chance and the input of the second that follows from it.
struct SecondRoundRig {
    static let seed = "drand-4471902-0f3a9c"
    let first: Lottery
    var seats: [Int]
    /// Named by those who came in after the freezing.
    var late: [PlacementInput.Pupil] = []
    /// Gone since: their seats came free.
    var gone: Set<String> = []
    var metres: [SecondRoundInput.Way: Int64] = [:]
    var refused: Set<SecondRoundInput.Way> = []

    init(_ random: inout Seeded, rule: LotteryRule, pupils: Int, places: Int) throws {
        let list = (0..<pupils).map { number in
            PlacementInput.Pupil(
                pseudonym: "L\(1000 + number)", wishes: Self.wishes(&random, places: places, classes: 1...3))
        }
        seats = (0..<places).map { _ in random.int(0...3) }
        let input = try PlacementInput(
            rule: rule, places: seats.enumerated().map { .init(name: "plek-\($0)", seats: $1) }, pupils: list)
        first = try Lottery(input, seed: Self.seed, round: 1)
        for circle in 1...2 {
            for place in 0..<places where random.chance(80) {
                metres[.init("k\(circle)", "plek-\(place)")] = Int64(random.int(0...6)) * 100
            }
        }
    }

    static func wishes(_ random: inout Seeded, places: Int, classes: ClosedRange<Int>) -> [PlacementInput.Wish] {
        var wishes: [PlacementInput.Wish] = []
        for place in (0..<places).shuffled(using: &random).prefix(random.int(0...4)) {
            wishes.append(.init(place: "plek-\(place)", priority: random.int(classes)))
        }
        return wishes
    }

    func place(_ number: Int) -> String? {
        first.placement.place(of: number).map { first.input.places[$0].name }
    }

    /// Whoever has a place wishes it and what stands above it.
    func input() throws -> SecondRoundInput {
        var pupils: [PlacementInput.Pupil] = late
        for (number, pupil) in first.input.pupils.enumerated() where !gone.contains(pupil.pseudonym) {
            guard let own = place(number), let rank = pupil.wishes.firstIndex(where: { $0.place == own }) else {
                pupils.append(pupil)
                continue
            }
            let better = Array(pupil.wishes.prefix(rank))
            pupils.append(.init(pseudonym: pupil.pseudonym, wishes: better + [.init(place: own, priority: 0)]))
        }
        return try SecondRoundInput(
            first: first.input.commitment, seed: Self.seed, round: 1, rule: first.input.rule, groupPlaces: [],
            singlePlaces: seats.enumerated().map { .init(name: "plek-\($0)", seats: $1) },
            pupils: pupils.enumerated().map { .init($1, circle: "k\(1 + $0 % 2)") }, metres: metres, refused: refused)
    }
}
