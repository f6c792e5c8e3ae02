import Community
import Core
import Matching
import Services
import Storage
import Synchronization
import Testing

@testable import Brokerage

/// The board of proposals: what it computes, remembers, and says when it cannot.
struct BuddyBoardTests {
    private static let day = Day(iso: "2026-11-23") ?? Moment(seconds: 0).day

    /// A town of so many who wait and so many who can.
    private static func town(_ needs: Int, _ offers: Int, seed: UInt64, share: Int = 20) throws -> BuddyPool {
        var random = Seeded(seed: seed)
        let kinds = try (0..<6).map { index in
            try BuddyKindSample.kind(
                "k\(index)", course: index % 3 == 0, vog: index % 2 == 0,
                interests: ["Wandelen", "Koken", "Muziek", "Spelletjes", "Thema \(index)"])
        }
        let words = ["Wandelen", "Koken", "Muziek", "Spelletjes", "Thema 1", "Thema 2", "Iets anders"]
        func ticks() -> BuddyInterests { BuddyInterests(words.filter { _ in random.chance(35) }) }
        func moments() -> WeekMoments {
            WeekMoments(bits: (0..<28).reduce(0) { $0 | (random.chance(share) ? 1 << UInt32($1) : 0) })
        }
        func spot() -> Spot? {
            random.chance(95) ? Spot(x: random.int(0...12_000), y: random.int(0...12_000)) : nil
        }
        func languages() -> BuddyLanguages {
            BuddyLanguages(codes: ["nl", "en", "ar"].filter { random.chance($0 == "nl" ? 85 : 20) })
        }
        let all = (0..<needs).map { index -> BuddyNeed in
            BuddyNeed(
                id: "r\(index)", number: index, kind: kinds[random.int(0...5)], moments: moments(),
                languages: languages(), prefers: random.chance(25) ? random.pick(BuddyGender.allCases) : nil,
                interests: ticks(), spot: spot(), places: random.chance(10) ? 2 : 1,
                since: DutchTime.moment(day - random.int(0...200)),
                tried: random.chance(10) ? ["v\(random.int(0...max(1, offers - 1)))"] : [])
        }
        let people = (0..<offers).map { index -> BuddyOffer in
            var own: [String: Bool] = [:]
            for kind in kinds where random.chance(45) { own[kind.id.text] = random.chance(85) }
            return BuddyOffer(
                id: "v\(index)", number: index, name: "v\(index)", kinds: own, hasVOG: random.chance(85),
                moments: moments(), languages: languages(),
                gender: random.chance(70) ? random.pick(BuddyGender.allCases) : nil, interests: ticks(), spot: spot(),
                reach: random.chance(60) ? random.int(2000...15_000) : nil, room: random.int(0...2),
                since: DutchTime.moment(day - random.int(0...90)))
        }
        return BuddyPool(needs: all, offers: people, today: day)
    }

    /// The quick way against the plain rule, pair by pair.
    @Test(arguments: [1, 2, 3] as [UInt64]) func `who fits, and how well, is what the rule says of each pair`(
        seed: UInt64
    ) throws {
        let pool = try Self.town(40, 60, seed: seed)
        var fitting = 0
        for (place, need) in pool.needs.enumerated() {
            let plain = pool.offers.indices.filter { BuddyMatch.obstacles(need, pool.offers[$0]).isEmpty }
            let quick = pool.fitting(place)
            #expect(quick.map(\.offer) == plain)
            for found in quick {
                let fit = BuddyMatch.fit(need, pool.offers[found.offer], today: Self.day)
                #expect(found.points == fit.points && (0...1000).contains(fit.points))
            }
            #expect(pool.hasCandidate(place) == !plain.isEmpty)
            let shown = pool.candidates(place)
            #expect(shown.map(\.fit.points) == shown.map(\.fit.points).sorted(by: >))
            #expect(pool.candidates(place, most: 3).map(\.offer.id) == shown.prefix(3).map(\.offer.id))
            fitting += plain.count
        }
        #expect(fitting > 100)
        #expect(pool.withoutCandidate == pool.needs.indices.count { pool.fitting($0).isEmpty })
    }

    @Test func `what both like counts, is bounded and is told`() throws {
        let kind = try BuddyKindSample.kind("k", course: false, vog: false, interests: ["Wandelen", "Koken", "Dammen"])
        func fit(_ asker: [String], _ volunteer: [String]) -> BuddyMatch.Fit {
            let need = BuddyNeed(
                id: "r", number: 1, kind: kind, moments: WeekMoments(bits: 0), languages: BuddyLanguages(codes: ["nl"]),
                prefers: nil, interests: BuddyInterests(asker), spot: nil, places: 1, since: DutchTime.moment(Self.day),
                tried: [])
            let offer = BuddyOffer(
                id: "v", number: 1, name: "V", kinds: ["k": true], hasVOG: true, moments: WeekMoments(bits: 0),
                languages: BuddyLanguages(codes: ["nl"]), gender: nil, interests: BuddyInterests(volunteer), spot: nil,
                reach: nil, room: 1, since: DutchTime.moment(Self.day))
            return BuddyMatch.fit(need, offer, today: Self.day)
        }
        let none = fit(["Wandelen"], ["Koken"])
        #expect(none.interests.isEmpty && none.reasons(.dutch).isEmpty)
        let one = fit(["Wandelen", "Koken"], ["wandelen"])
        #expect(one.interests == ["Wandelen"] && one.points == none.points + 100)
        #expect(one.reasons(.dutch) == ["doet ook graag: Wandelen"])
        let all = ["Wandelen", "Koken", "Dammen"]
        #expect(fit(all, all).points == none.points + 200)
        // What this kind of help does not list is nobody's reason.
        #expect(fit(["Vissen"], ["Vissen"]).points == none.points)
        #expect(BuddyInterests(lines: " Wandelen \r\n\n wandelen\nCafé\ncafe").words == ["Wandelen", "Café"])
    }

    private struct Trouble: Error {}

    @Test func `when the engine fails nothing is proposed, nothing untrue is said, and a person can choose`()
        async throws
    {
        let pool = try Self.town(10, 20, seed: 4)
        let board = BuddyBoard(pool) { _, _ in throw Trouble() }
        #expect(board.fault != nil && board.proposals.allSatisfy(\.isEmpty))
        #expect(board.judgement(of: "v1", for: "r1") == .unknown)

        let rig = try await BuddyRig()
        let site = rig.site
        let request = try await rig.waiting("Corrie")
        _ = try await rig.ready("Sanne")
        let noted = Mutex<[String: String]>([:])
        let failing = BuddyBoards { _, _ in
            throw Trouble()
        } note: { word, values in
            noted.withLock { $0 = values.merging(["woord": word]) { first, _ in first } }
        }
        let today = site.clock.now.day
        let found = try await failing.board("GM9999", today: today, in: site.database)
        #expect(found.fault != nil && noted.withLock { $0["woord"] } == "maatjes-voorstel")
        let visit = site.visit(as: .broker)
        let reply = BuddyProposalPage(
            visit: visit, sections: [.init(code: "GM9999", name: "Waterveen", board: found)]
        ).reply
        let page = String(decoding: reply.body, as: UTF8.self)
        #expect(page.contains("Het lukt nu niet om een voorstel te maken") && page.contains("Kies zelf wie past"))
        #expect(!page.contains("nodig voor wie langer wacht") && !page.contains("niemand past"))
        // By hand, without a reason: there was nothing to deviate from.
        let house = site.town.house
        let (outcome, view) = try await site.write { [now = site.clock.now] db in
            let asked = try #require(try BuddyRequest.find(number: request, municipalities: ["GM9999"], in: db))
            let volunteer = try #require(try BuddyVolunteer.find(number: 1, municipalities: ["GM9999"], in: db))
            let work = BuddyWork(house, program: "proef", now: now)
            let view = try BuddyRequestView(asked, found, work, in: db)
            let judged = found.judgement(of: volunteer.id.text, for: asked.id.text)
            return (try work.pair(asked, with: volunteer, judged: judged, reason: nil, in: db), view)
        }
        #expect(view.isByHand && view.candidates.count == 1 && view.hindrance == nil)
        guard case .done = outcome else {
            Issue.record("A choice by hand must be possible: \(outcome)")
            return
        }
    }

    @Test func `the same town gives the board that was made before, a change another`() async throws {
        let rig = try await BuddyRig()
        let site = rig.site
        let made = Mutex(0)
        let boards = BuddyBoards { list, day in
            made.withLock { $0 += 1 }
            return try list.pairing(day: day)
        } note: { _, _ in
        }
        let first = try await rig.waiting("Corrie")
        let today = site.clock.now.day
        for _ in 0..<3 { _ = try await boards.board("GM9999", today: today, in: site.database) }
        #expect(made.withLock { $0 } == 1)
        let volunteer = try await rig.ready("Sanne")
        let board = try await boards.board("GM9999", today: today, in: site.database)
        #expect(made.withLock { $0 } == 2 && board.proposals.map { $0.map(\.number) } == [[volunteer]])
        #expect(await rig.pair(first, volunteer).status == 303)
        #expect(try await boards.board("GM9999", today: today, in: site.database).needs.isEmpty)
        _ = try await boards.board("GM9999", today: today + 1, in: site.database)
        #expect(made.withLock { $0 } == 4)
    }

    @Test func `each of a tandem has its own reasons`() async throws {
        let rig = try await BuddyRig()
        try await rig.waiting("Corrie", helpers: 2, ["samen-doen": "Wandelen"])
        try await rig.ready("Sanne", ["samen-doen": "Wandelen", "talen": "nl"])
        try await rig.ready("Joris", ["momenten": "di-middag"])
        let page = await rig.site.get(BuddyRig.home + "/voorstellen", as: .broker).body
        #expect(page.contains("<strong>Sanne</strong>: kan allebei op") && page.contains("<strong>Joris</strong>: "))
        #expect(page.contains("doet ook graag: Wandelen"))
        let request = await rig.site.get(BuddyRig.home + "/aanvragen/1", as: .broker).body
        #expect(request.contains("Graag samen") && request.contains("doet ook graag: Wandelen"))
        // The list is the centre's own.
        let kind = try await rig.kind("Buddy")
        let path = BuddyRig.home + "/soorten/\(kind)"
        let form = await rig.site.get(path, as: .broker).body
        #expect(form.contains("Wandelen") && form.contains("Wat kunnen mensen samen doen?"))
        let many = (1...13).map { "Ding \($0)" }.joined(separator: "\n")
        let fields = [
            ("naam", "Buddy"), ("voor", "Wie wil"), ("proef", "6"), ("momenten", "6"), ("wachten", "42"),
            ("stil", "42"), ("uren", "2"), ("actief", "ja"),
        ]
        #expect(await rig.site.post(path, form: fields + [("samen-doen", many)], as: .broker).status == 400)
        #expect(
            await rig.site.post(path, form: fields + [("samen-doen", "Vissen\nVliegeren")], as: .broker).status == 303)
        let open = await rig.site.get("/maatjes/aanvragen?gemeente=GM9999").body
        #expect(open.contains("Vliegeren"))
    }

    /// Prints how long a page of five hundred who wait and five hundred who can computes.
    @Test func `five hundred by five hundred`() async throws {
        let clock = ContinuousClock()
        let pool = try Self.town(500, 500, seed: 7)
        let edges = pool.needs.indices.reduce(0) { $0 + pool.fitting($1).count }
        func best(_ body: () -> Void) -> Duration { (0..<3).map { _ in clock.measure(body) }.min() ?? .zero }
        var board: BuddyBoard?
        let whole = best { board = BuddyBoard(pool) }
        let made = try #require(board)
        #expect(made.fault == nil && made.proposals.contains { !$0.isEmpty })
        let again = try Self.town(500, 500, seed: 7)
        let compared = best { #expect(again == pool) }
        let counted = best { _ = pool.withoutCandidate }
        let shown = best { for place in 0..<50 { _ = pool.hasCandidate(place) ? nil : pool.hindrance(place) } }
        let one = best { _ = pool.candidates(17, most: 12) }
        print(
            """
            Buddies, 500 who wait and 500 who can, \(edges) pairs that fit: the whole board \(whole); when nothing \
            changed \(compared); who has nobody \(counted); a page of 50 rows \(shown); one request \(one).
            """)
    }
}
