import Core

@testable import Matching

/// Ranking written down once more, as plainly as can be and from the description only: no rows, bits or planes.
struct PlainRanking {
    var today: Day
    var weights: [RankPart: Int]

    static let standard: [RankPart: Int] = [
        .interests: 220, .skills: 130, .motives: 150, .availability: 150, .distance: 150, .commitment: 60,
        .targets: 60, .freshness: 30, .room: 50,
    ]

    /// No set here goes beyond bit 27.
    private func bits(_ set: some FixedWidthInteger) -> Set<Int> {
        var found: Set<Int> = []
        for bit in 0..<28 where set & (1 << bit) != 0 { found.insert(bit) }
        return found
    }

    private func metres(_ person: RankPerson, _ work: RankWork) -> Int? {
        guard let from = person.position, let to = work.position else { return nil }
        let square =
            (Int(from.x) - Int(to.x)) * (Int(from.x) - Int(to.x)) + (Int(from.y) - Int(to.y))
            * (Int(from.y) - Int(to.y))
        var root = Int(Double(square).squareRoot())
        while root * root > square { root -= 1 }
        while (root + 1) * (root + 1) <= square { root += 1 }
        return root
    }

    func age(_ born: Day) -> Int {
        let (now, then) = (today.parts, born.parts)
        let hadBirthday = (now.month, now.day) >= (then.month, then.day)
        return max(0, now.year - then.year - (hadBirthday ? 0 : 1))
    }

    func fails(_ person: RankPerson, _ work: RankWork) -> [RankCondition] {
        var failed: [RankCondition] = []
        if !bits(work.needs).isSubset(of: bits(person.proofs)) { failed.append(.proofs) }
        if work.languages != 0, bits(work.languages).isDisjoint(with: bits(person.languages)) {
            failed.append(.language)
        }
        if work.slots != 0, person.slots != 0, bits(work.slots).isDisjoint(with: bits(person.slots)) {
            failed.append(.availability)
        }
        if !bits(work.targets).isDisjoint(with: bits(person.refuses)) { failed.append(.refusal) }
        if let born = person.born, !((work.youngest ?? 0)...(work.oldest ?? 255)).contains(age(born)) {
            failed.append(.age)
        }
        if !work.fromHome, let metres = metres(person, work),
            metres > min(person.reach ?? .max, work.reach ?? .max)
        {
            failed.append(.distance)
        }
        return failed
    }

    func points(_ person: RankPerson, _ work: RankWork, day: Day?, pressure: Int) -> [Int] {
        func share(_ part: RankPart, _ mine: Set<Int>, _ asked: Set<Int>) -> Int {
            let weight = weights[part] ?? 0
            return asked.isEmpty ? weight / 2 : weight * mine.intersection(asked).count / asked.count
        }
        func weight(_ part: RankPart) -> Int { weights[part] ?? 0 }
        let shared = bits(person.slots).intersection(bits(work.slots)).count
        let reach = min(person.reach ?? .max, work.reach ?? .max)
        let limit = reach == .max ? 15_000 : max(1, reach)
        let distance = metres(person, work).map { weight(.distance) * (limit - min(limit, $0)) / limit }
        let levels = person.commitment.flatMap { one in work.commitment.map { abs(one - $0) } }
        return [
            share(.interests, bits(person.interests), bits(work.themes)),
            share(.skills, bits(person.skills), bits(work.skills)),
            share(.motives, bits(work.motives), bits(person.motives)),
            person.slots == 0 || work.slots == 0
                ? weight(.availability) / 2
                : weight(.availability) * min(shared, work.slotsNeeded) / work.slotsNeeded,
            work.fromHome ? weight(.distance) : distance ?? weight(.distance) / 2,
            levels.map { weight(.commitment) * (3 - $0) / 3 } ?? weight(.commitment) / 2,
            share(.targets, bits(person.targets), bits(work.targets)),
            day.map { weight(.freshness) * (90 - min(90, max(0, today - $0))) / 90 } ?? weight(.freshness) / 2,
            weight(.room) * (15 - pressure) / 15,
        ]
    }
}

/// People and works of all sorts, with much left out.
struct RankWorld {
    var people: [RankPerson] = []
    var works: [RankWork] = []
    let today = Day(number: 20_000)

    init(seed: UInt64, people peopleCount: Int, works workCount: Int) {
        var random = Seeded(seed: seed)
        func set(_ size: Int, _ percent: Int) -> UInt64 {
            (0..<size).reduce(0) { random.chance(percent) ? $0 | 1 << UInt64($1) : $0 }
        }
        func maybe<Value>(_ percent: Int, _ value: Value) -> Value? { random.chance(percent) ? value : nil }
        for number in 0..<peopleCount {
            var person = RankPerson(id: "persoon-\(number)")
            person.isOpen = random.chance(95)
            person.born = maybe(80, today - random.int(4000...30_000))
            person.slots = random.chance(90) ? UInt32(set(28, 30)) : 0
            person.proofs = set(5, 60)
            person.languages = UInt32(set(4, 60))
            person.position = maybe(90, RankPosition(x: random.int(0...20_000), y: random.int(0...20_000)))
            person.reach = maybe(70, random.int(0...15_000))
            person.interests = set(12, 30)
            person.skills = set(12, 30)
            person.motives = set(6, 40)
            person.targets = UInt32(set(8, 30))
            person.refuses = UInt32(set(8, 5))
            person.commitment = maybe(80, random.int(0...3))
            person.lastSeen = maybe(80, today - random.int(0...200))
            person.pressure = random.int(0...15)
            people.append(person)
        }
        for number in 0..<workCount {
            var work = RankWork(id: "werk-\(number)")
            work.isOpen = random.chance(95)
            work.youngest = maybe(40, random.int(12...21))
            work.oldest = maybe(10, random.int(27...80))
            work.slots = random.chance(85) ? UInt32(set(28, 15)) : 0
            work.slotsNeeded = random.int(1...3)
            work.needs = set(5, 10)
            work.languages = random.chance(40) ? UInt32(set(4, 40)) : 0
            work.position = maybe(90, RankPosition(x: random.int(0...20_000), y: random.int(0...20_000)))
            work.fromHome = random.chance(10)
            work.reach = maybe(10, random.int(1000...15_000))
            work.themes = set(12, 20)
            work.skills = set(12, 15)
            work.motives = set(6, 40)
            work.targets = UInt32(set(8, 15))
            work.commitment = maybe(80, random.int(0...3))
            work.published = maybe(90, today - random.int(0...200))
            work.pressure = random.int(0...15)
            works.append(work)
        }
    }
}
