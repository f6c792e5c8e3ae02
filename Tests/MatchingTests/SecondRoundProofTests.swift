import Core
import Testing

@testable import Matching

/// The second step and what is published of it, checked by trying everything, and by files alone.
struct SecondRoundProofTests {
    /// How many have nothing, metres, lots: the least of all ways.
    private static func best(_ problem: RestProblem) -> [Int64] {
        var least: [Int64] = [.max, 0, 0]
        var load = [Int](repeating: 0, count: problem.places.count)
        func go(_ pupil: Int, _ sums: [Int64]) {
            guard pupil < problem.pupils.count else {
                if sums.lexicographicallyPrecedes(least) { least = sums }
                return
            }
            go(pupil + 1, [sums[0] + 1, sums[1], sums[2]])
            for (way, lot) in zip(problem.ways[pupil], problem.lots[pupil])
            where load[way.place] < problem.places[way.place].seats {
                load[way.place] += 1
                go(pupil + 1, [sums[0], sums[1] + way.metres, sums[2] + lot])
                load[way.place] -= 1
            }
        }
        go(0, [0, 0, 0])
        return least
    }

    private static func sums(_ rest: RestShare) -> [Int64] {
        var lots: Int64 = 0
        for (row, place) in rest.places.enumerated() {
            for (way, lot) in zip(rest.problem.ways[row], rest.problem.lots[row]) where way.place == place {
                lots += lot
            }
        }
        return [Int64(rest.places.count { $0 == nil }), rest.metres, lots]
    }

    private static func second(_ seed: UInt64, pupils: Int = 12) throws -> SecondRound {
        var random = Seeded(seed: seed)
        var rig = try SecondRoundRig(&random, rule: .oneNumber, pupils: pupils, places: 5)
        rig.seats = rig.seats.map { $0 + random.int(0...1) }
        return try SecondRound(try rig.input())
    }

    @Test(arguments: 1...150) func theRestIsTheBestOfAllWays(seed: UInt64) throws {
        let second = try Self.second(seed)
        guard second.rest.problem.pupils.count <= 7 else { return }
        #expect(Self.sums(second.rest) == Self.best(second.rest.problem), "seed \(seed)")
    }

    @Test(arguments: 1...20) func whatIsPublishedIsChecked(seed: UInt64) throws {
        let second = try Self.second(seed, pupils: 30)
        let (input, transcript) = (second.input.text, second.transcript)
        #expect(try SecondRoundInput(text: input) == second.input)
        #expect(SecondRound.check(transcript: transcript, input: input) == .same)
        #expect(SecondRound.check(transcript: transcript, input: input + " ") == .otherInput)
        #expect(SecondRound.check(transcript: "onzin", input: input) == .unreadable)
        let lines = transcript.split(separator: "\n").map(String.init)
        for (number, line) in lines.enumerated().dropFirst(2) {
            var spoiled = lines
            spoiled[number] = line + "0"
            let text = spoiled.joined(separator: "\n") + "\n"
            #expect(SecondRound.check(transcript: text, input: input) != .same, "seed \(seed): \(line)")
            spoiled.remove(at: number)
            let shorter = spoiled.joined(separator: "\n") + "\n"
            #expect(SecondRound.check(transcript: shorter, input: input) != .same, "seed \(seed) without \(line)")
        }
    }

    @Test func anotherWayIsSeenForWhatItIs() throws {
        // Two pupils, both as far from both places: only the lots choose. A third stays without.
        let pupils = ["A", "B", "C"].map { PlacementInput.Pupil(pseudonym: $0, wishes: []) }
        var metres: [SecondRoundInput.Way: Int64] = [:]
        for name in ["A", "B"] { for place in ["p", "q"] { metres[.init("k-" + name, place)] = 300 } }
        metres[.init("k-C", "p")] = 4_000
        let input = try SecondRoundTests.input(pupils, [("p", 1), ("q", 1)], metres)
        let good = try SecondRound(input).rest
        #expect(good.places.count { $0 == nil } == 1 && good.places[2] == nil && good.isBest)
        let swapped = RestShare(
            problem: good.problem, places: [good.places[1], good.places[0], nil], prices: good.prices,
            scarcity: good.scarcity)
        #expect(swapped.isLeast && !swapped.hasLeastLots)
        let farther = RestShare(
            problem: good.problem, places: [1, nil, 0], prices: good.prices, scarcity: good.scarcity)
        #expect(!farther.isLeast)
        let crowded = RestShare(
            problem: good.problem, places: [0, 0, nil], prices: good.prices, scarcity: good.scarcity)
        #expect(!crowded.isLeast)
        var dear = good.scarcity
        dear[0] += 1
        #expect(!RestShare(problem: good.problem, places: good.places, prices: good.prices, scarcity: dear).isLeast)
    }
}
