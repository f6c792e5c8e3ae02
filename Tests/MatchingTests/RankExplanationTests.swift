import Core
import Testing

@testable import Matching

struct RankExplanationTests {
    private let world = RankWorld(seed: 2, people: 60, works: 800)
    private var plain: PlainRanking { PlainRanking(today: world.today, weights: PlainRanking.standard) }

    private func index() -> RankedWorks {
        let index = RankedWorks()
        index.update(world.works)
        return index
    }

    private func question(limit: Int = 50, near: Int = 0) -> RankQuestion {
        RankQuestion(today: world.today, limit: limit, nearMisses: near)
    }

    /// Better in one thing and worse in none is never ranked lower.
    @Test func whoIsAtLeastAsGoodInEverythingIsNotLower() {
        var random = Seeded(seed: 3)
        let scoring = RankScoring(.standard, today: world.today.number)
        for _ in 0..<2000 {
            guard let person = random.pick(world.people), let work = random.pick(world.works) else { return }
            let before = scoring.points(person: RankRow(person), work: RankRow(work), candidate: RankRow(person))
            var better = person
            switch random.int(0...6) {
            case 0: better.interests |= 1 << UInt64(random.int(0...11))
            case 1: better.skills |= 1 << UInt64(random.int(0...11))
            case 2: better.slots |= person.slots == 0 ? 0 : 1 << UInt32(random.int(0...27))
            case 3: better.targets |= 1 << UInt32(random.int(0...7))
            case 4: better.pressure = max(0, person.pressure - 1)
            case 5: better.lastSeen = person.lastSeen.map { min(world.today, $0 + 10) }
            default:
                // Half way to the work, as near as whole metres allow.
                guard let from = person.position, let to = work.position else { continue }
                better.position = RankPosition(
                    x: Int(to.x) + (Int(from.x) - Int(to.x)) / 2, y: Int(to.y) + (Int(from.y) - Int(to.y)) / 2)
            }
            let after = scoring.points(person: RankRow(better), work: RankRow(work), candidate: RankRow(better))
            #expect(zip(after.list, before.list).allSatisfy { $0 >= $1 })
            #expect(after.sum >= before.sum)
        }
    }

    @Test func everyNearMissIsTrueAndEveryPromisedScoreIsWhatComesOut() throws {
        let index = index()
        var promises = 0
        for person in world.people.prefix(12) {
            let answer = index.works(for: person, question(near: 5))
            var blocked = RankCondition.allCases.map { _ in 0 }
            for work in world.works where work.isOpen {
                let failed = plain.fails(person, work)
                if failed.count == 1 { blocked[failed[0].rawValue] += 1 }
            }
            #expect(answer.blockedOnlyBy == blocked)
            for miss in answer.nearMisses {
                let work = try #require(world.works.first { $0.id == miss.id })
                #expect(plain.fails(person, work) == [miss.obstacle.condition])
                guard let change = miss.change else {
                    #expect(miss.score == nil)
                    // Only age, and how far the work lets people come, are out of the person's hands.
                    let isOwnLimit = miss.obstacle.condition == .distance && work.reach != nil
                    #expect(miss.obstacle.condition == .age || isOwnLimit)
                    continue
                }
                let changed = change.applied(to: person)
                let hit = index.works(for: changed, question(limit: 800)).hits.first { $0.id == miss.id }
                #expect(hit?.score == miss.score)
                promises += 1
            }
        }
        #expect(promises > 50)
    }

    @Test func everyWhatIfIsCounted() {
        let index = index()
        for person in world.people.prefix(6) {
            let now = index.works(for: person, question()).fitting
            for whatIf in index.bestChanges(for: person, question(), most: 5) {
                let changed = whatIf.change.applied(to: person)
                #expect(whatIf.more > 0)
                #expect(
                    whatIf.more == world.works.count { $0.isOpen && plain.fails(changed, $0).isEmpty } - now)
            }
        }
    }

    /// The smallest change: one metre, one daypart, one language less and it would still fail.
    @Test func distanceAndAgeAreExactToTheMetreAndTheDay() throws {
        let index = RankedWorks()
        var work = RankWork(id: "w")
        work.position = RankPosition(x: 3000, y: 4000)
        work.youngest = 18
        index.update([work])
        var person = RankPerson(id: "p")
        person.position = RankPosition(x: 0, y: 0)
        person.born = Day(year: 2008, month: 2, day: 29)
        person.reach = 4999
        func answer(_ day: Day?) throws -> RankAnswer {
            index.works(for: person, RankQuestion(today: try #require(day), nearMisses: 1))
        }
        let later = Day(year: 2026, month: 3, day: 1)
        #expect(try answer(later).nearMisses.first?.obstacle == .distance(5000, limit: 4999))
        #expect(try answer(later).nearMisses.first?.change == .widen(to: 5000))
        person.reach = 5000
        #expect(try answer(later).fitting == 1)
        let before = try answer(Day(year: 2026, month: 2, day: 28))
        #expect(before.fitting == 0)
        #expect(
            before.nearMisses == [
                .init(id: "w", obstacle: .age(17, youngest: 18, oldest: 255), change: nil, score: nil)
            ])
    }

    @Test func agesAreThoseOfTheCalendar() throws {
        for (year, month, day) in [(2024, 2, 29), (2025, 2, 28), (2025, 3, 1), (2026, 12, 31), (2100, 1, 1)] {
            let today = try #require(Day(year: year, month: month, day: day))
            let calendar = PlainRanking(today: today, weights: [:])
            let ages = RankToday(today)
            for back in 0..<9000 where back % 7 == 0 || back % 365 < 4 || back % 365 > 361 {
                var person = RankPerson(id: "p")
                person.born = today - back
                #expect(ages.age(RankRow(person)) == calendar.age(today - back))
            }
        }
    }

    @Test func everyReasonIsAFactThatEarnedItsPoints() throws {
        let index = index()
        var kinds = 0
        for person in world.people.prefix(25) {
            for hit in index.works(for: person, question()).hits {
                let work = try #require(world.works.first { $0.id == hit.id })
                #expect(hit.reasons.count <= 3)
                for reason in hit.reasons {
                    kinds += 1
                    switch reason {
                    case .interests(let bits): #expect(bits != 0 && bits & ~(person.interests & work.themes) == 0)
                    case .skills(let bits): #expect(bits != 0 && bits & ~(person.skills & work.skills) == 0)
                    case .motives(let bits): #expect(bits != 0 && bits & ~(person.motives & work.motives) == 0)
                    case .availability(let bits): #expect(bits != 0 && bits & ~(person.slots & work.slots) == 0)
                    case .targets(let bits): #expect(bits != 0 && bits & ~(person.targets & work.targets) == 0)
                    case .distance: #expect(!work.fromHome && work.position != nil && person.position != nil)
                    case .fromHome: #expect(work.fromHome)
                    case .commitment(let level): #expect(person.commitment == level && work.commitment == level)
                    case .fresh(let days): #expect(work.published.map { world.today - $0 } == days)
                    case .room: #expect(work.pressure == 0)
                    }
                }
                #expect(hit.cautions.contains(.proofs(work.needs)) == (work.needs != 0))
                #expect(
                    hit.cautions.contains(.ageUnknown)
                        == (person.born == nil && (work.youngest != nil || work.oldest != nil)))
            }
        }
        #expect(kinds > 500)
    }
}
