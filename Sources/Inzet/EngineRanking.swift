import Core
import Matching

extension EngineRuns {
    /// Ranks made-up candidates for one work, drawn as the bench draws them: SplitMix64 by column and number.
    static func ranking(_ count: Int, runs: Int) throws -> String {
        let index = RankedPeople()
        var building = EngineTimes()
        let people = (0..<max(0, min(1_000_000, count))).map(candidate)
        building.measure { index.update(people) }
        var work = RankWork(id: "work")
        work.slots = 0x00F_0F0F
        work.slotsNeeded = 4
        work.skills = 0xF0F0_0000_00FF_000F
        work.languages = 0b11
        work.needs = 1
        work.position = RankPosition(x: 20_000, y: 20_000)
        work.reach = 10_000
        work.motives = 0b10110
        work.commitment = 2
        let question = RankQuestion(today: Day(number: 20_000))
        var times = EngineTimes()
        var answer: RankAnswer?
        for _ in 0..<max(1, runs) { answer = times.measure { index.people(for: work, question) } }
        var updates = EngineTimes()
        for number in 0..<100 where !people.isEmpty {
            updates.measure { index.update([people[number * 977 % people.count]]) }
        }
        return line(
            times.members(bench: "rank", path: "rank_\(count)") + [
                "\"passed_filters\": \(answer?.fitting ?? 0)", "\"top\": \(answer?.hits.prefix(3).map(\.score) ?? [])",
                "\"build_s\": \(building.wall.first ?? 0)", "\"slowest_update_s\": \(updates.wall.max() ?? 0)",
            ])
    }

    private static func candidate(_ number: Int) -> RankPerson {
        func word(_ column: UInt64) -> UInt64 {
            let start = (31_337 ^ (column << 8)) &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            var random = Seeded(seed: start)
            return random.next()
        }
        func below(_ column: UInt64, _ most: UInt64) -> Int { Int(((word(column) >> 32) &* most) >> 32) }
        var person = RankPerson(id: String(number))
        person.slots = UInt32(truncatingIfNeeded: word(1) & word(2) & (1 << 28 - 1))
        person.skills = word(3) & word(4) & word(5)
        person.languages = UInt32(truncatingIfNeeded: word(6) & word(7) & 0xFFFF) | 1
        person.proofs = below(8, 10) < 4 ? 1 : 0
        person.position = RankPosition(x: below(9, 40_000), y: below(10, 40_000))
        person.motives = word(11) & word(12) & 0xFF
        person.commitment = below(13, 4)
        person.pressure = below(14, 16)
        return person
    }
}
