import Core
import Testing

@testable import Matching

struct RankingTests {
    private let world = RankWorld(seed: 1, people: 600, works: 5000)

    private func works() -> RankedWorks {
        let index = RankedWorks()
        index.update(world.works)
        return index
    }

    private func question(limit: Int = 50, near: Int = 0) -> RankQuestion {
        RankQuestion(today: world.today, limit: limit, nearMisses: near)
    }

    private var plain: PlainRanking { PlainRanking(today: world.today, weights: PlainRanking.standard) }

    @Test func worksForAPersonAreBitExact() {
        let index = works()
        for person in world.people.prefix(8) {
            let answer = index.works(for: person, question(limit: 5000))
            let fitting = world.works.filter { $0.isOpen && plain.fails(person, $0).isEmpty }
            #expect(answer.fitting == fitting.count && answer.hits.count == fitting.count)
            let scores = Dictionary(
                uniqueKeysWithValues: fitting.map {
                    ($0.id, plain.points(person, $0, day: $0.published, pressure: $0.pressure))
                })
            for hit in answer.hits {
                #expect(hit.points == scores[hit.id])
                #expect(hit.score == hit.points.reduce(0, +) && (0...1000).contains(hit.score))
            }
            #expect(answer.hits.map(\.score) == answer.hits.map(\.score).sorted(by: >))
            let few = index.works(for: person, question(limit: 20))
            #expect(few.hits == Array(answer.hits.prefix(20)))
        }
    }

    @Test func peopleForAWorkAreBitExact() {
        let index = RankedPeople()
        index.update(world.people)
        for work in world.works.prefix(60) {
            let answer = index.people(for: work, question(limit: 600))
            let fitting = world.people.filter { $0.isOpen && plain.fails($0, work).isEmpty }
            let scores = Dictionary(
                uniqueKeysWithValues: fitting.map {
                    ($0.id, plain.points($0, work, day: $0.lastSeen, pressure: $0.pressure))
                })
            #expect(answer.hits.count == fitting.count)
            for hit in answer.hits { #expect(hit.points == scores[hit.id]) }
        }
    }

    /// The same question asked of a ranking in numpy, over the same 2000 candidates.
    @Test func agreesWithAnotherProgram() {
        func word(_ column: UInt64, _ index: Int) -> UInt64 {
            var z = (31_337 ^ (column << 8)) &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        func below(_ column: UInt64, _ index: Int, _ most: UInt64) -> Int {
            Int(((word(column, index) >> 32) &* most) >> 32)
        }
        let people = (0..<2000).map { index -> RankPerson in
            var person = RankPerson(id: String(index))
            person.slots = UInt32(word(1, index) & word(2, index) & (1 << 28 - 1))
            person.skills = word(3, index) & word(4, index) & word(5, index)
            person.languages = UInt32(word(6, index) & word(7, index) & 0xFFFF) | 1
            person.proofs = below(8, index, 10) < 4 ? 1 : 0
            person.position = RankPosition(x: below(9, index, 40_000), y: below(10, index, 40_000))
            person.motives = word(11, index) & word(12, index) & 0xFF
            person.commitment = below(13, index, 4)
            person.pressure = below(14, index, 16)
            // There nobody without a daypart fits; here that would be unknown.
            person.isOpen = person.slots != 0
            return person
        }
        var work = RankWork(id: "vraag")
        work.slots = 0x00F_0F0F
        work.slotsNeeded = 4
        work.skills = 0xF0F0_0000_00FF_000F
        work.languages = 3
        work.needs = 1
        work.position = RankPosition(x: 20_000, y: 20_000)
        work.reach = 10_000
        work.motives = 0b10110
        work.commitment = 2
        let index = RankedPeople()
        index.update(people)
        var weights = RankWeights(unchecked: [0, 300, 150, 250, 200, 100, 0, 0, 150])
        weights.motiveBasis = .work
        let answer = index.people(for: work, RankQuestion(today: world.today, weights: weights, limit: 2000))
        // It takes 10 points off for each step of pressure; here as many are given for each step of room.
        let mine = answer.hits.map { (score: $0.score - 150, id: Int($0.id) ?? -1) }.sorted {
            ($1.score, $0.id) < ($0.score, $1.id)
        }
        #expect(answer.fitting == NumpyAnswer.fitting)
        #expect(mine.prefix(50).map(\.id) == NumpyAnswer.ids)
        #expect(mine.prefix(50).map(\.score) == NumpyAnswer.scores)
    }
}
