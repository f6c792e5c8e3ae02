import Core
import Matching
import Testing

@testable import Brokerage

struct PupilRulesTests {
    @Test func `a list of pupils is read with every problem by its line`() throws {
        let text = """
            Naam;Klas;Niveau;Onder 16;Mail ouder
            Sanne de Vries;3A;3 havo;ja;ouder@voorbeeld.nl
            Bram Smit;3A;3 havo;nee;
            ;3A;3 havo;ja;
            Noor Bakker;;3 havo;ja;
            Thijs Mulder;3A;3 havo;misschien;
            Eva Visser;3A;3 havo;ja;geen adres
            sanne de vries;3a;3 havo;ja;
            Sem 111222333;3A;3 havo;ja;
            """
        let list = try PupilList(Array(text.utf8))
        #expect(list.entries.map(\.name) == ["Sanne de Vries", "Bram Smit"])
        #expect(list.entries.map(\.isUnder16) == [true, false])
        #expect(list.problems.map(\.line) == [4, 5, 6, 7, 8, 9])
    }

    @Test func `a file that cannot be right is refused as a whole`() {
        let bad = [
            "", "klas\n3A", "naam;klas\nJan;3A", "naam;klas;onder 16;geboortedatum\nJan;3A;ja;1-1-2012",
            "naam;klas;onder 16;BSN\nJan;3A;ja;1", "naam;klas;onder 16\n\"Jan;3A;ja",
        ]
        for text in bad {
            #expect(throws: ImportRefusal.self, "\(text)") { try PupilList(Array(text.utf8)) }
        }
    }

    @Test func `a code survives small letters, spaces and missing dashes`() {
        let code = PupilCode.make()
        let bare = code.filter { $0 != "-" }
        #expect(PupilCode.written(bare.lowercased()) == code)
        #expect(PupilCode.written(" " + code.lowercased() + " ") == code)
        for wrong in ["", "ABCD", "ABCD-EFGH-JKL", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLM-N"] {
            #expect(PupilCode.written(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `a list of wishes follows the buttons and the numbers`() {
        func id(_ name: String) -> PupilPlace.Identity { .init(name) }
        let list = ["a", "b", "c", "d"].map(id)
        func names(_ change: WishList.Change) -> String {
            WishList.changed(list, by: change).map(\.text).joined()
        }
        #expect(names(.up(id("c"))) == "acbd")
        #expect(names(.up(id("a"))) == "abcd")
        #expect(names(.down(id("a"))) == "bacd")
        #expect(names(.down(id("d"))) == "abcd")
        #expect(names(.remove(id("b"))) == "acd")
        #expect(names(.add(id("e"))) == "abcde")
        #expect(names(.add(id("a"))) == "abcd")
        let same = [id("a"): 1, id("b"): 2, id("c"): 3, id("d"): 4]
        #expect(names(.order(same.merging([id("d"): 1]) { $1 })) == "dabc")
        #expect(names(.order(same.merging([id("a"): 3]) { $1 })) == "bcad")
        #expect(names(.order([:])) == "abcd")
    }

    @Test func `priority is the first rule that fits`() {
        let rules = [RoundPriority(kind: .placeSchool, value: ""), RoundPriority(kind: .level, value: "4 havo")]
        let (own, other) = (School.Identity("s1"), School.Identity("s2"))
        func position(_ school: School.Identity, _ level: String, _ place: School.Identity?) -> Int {
            RoundPriority.position(in: rules, school: school, level: level, placeSchool: place)
        }
        #expect(position(own, "3 vwo", own) == 0)
        #expect(position(own, "4 HAVO", other) == 1)
        #expect(position(own, "3 vwo", nil) == 2)
        #expect(RoundForm.priorities("school\nniveau: 4 havo\n") == rules)
        #expect(RoundForm.priorities("de liefste eerst") == nil)
    }

    @Test func `an outcome comes back from its record`() throws {
        let input = try PlacementInput(
            rule: .oneNumber, places: [.init(name: "plek-1", seats: 1), .init(name: "plek-2", seats: 1)],
            pupils: ["L-A", "L-B", "L-C"].map {
                .init(pseudonym: $0, wishes: [.init(place: "plek-1"), .init(place: "plek-2")])
            })
        let lottery = try Lottery(input, seed: PupilRig.seed, round: 1)
        let outcomes = lottery.explanations().map(PupilOutcome.init)
        for outcome in outcomes { #expect(PupilOutcome(json: outcome.json) == outcome) }
        #expect(outcomes.map(\.fullBefore).sorted() == [0, 1, 2])
    }

    /// Printed, for a build with optimisation: a town of 3,000 in one go.
    @Test func `3000 pupils are shared out in no time`() throws {
        var random = Seeded(seed: 3)
        let places = (1...240).map { PlacementInput.Place(name: "plek-\($0)", seats: 13) }
        let pupils = (0..<3_000).map { index in
            var numbers: [Int] = []
            while numbers.count < 8 {
                let number = min(random.int(1...240), random.int(1...240))
                if !numbers.contains(number) { numbers.append(number) }
            }
            return PlacementInput.Pupil(
                pseudonym: "L-\(index)", wishes: numbers.map { .init(place: "plek-\($0)") })
        }
        let clock = ContinuousClock()
        var lottery: Lottery?
        let time = try clock.measure {
            lottery = try Lottery(
                PlacementInput(rule: .oneNumber, places: places, pupils: pupils), seed: PupilRig.seed, round: 1)
        }
        let made = try #require(lottery)
        #expect(Stability.check(made.placement, of: made.problem).isStable)
        print("3000 pupils, 240 places, 8 wishes: \(time)")
    }
}
