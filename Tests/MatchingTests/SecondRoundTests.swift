import Core
import Testing

@testable import Matching

struct SecondRoundTests {
    @Test(arguments: 1...60, LotteryRule.allCases)
    func whereNothingChangedNobodyMoves(seed: UInt64, rule: LotteryRule) throws {
        var random = Seeded(seed: seed)
        let rig = try SecondRoundRig(&random, rule: rule, pupils: 18, places: 7)
        let second = try SecondRound(try rig.input())
        for (number, pupil) in second.wishes.input.pupils.enumerated() {
            let place = second.wishes.placement.place(of: number).map { second.wishes.input.places[$0].name }
            let before = rig.first.input.pupils.firstIndex { $0.pseudonym == pupil.pseudonym }.flatMap(rig.place)
            #expect(place == before, "seed \(seed): \(pupil.pseudonym)")
        }
    }

    @Test(arguments: 1...120, LotteryRule.allCases)
    func noWishIsPassedOverAndNobodyLosesAPlace(seed: UInt64, rule: LotteryRule) throws {
        var random = Seeded(seed: seed)
        var rig = try SecondRoundRig(&random, rule: rule, pupils: 18, places: 7)
        // A pupil goes away, a place comes in after the freezing, two parents say yes late.
        rig.gone = ["L1003", "L1011"]
        rig.seats[2] += 2
        rig.late = (0..<2).map {
            .init(pseudonym: "M\($0)", wishes: SecondRoundRig.wishes(&random, places: 7, classes: 4...6))
        }
        let input = try rig.input()
        let second = try SecondRound(input)
        let outcome = second.outcome
        var load: [String: Int] = [:]
        for place in outcome.values { load[place, default: 0] += 1 }
        for place in input.singles.places { #expect(load[place.name, default: 0] <= place.seats) }
        // Of everybody: a place that is wanted more is full, and of nobody who comes after. Not even the rest is.
        let turns = Self.turns(input)
        for pupil in input.singles.pupils {
            let got = outcome[pupil.pseudonym]
            for wish in pupil.wishes {
                if wish.place == got { break }
                let seats = input.singles.places.first { $0.name == wish.place }?.seats ?? 0
                let there = outcome.filter { $0.value == wish.place }.keys
                #expect(there.count == seats, "seed \(seed): \(pupil.pseudonym) was passed over at \(wish.place)")
                let own = try #require(turns[pupil.pseudonym + wish.place])
                for other in there {
                    let turn = turns[other + wish.place]
                    #expect(turn.map { $0 < own } ?? false, "seed \(seed): \(other) before \(pupil.pseudonym)")
                }
            }
            if let own = pupil.wishes.first(where: { $0.priority == 0 }) {
                let rank = pupil.wishes.firstIndex { $0.place == got }
                #expect(rank != nil && pupil.wishes.contains(own))
            }
        }
    }

    /// Class and digest, computed here once more.
    private static func turns(_ input: SecondRoundInput) -> [String: String] {
        var turns: [String: String] = [:]
        for pupil in input.singles.pupils {
            for wish in pupil.wishes {
                let place = input.rule == .oneNumber ? "" : "|" + wish.place
                let digest = Fingerprint.of("\(input.seed)|\(input.round)|\(pupil.pseudonym)\(place)")
                turns[pupil.pseudonym + wish.place] = String(100 + wish.priority) + digest
            }
        }
        return turns
    }

    @Test func aSeatThatCameFreeGoesToTheBestRightAndMovesOn() throws {
        // A has p as second wish after q; B has nothing and wished p. Somebody left q.
        let pupils: [PlacementInput.Pupil] = [
            .init(pseudonym: "A", wishes: [.init(place: "q", priority: 1), .init(place: "p", priority: 0)]),
            .init(pseudonym: "B", wishes: [.init(place: "q", priority: 2), .init(place: "p", priority: 2)]),
        ]
        let second = try SecondRound(Self.input(pupils, [("p", 1), ("q", 1)], [:]))
        #expect(second.outcome == ["A": "q", "B": "p"])
    }

    static func input(
        _ pupils: [PlacementInput.Pupil], _ places: [(String, Int)], _ metres: [SecondRoundInput.Way: Int64],
        refused: Set<SecondRoundInput.Way> = []
    ) throws -> SecondRoundInput {
        try SecondRoundInput(
            first: "0", seed: SecondRoundRig.seed, round: 1, rule: .oneNumber, groupPlaces: [],
            singlePlaces: places.map { .init(name: $0.0, seats: $0.1) },
            pupils: pupils.map { .init($0, circle: "k-" + $0.pseudonym) }, metres: metres, refused: refused)
    }

    @Test func friendsWithoutAPlaceTogetherHaveTheOwnList() throws {
        let wish = { (place: String) in [PlacementInput.Wish(place: place, priority: 1)] }
        let input = try SecondRoundInput(
            first: "0", seed: SecondRoundRig.seed, round: 1, rule: .oneNumber,
            groupPlaces: [.init(name: "samen", seats: 1)],
            singlePlaces: [.init(name: "p", seats: 1), .init(name: "q", seats: 5)],
            pupils: [
                .init(
                    group: .init(pseudonym: "G1", wishes: [.init(place: "samen", priority: 0)]), members: ["A", "B"]),
                .init(group: .init(pseudonym: "G2", wishes: wish("samen")), members: ["C", "D"]),
                .init(.init(pseudonym: "A", wishes: wish("p")), circle: "k"),
                .init(.init(pseudonym: "B", wishes: wish("p")), circle: "k"),
                .init(.init(pseudonym: "C", wishes: wish("p")), circle: "k"),
                .init(.init(pseudonym: "D", wishes: []), circle: "k"),
            ], metres: [.init("k", "q"): 10], refused: [])
        let second = try SecondRound(input)
        #expect(second.outcome == ["G1": "samen", "C": "p", "D": "q"])
        #expect(SecondRound.check(transcript: second.transcript, input: input.text) == .same)
        #expect(try SecondRoundInput(text: input.text) == input)
    }

    @Test func whoeverWasTakenAwayFromAPlaceDoesNotComeBackThere() throws {
        let pupils = ["A", "B"].map { PlacementInput.Pupil(pseudonym: $0, wishes: []) }
        let metres: [SecondRoundInput.Way: Int64] = [
            .init("k-A", "p"): 0, .init("k-A", "q"): 900, .init("k-B", "p"): 500, .init("k-B", "q"): 500,
        ]
        let places = [("p", 1), ("q", 1)]
        #expect(try SecondRound(Self.input(pupils, places, metres)).outcome == ["A": "p", "B": "q"])
        let away = try SecondRound(Self.input(pupils, places, metres, refused: [.init("A", "p")]))
        #expect(away.outcome == ["A": "q", "B": "p"])
    }
}
