import Core
import Testing

@testable import Matching

struct RankWeightsTests {
    @Test func weightsAreAThousand() throws {
        #expect(RankWeights.standard.points.reduce(0, +) == 1000)
        #expect(throws: RankWeightsFault.notAThousand(sum: 999)) { try RankWeights([.interests: 999]) }
        #expect(throws: RankWeightsFault.self) { try RankWeights([.interests: 1100, .room: -100]) }
        var weights = RankWeights.standard
        try weights.check()
        weights.freshDays = 0
        #expect(throws: RankWeightsFault.outOfRange) { try weights.check() }
        let off = RankWeights.standard.withoutExposure
        #expect(off[.room] == 0 && off.points.reduce(0, +) == 1000)
        for part in RankPart.allCases where part != .room { #expect(off[part] >= RankWeights.standard[part]) }
        // Pressure then makes no difference.
        let scoring = RankScoring(off, today: 0)
        var work = RankWork(id: "w")
        let quiet = scoring.points(person: RankRow(RankPerson(id: "p")), work: RankRow(work), candidate: RankRow(work))
        work.pressure = 15
        let busy = scoring.points(person: RankRow(RankPerson(id: "p")), work: RankRow(work), candidate: RankRow(work))
        #expect(quiet == busy)
    }

    @Test func exposureIsBoundedAndItsFiguresAreRight() {
        #expect(Exposure.pressure(applications: 0, openPlaces: 2) == 0)
        #expect(Exposure.pressure(applications: 3, openPlaces: 2) == 7)
        #expect(Exposure.pressure(applications: 6, openPlaces: 2) == 15)
        #expect(Exposure.pressure(applications: .max, openPlaces: .max) == 15)
        #expect(Exposure.pressure(applications: -5, openPlaces: 0) == 0)
        #expect(Exposure.gini([2, 2, 2]) == 0)
        #expect(Exposure.gini([0, 0, 0, 8]) == 750)
        #expect(Exposure.gini([1, 3]) == 250)
        #expect(Exposure.gini([]) == nil && Exposure.gini([0]) == nil)
        #expect(Exposure.shareWithAny([0, 1, 5]) == 666)
    }

    @Test func outsideNumbersDoNotTrap() {
        var work = RankWork(id: "")
        work.youngest = .min
        work.oldest = .max
        work.slotsNeeded = .max
        work.reach = .min
        work.commitment = .max
        work.published = Day(number: .max)
        work.pressure = .min
        work.slots = .max
        work.position = RankPosition(x: .max, y: .min)
        let index = RankedWorks()
        index.update([work])
        var person = RankPerson(id: "")
        person.born = Day(number: .min / 2)
        person.reach = .max
        person.slots = .max
        person.position = RankPosition(x: .min, y: .max)
        for number in [-800_000, 0, 2_000_000] {
            _ = index.works(for: person, RankQuestion(today: Day(number: number), limit: .max, nearMisses: .max))
            _ = index.bestChanges(for: person, RankQuestion(today: Day(number: number)), most: .max)
        }
    }
}
