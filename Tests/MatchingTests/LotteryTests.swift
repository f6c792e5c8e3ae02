import Testing

@testable import Matching

struct LotteryTests {
    private typealias Input = PlacementInput

    private func input(_ rule: LotteryRule = .oneNumber, pupils: Int = 40, shuffledBy seed: UInt64? = nil) throws
        -> PlacementInput
    {
        var places = (0..<6).map { Input.Place(name: "plek-\($0)", seats: 5) }
        var list = (0..<pupils).map { number -> Input.Pupil in
            let priority = number % 7 == 0 ? 0 : 1
            // Nobody asks for the last place.
            let asked: [Int] = [number % 6, (number + 1) % 6, (number + 3) % 6].filter { $0 != 5 }
            let wishes = asked.map { Input.Wish(place: "plek-\($0)", priority: priority) }
            return Input.Pupil(pseudonym: "L\(1000 + number)", wishes: wishes)
        }
        if let seed {
            var random = SeededForTests(seed: seed)
            places.shuffle(using: &random)
            list.shuffle(using: &random)
        }
        return try PlacementInput(rule: rule, places: places, pupils: list)
    }

    private let seed = "drand-4471902-0f3a9c"

    @Test func theFrozenTextAndItsFingerprintAreFixed() throws {
        let input = try PlacementInput(
            rule: .oneNumber, places: [.init(name: "b", seats: 2), .init(name: "a", seats: 1)],
            pupils: [
                .init(pseudonym: "L2", wishes: []),
                .init(pseudonym: "L1", wishes: [.init(place: "b"), .init(place: "a", priority: 1)]),
            ])
        #expect(
            input.text == "inzet-loting 1\nregel een-nummer\nplek a 1\nplek b 2\nleerling L1 b:0,a:1\nleerling L2 -\n")
        // The same as sha256sum gives.
        #expect(Fingerprint.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(input.commitment == Fingerprint.of(input.text))
        #expect(try PlacementInput(text: input.text) == input)
    }

    @Test(arguments: LotteryRule.allCases) func anotherOrderGivesTheSameBytes(rule: LotteryRule) throws {
        let plain = try Lottery(try input(rule), seed: seed, round: 1)
        for shuffle in 1...5 as ClosedRange<UInt64> {
            let other = try Lottery(try input(rule, shuffledBy: shuffle), seed: seed, round: 1)
            #expect(other.transcript == plain.transcript)
            #expect(other.input.commitment == plain.input.commitment)
        }
    }

    @Test(arguments: LotteryRule.allCases) func anybodyCanDoItOver(rule: LotteryRule) throws {
        let lottery = try Lottery(try input(rule), seed: seed, round: 2)
        let (transcript, text) = (lottery.transcript, lottery.input.text)
        #expect(Stability.check(lottery.placement, of: lottery.problem).isStable)
        #expect(Lottery.check(transcript: transcript, input: text) == .same)
        // Somebody changes a wish, a seed, a number or an outcome afterwards.
        #expect(
            Lottery.check(transcript: transcript, input: text.replacing("L1003 plek-3", with: "L1003 plek-4"))
                == .otherInput)
        let otherSeed = transcript.replacing("zaad drand", with: "zaad brand")
        #expect(Lottery.check(transcript: otherSeed, input: text) == .differs(line: 5))
        let outcome = transcript.split(separator: "\n").first { $0.hasPrefix("uitkomst L1007 plek") }
        let line = try #require(outcome)
        let spoiled = transcript.replacing(String(line), with: "uitkomst L1007 -")
        guard case .differs = Lottery.check(transcript: spoiled, input: text) else {
            Issue.record("a changed outcome went unseen")
            return
        }
        #expect(Lottery.check(transcript: transcript + "x\n", input: text) != .same)
        #expect(Lottery.check(transcript: "onzin", input: text) == .unreadable)
    }

    @Test func numbersRunFromOneAndDependOnSeedAndRound() throws {
        let input = try input()
        let first = try Lottery(input, seed: seed, round: 1)
        let numbers = first.lots.compactMap { $0.first?.number }
        #expect(numbers.sorted() == Array(1...40))
        #expect(first.lots[3][0].digest == Fingerprint.of("\(seed)|1|L1003"))
        #expect(try Lottery(input, seed: seed, round: 2).lots != first.lots)
        #expect(try Lottery(input, seed: seed + "x", round: 1).lots != first.lots)
        let perPlace = try Lottery(try self.input(.numberPerPlace), seed: seed, round: 1)
        #expect(perPlace.lots[3][0].digest == Fingerprint.of("\(seed)|1|L1003|plek-3"))
        for lots in perPlace.lots { for lot in lots { #expect((1...lot.of).contains(lot.number)) } }
    }

    @Test(arguments: LotteryRule.allCases) func everyExplanationIsTrue(rule: LotteryRule) throws {
        let lottery = try Lottery(try input(rule), seed: seed, round: 1)
        for (number, explanation) in lottery.explanations().enumerated() {
            #expect(explanation.wishes.count { $0.fate == .given } == (explanation.place == nil ? 0 : 1))
            for wish in explanation.wishes {
                switch wish.fate {
                case .given: #expect(wish.place == explanation.place)
                case .notNeeded: #expect(explanation.place != nil)
                case .noSeats: #expect(wish.lastIn == nil)
                case .fullByPriority:
                    let last = try #require(wish.lastIn)
                    #expect(last.priority < wish.priority)
                case .fullByNumber:
                    let last = try #require(wish.lastIn)
                    #expect(last.priority == wish.priority && last.number < wish.lot.number)
                }
            }
            #expect(explanation.pseudonym == lottery.input.pupils[number].pseudonym)
        }
        #expect(lottery.explanations().contains { $0.wishes.contains { $0.fate == .fullByNumber } })
    }

    @Test func priorityGoesBeforeNumber() throws {
        let input = try PlacementInput(
            rule: .oneNumber, places: [.init(name: "p", seats: 1)],
            pupils: (0..<20).map { .init(pseudonym: "L\($0)", wishes: [.init(place: "p", priority: $0 == 13 ? 0 : 1)]) }
        )
        for round in 1...10 {
            let lottery = try Lottery(input, seed: seed, round: round)
            let placed = try #require(lottery.placement.places.firstIndex(of: 0))
            #expect(lottery.input.pupils[placed].pseudonym == "L13")
        }
    }

    @Test func refusesNamesThatCouldHideSomething() {
        for name in ["", "a b", "a|b", "a,b", "a:b", "é", "a\nb"] {
            #expect(throws: PlacementInputFault.badName(name)) {
                try PlacementInput(rule: .oneNumber, places: [.init(name: name, seats: 1)], pupils: [])
            }
        }
        #expect(throws: PlacementInputFault.repeatedName("L1")) {
            try PlacementInput(
                rule: .oneNumber, places: [],
                pupils: [.init(pseudonym: "L1", wishes: []), .init(pseudonym: "L1", wishes: [])])
        }
        for text in ["", "inzet-loting 1\n", "inzet-loting 1\nregel x\n", "inzet-loting 1\nregel een-nummer\nplek a\n"]
        {
            #expect(throws: PlacementInputFault.self) { try PlacementInput(text: text) }
        }
        for bad in ["kort", "met een spatie erin", "abcdefghijklmnop|q"] {
            #expect(throws: LotteryFault.badSeed) { try Lottery(try self.input(), seed: bad, round: 1) }
        }
    }
}
