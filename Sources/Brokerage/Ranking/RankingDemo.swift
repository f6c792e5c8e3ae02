import Community
import Core
import Storage

/// The demo's residents who told what they look for; a third of them may be found.
struct RankingDemo {
    let today: Day
    let now: Moment

    func write(in db: any SQLConnection) throws {
        var random = Seeded(seed: 50)
        let residents = try db.rows(
            """
            SELECT p.id, p.birth_year, p.postcode, p.created_at, n.municipality_code FROM person p
            JOIN neighbourhood n ON n.id = p.neighbourhood_id
            WHERE p.erased_at IS NULL AND p.email LIKE '%@inwoners.%'
            ORDER BY p.created_at, p.id LIMIT 120
            """)
        for (index, row) in residents.enumerated() {
            let person: Person.Identity = try row("id")
            let created: Moment = try row("created_at")
            let wishes = wishes(
                birthYear: try row("birth_year"), postcode: try row("postcode"), &random)
            let saved = created + .days(random.int(0...20))
            try KeptWishes.save(
                wishes, of: person, municipality: try row("municipality_code"), now: min(saved, now), in: db)
            if index % 3 == 0 {
                _ = try KeptWishes.setFindable(true, of: person, now: min(saved + .days(1), now), in: db)
            }
        }
    }

    private func wishes(birthYear: Int?, postcode: String?, _ random: inout Seeded) -> Wishes {
        var wishes = Wishes()
        wishes.interests = some(Sector.allCases, 1...3, &random)
        wishes.likes = some(Wishes.groups, 0...2, &random)
        if random.chance(25) {
            wishes.refuses = some(Wishes.groups.filter { !wishes.likes.contains($0) }, 1...1, &random)
        }
        wishes.skills = some(Skill.allCases, 1...4, &random)
        wishes.motives = some(Motive.allCases, 1...3, &random)
        // Days with a part of the day that suits: who works chooses evenings and weekends.
        let works = random.chance(50)
        let codes = (0..<28).filter { slot in
            let (day, part) = (slot / 4, slot % 4)
            if part == 3 { return false }
            return works ? (day >= 5 || part == 2) && random.chance(45) : part < 2 && day < 5 && random.chance(40)
        }
        wishes.moments = WeekMoments(bits: codes.reduce(0) { $0 | 1 << UInt32($1) })
        wishes.effort = random.chance(70) ? random.pick(Effort.allCases) : nil
        wishes.place = postcode.map { String($0.prefix(4)) }
        wishes.reach = random.pick([2, 5, 5, 10, 15])
        wishes.birthYear = birthYear
        wishes.languages =
            random.chance(12) ? some(SpokenLanguage.allCases.filter { $0 != .dutch }, 1...2, &random) : []
        if random.chance(30) { wishes.without.append(.licence) }
        if random.chance(8) { wishes.without.append(.conduct) }
        return wishes
    }

    private func some<Choice: Equatable>(_ all: [Choice], _ count: ClosedRange<Int>, _ random: inout Seeded) -> [Choice]
    {
        let chosen = all.shuffled(using: &random).prefix(random.int(count))
        return all.filter { chosen.contains($0) }
    }
}
