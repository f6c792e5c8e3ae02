import Core
import Testing

@testable import Matching

struct RankUpdateTests {
    private let world = RankWorld(seed: 1, people: 600, works: 5000)

    private func works() -> RankedWorks {
        let index = RankedWorks()
        index.update(world.works)
        return index
    }

    private func question(limit: Int = 50, near: Int = 0) -> RankQuestion {
        RankQuestion(today: world.today, limit: limit, nearMisses: near)
    }

    @Test func theOrderOfArrivalDoesNotMatter() {
        let person = world.people[3]
        let expected = works().works(for: person, question(near: 3))
        var random = Seeded(seed: 4)
        for _ in 0..<3 {
            let index = RankedWorks()
            // In pieces, some twice, some first in another form, some gone and back.
            let shuffled = world.works.shuffled(using: &random)
            var early = Array(shuffled.prefix(700))
            for number in early.indices { early[number].themes = 0 }
            index.update(early)
            index.update([], removing: shuffled.prefix(300).map(\.id))
            index.update(Array(shuffled.prefix(2500)))
            index.update(Array(shuffled.dropFirst(2000)))
            #expect(index.count == 5000)
            #expect(index.works(for: person, question(near: 3)) == expected)
        }
    }

    @Test func anUpdateIsSeenByTheNextQuestion() throws {
        let index = works()
        let person = world.people[0]
        let first = try #require(index.works(for: person, question()).hits.first)
        var work = try #require(world.works.first { $0.id == first.id })
        work.isOpen = false
        index.update([work])
        #expect(!index.works(for: person, question(limit: 5000)).hits.contains { $0.id == first.id })
        work.isOpen = true
        work.pressure = 0
        index.update([work])
        #expect(index.works(for: person, question()).hits.contains { $0.id == first.id })
        index.update([], removing: [first.id, "onbekend"])
        #expect(index.count == 4999)
        // Whoever is gone leaves nobody behind.
        #expect(!index.works(for: RankPerson(id: "leeg"), question(limit: 5000)).hits.contains { $0.id.isEmpty })
        #expect(!index.works(for: person, question(limit: 5000)).hits.contains { $0.id == first.id })
    }

    /// Writers put all works in one of two states; a reader must never see some of the one and some of the other.
    @Test func readersSeeAllOfAnUpdateOrNothing() async {
        let index = RankedWorks()
        func all(_ theme: UInt64) -> [RankWork] {
            (0..<5000).map {
                var work = RankWork(id: "w\($0)")
                work.themes = theme
                return work
            }
        }
        let (left, right) = (all(1), all(2))
        index.update(left)
        let today = world.today
        await withTaskGroup(of: Bool.self) { group in
            for reader in 0..<3 {
                group.addTask {
                    var person = RankPerson(id: "p\(reader)")
                    person.interests = 1
                    for _ in 0..<6 {
                        let hits = index.works(for: person, RankQuestion(today: today, limit: 5000)).hits
                        if Set(hits.map { $0[.interests] }).count != 1 || hits.count != 5000 { return false }
                    }
                    return true
                }
            }
            group.addTask {
                for turn in 0..<6 { index.update(turn % 2 == 0 ? right : left) }
                return true
            }
            for await isWhole in group { #expect(isWhole) }
        }
    }

    @Test func equalScoresChangeOrderEveryDayButNotWithinOne() {
        let index = RankedWorks()
        index.update((0..<200).map { RankWork(id: "w\($0)") })
        let person = RankPerson(id: "p")
        func order(_ day: Int, _ id: String = "p") -> [String] {
            index.works(for: RankPerson(id: id), RankQuestion(today: Day(number: day), limit: 20)).hits.map(\.id)
        }
        #expect(order(1) == order(1))
        #expect(order(1) != order(2))
        #expect(order(1, "p") != order(1, "q"))
        #expect(index.works(for: person, RankQuestion(today: Day(number: 1), limit: 0)).fitting == 200)
    }
}
