import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// How long people wait for a buddy, against a count kept beside it by hand.
struct BuddyWaitTests {
    private static func measured(_ id: String, _ site: TestSite, _ from: Day, _ to: Day) async throws -> Double? {
        let indicator = try #require(BuddyIndicators.all.first { $0.id == id })
        return try await site.read { db in try indicator.measure("GM9999", from, to, db)?.value }
    }

    @Test func `a question and a no stop no clock`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let start = site.clock.now.day
        let request = try await rig.waiting("Corrie")
        /// The median, and how many wait.
        func waits() async throws -> [Double?] {
            let today = site.clock.now.day
            return [
                try await Self.measured("buddy-wait-days", site, start, today),
                try await Self.measured("buddy-waiting-people", site, today, today),
            ]
        }
        try await rig.move(days: 3)
        let first = try await rig.ready("Sanne")
        #expect(await rig.pair(request, first).status == 303)
        #expect(try await waits() == [nil, 1])
        try await rig.move(days: 4)
        #expect(await rig.on(1, "ja", [("doe", "nee")]).status == 303)
        #expect(try await waits() == [nil, 1])
        let second = try await rig.ready("Joris")
        #expect(await rig.pair(request, second).status == 303)
        #expect(await rig.on(2, "ja", [("doe", "ja")]).status == 303)
        #expect(await rig.on(2, "kennismaking", BuddyRig.meeting(site)).status == 303)
        #expect(try await waits() == [nil, 1])
        try await rig.move(days: 5)
        #expect(await rig.on(2, "uitkomst", [("doe", "verder")]).status == 303)
        #expect(try await waits() == [12, 0])
        let desk = await site.get(BuddyRig.home, as: .broker).body
        #expect(desk.contains("negen van de tien hoogstens 12"))
        // It did not last: the person waits again, and the first wait stays what it was.
        try await rig.move(days: 10)
        #expect(await rig.on(2, "einde", [("reden", "vrijwilliger")]).status == 303)
        #expect(try await waits() == [12, 1])
    }

    /// What one person lived through, in days.
    private struct Life {
        let asked: Day
        var begun: Day?
        var spans: [(from: Day, until: Day?)] = []
        var closed: Day?
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `the figures are those of a count by hand`(seed: UInt64) async throws {
        let site = try await TestSite()
        _ = try await BuddyRig(site)
        let house = site.town.house
        let start = site.clock.now.day - 200
        let lives = try await site.write { db -> [Life] in
            var random = Seeded(seed: seed)
            let kind = try #require(try BuddyKind.all(in: ["GM9999"], db: db).first)
            var lives: [Life] = []
            for _ in 0..<25 {
                var day = start + random.int(0...60)
                func work() -> BuddyWork {
                    BuddyWork(house, program: "proef", now: DutchTime.moment(day, minute: 600), isQuiet: true)
                }
                var life = Life(asked: day)
                let words = BuddyWords(name: "A", email: nil, phone: "06", wish: "w", not: "")
                let request = try work().ask(
                    BuddyRequestDraft(
                        kind: kind, words: words, neighbourhood: nil, source: .own, moments: WeekMoments(bits: 0),
                        languages: BuddyLanguages(codes: ["nl"]), prefers: nil, helpers: 1, language: .dutch,
                        person: nil), state: .waiting, in: db)
                rounds: for _ in 0..<random.int(0...4) {
                    day = day + random.int(1...12)
                    let volunteer = try work().offer(
                        BuddyVolunteerDraft(
                            municipality: "GM9999", name: "V", email: nil, phone: nil, neighbourhood: nil, gender: nil,
                            moments: WeekMoments(bits: 0), languages: BuddyLanguages(codes: ["nl"]), reach: nil,
                            capacity: 1, kinds: [kind], about: "", language: .dutch, person: nil, application: nil),
                        state: .ready, in: db)
                    let fresh = try #require(try BuddyRequest.find(request.id, in: db))
                    guard
                        case .done(let number) = try work().pair(
                            fresh, with: volunteer, judged: .unknown, reason: nil, in: db)
                    else {
                        Issue.record("These two can be paired.")
                        break rounds
                    }
                    func pair() throws -> BuddyPair {
                        try #require(try BuddyPair.find(number: number, municipalities: ["GM9999"], in: db))
                    }
                    day = day + random.int(0...9)
                    let yes = random.chance(60)
                    try work().answer(try pair(), yes: yes, in: db)
                    guard yes else { continue }
                    try work().plan(try pair(), day: day + 3, time: "10:00", place: "Hier", in: db)
                    day = day + random.int(3...8)
                    let works = random.chance(70)
                    try work().conclude(try pair(), works: works, in: db)
                    guard works else { continue }
                    if life.begun == nil { life.begun = day }
                    guard random.chance(50) else {
                        life.spans.append((day, nil))
                        break rounds
                    }
                    let from = day
                    day = day + random.int(5...20)
                    life.spans.append((from, day))
                    if random.chance(30) {
                        try work().end(try pair(), reason: .done, in: db)
                        life.closed = day
                        break rounds
                    }
                    try work().end(try pair(), reason: .volunteer, in: db)
                }
                lives.append(life)
            }
            return lives
        }
        let to = site.clock.now.day + 60
        for day in stride(from: 0, through: 250, by: 25).map({ start + $0 }) {
            let waiting = lives.count { life in
                life.asked <= day && life.closed.map { $0 > day } != false
                    && !life.spans.contains { $0.from <= day && ($0.until.map { $0 > day } ?? true) }
            }
            let found = try await Self.measured("buddy-waiting-people", site, day, day)
            #expect(found == Double(waiting), "\(day.iso), seed \(seed)")
        }
        let waits = lives.compactMap { life in life.begun.map { $0 - life.asked } }.sorted()
        #expect(waits.count > 5)
        // The least of which half, and nine in ten, are no more.
        func least(_ share: Int) -> Double? {
            waits.first { value in waits.count(where: { $0 <= value }) * 100 >= waits.count * share }.map(Double.init)
        }
        #expect(try await Self.measured("buddy-wait-days", site, start, to) == least(50), "seed \(seed)")
        #expect(try await Self.measured("buddy-wait-days-p90", site, start, to) == least(90), "seed \(seed)")
    }
}
