import Core
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// A second round of a whole town.
struct PupilSecondSizeTests {
    private static let (pupils, places, wishes) = (3_000, 240, 8)

    /// Printed, as the first round is: what a centre waits for at each button.
    @Test func `3000 pupils get a second round while somebody waits for the page`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        let round = try await rig.roundID()
        let late = try await Self.fill(site, round)
        site.clock.move(by: .days(6))
        let clock = ContinuousClock()
        var times: [String: Duration] = [:]
        func step(_ word: String, _ form: [(String, String)] = []) async {
            times[word] = await clock.measure { #expect(await rig.step(word, form).status == 303, "\(word)") }
        }
        await step("vastleggen", [("bron", PupilRig.source)])
        // Meanwhile parents who were late say yes.
        try await site.write { [now = site.clock.now] db in
            for pupil in late { try db.run("UPDATE pupil SET consent_at = \(now) WHERE id = \(pupil)") }
        }
        await step("zaad", [("zaad", PupilRig.seed)])
        await step("besluit")
        let drawn = try await Self.placed(site)
        await step("tweede-ronde")
        let all = try await Self.placed(site)
        await step("bekend")
        #expect(drawn < Self.pupils - late.count / 2 && all == Self.pupils, "\(drawn), then \(all)")
        let base = "/stage/loting/1/tweede/1/"
        let (input, transcript) = (await site.get(base + "invoer.txt"), await site.get(base + "uitslag.txt"))
        #expect(SecondRound.check(transcript: transcript.body, input: input.body) == .same)
        let total = times.values.reduce(.zero, +)
        let each = ["vastleggen", "zaad", "besluit", "tweede-ronde", "bekend"].map { "\($0) \(times[$0] ?? .zero)" }
        print(
            """
            3000 pupils, 240 places, 8 wishes, a second round for \(all - drawn): \(total) \
            (\(each.joined(separator: ", ")))
            """)
        #if !DEBUG
            #expect(total < .seconds(20), "\(times)")
        #endif
    }

    private static func placed(_ site: TestSite) async throws -> Int {
        try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement WHERE ended_at IS NULL") }
    }

    /// Classes of 25, a third of them under 16; of those one in six has no yes yet. The first places are wanted most.
    ///
    /// - Returns: the pupils whose parents are late.
    private static func fill(_ site: TestSite, _ round: String) async throws -> [String] {
        let now = site.clock.now
        return try await site.write { db in
            try db.run("UPDATE pupil_round SET wishes_max = \(wishes) WHERE id = \(round)")
            let schools = try db.rows("SELECT id FROM school ORDER BY number").map { try $0("id", as: String.self) }
            for number in 1...places {
                try db.run(
                    """
                    INSERT INTO pupil_place (id, number, round_id, organisation_id, municipality_code, title, what, place,
                        rhythm, times, seats, group_size, from_16, state, created_at, updated_at, approved_at)
                    VALUES (\("plek-\(number)"), \(number), \(round), \(TestSite.organisation.id), 'GM9999',
                        \("Plek \(number)"), 'Doe mee.', 'Centrum', \(PupilPlace.Rhythm.weekend), 'zaterdag', 13, 1,
                        \(false), \(PupilPlace.State.approved), \(now), \(now), \(now))
                    """)
            }
            var random = Seeded(seed: 3)
            var late: [String] = []
            for index in 0..<pupils {
                let (kind, group) = (index % schools.count, "klas-\(index / 25 % 60)-\(index % schools.count)")
                try db.run(
                    """
                    INSERT INTO pupil_class (id, round_id, school_id, name, level, sort_key)
                    VALUES (\(group), \(round), \(schools[kind]), \(group), '3 havo', \(group)) ON CONFLICT DO NOTHING
                    """)
                let (id, isYoung) = ("leerling-\(index)", index % 3 == 0)
                let isLate = isYoung && index % 18 == 0
                let consent: Moment? = isYoung && !isLate ? now : nil
                if isLate { late.append(id) }
                try db.run(
                    """
                    INSERT INTO pupil (id, number, round_id, school_id, class_id, municipality_code, name, sort_key,
                        under_16, pseudonym, consent_at, created_at)
                    VALUES (\(id), \(index + 1), \(round), \(schools[kind]), \(group), 'GM9999',
                        \("Leerling Nr\(index)"), \("leerling nr\(index)"), \(isYoung), \(Pupil.freshPseudonym()),
                        \(consent), \(now))
                    """)
                var chosen: [Int] = []
                while chosen.count < wishes {
                    let number = min(random.int(1...places), random.int(1...places))
                    if !chosen.contains(number) { chosen.append(number) }
                }
                try WishList.replace(
                    id, with: chosen.map { .init("plek-\($0)") }, round: .init(round), in: db)
            }
            return late
        }
    }
}
