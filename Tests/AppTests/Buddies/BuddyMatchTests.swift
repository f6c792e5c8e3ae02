import Community
import Core
import Testing

@testable import Brokerage

@Suite("The rule that brings buddies together", .oneEngine)
struct BuddyMatchTests {
    private static let day = Day(iso: "2026-11-23") ?? Moment(seconds: 0).day

    private static func kind(_ id: String = "k1", course: Bool = false, vog: Bool = false) throws -> BuddyKind {
        try BuddyKindSample.kind(id, course: course, vog: vog)
    }

    private static func need(
        _ id: String, kind: BuddyKind, days: Int = 10, places: Int = 1, moments: [String] = ["di-middag"],
        languages: [String] = ["nl"], prefers: BuddyGender? = nil, spot: Spot? = nil, tried: Set<String> = []
    ) -> BuddyNeed {
        BuddyNeed(
            id: id, number: 1, kind: kind, moments: WeekMoments(codes: moments),
            languages: BuddyLanguages(codes: languages), prefers: prefers, spot: spot, places: places,
            since: DutchTime.moment(day - days), tried: tried)
    }

    private static func offer(
        _ id: String, kinds: [String: Bool] = ["k1": true], vog: Bool = true, moments: [String] = ["di-middag"],
        languages: [String] = ["nl"], gender: BuddyGender? = nil, spot: Spot? = nil, reach: Int? = nil, room: Int = 1,
        days: Int = 0
    ) -> BuddyOffer {
        BuddyOffer(
            id: id, number: 1, name: id, kinds: kinds, hasVOG: vog, moments: WeekMoments(codes: moments),
            languages: BuddyLanguages(codes: languages), gender: gender, spot: spot, reach: reach, room: room,
            since: DutchTime.moment(day - days))
    }

    @Test func `every condition closes the door, a wish does not`() throws {
        let kind = try Self.kind(course: true, vog: true)
        let need = Self.need("r", kind: kind, prefers: .woman, spot: Spot(x: 0, y: 0), tried: ["t"])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", gender: .man)).isEmpty)
        #expect(BuddyMatch.obstacles(need, Self.offer("v", kinds: [:])) == [.kind])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", kinds: ["k1": false])) == [.course])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", vog: false)) == [.vog])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", moments: ["wo-avond"])) == [.moment])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", languages: ["ti"])) == [.language])
        #expect(BuddyMatch.obstacles(need, Self.offer("t")) == [.tried])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", room: 0)) == [.room])
        let far = Self.offer("v", spot: Spot(x: 5000, y: 0), reach: 4999)
        #expect(BuddyMatch.obstacles(need, far) == [.distance])
        #expect(BuddyMatch.obstacles(need, Self.offer("v", spot: Spot(x: 5000, y: 0), reach: 5000)).isEmpty)
        // What is not known stands in nobody's way.
        #expect(BuddyMatch.obstacles(need, Self.offer("v", moments: [])).isEmpty)
    }

    @Test func `who waits longest is helped first, then the best fit counts`() throws {
        let kind = try Self.kind()
        // The longest waiting can only have a; the second could have both.
        let needs = [
            Self.need("kort", kind: kind, days: 5, moments: ["di-middag", "wo-avond"], prefers: .woman),
            Self.need("lang", kind: kind, days: 50),
        ]
        let offers = [Self.offer("a", gender: .woman), Self.offer("b", moments: ["wo-avond"], gender: .man)]
        let board = BuddyBoard(needs: needs, offers: offers, today: Self.day)
        #expect(board.needs.map(\.id) == ["lang", "kort"])
        #expect(board.proposals.map { $0.map(\.id) } == [["a"], ["b"]])
        #expect(board.passed(by: "a", for: "kort").map(\.id) == ["lang"])
        #expect(board.passed(by: "b", for: "kort").isEmpty)
        // The order in which they came in does not matter.
        let turned = BuddyBoard(needs: needs.reversed(), offers: offers.reversed(), today: Self.day)
        #expect(turned.proposals.map { $0.map(\.id) } == [["a"], ["b"]])
    }

    @Test func `a tandem gets two different volunteers or none`() throws {
        let kind = try Self.kind()
        let need = Self.need("r", kind: kind, places: 2)
        let alone = BuddyBoard(needs: [need], offers: [Self.offer("a", room: 3)], today: Self.day)
        #expect(alone.proposals[0].isEmpty)
        let two = BuddyBoard(needs: [need], offers: [Self.offer("a"), Self.offer("b")], today: Self.day)
        #expect(Set(two.proposals[0].map(\.id)) == ["a", "b"])
    }

    @Test func `what would have to change is true when it is tried`() throws {
        var random = Seeded(seed: 9)
        let kind = try Self.kind(course: true, vog: true)
        let moments = (0..<28).map { WeekMoments(bits: 1 << UInt32($0)).codes[0] }
        var told = 0
        for _ in 0..<300 {
            func some(_ list: [String], _ share: Int) -> [String] { list.filter { _ in random.chance(share) } }
            let need = Self.need(
                "r", kind: kind, moments: some(moments, 8),
                languages: some(["nl", "en", "ar"], 40) + ["ti"].filter { _ in random.chance(30) },
                spot: Spot(x: 0, y: 0))
            let offers = (0..<random.int(0...5)).map { index in
                Self.offer(
                    "v\(index)", kinds: ["k1": random.chance(60)], vog: random.chance(60), moments: some(moments, 8),
                    languages: some(["nl", "en", "ar"], 50), spot: Spot(x: random.int(0...9000), y: 0), reach: 3000,
                    room: random.int(0...1))
            }
            guard offers.allSatisfy({ !BuddyMatch.obstacles(need, $0).isEmpty }) else { continue }
            for change in BuddyHindrance(need, offers: offers).changes {
                told += 1
                var changed = need
                var after = offers
                switch change {
                case .nobody: #expect(offers.isEmpty)
                case .several, .full: continue
                case .language(let language, let count):
                    changed.languages.bits |= language.bits
                    #expect(after.filter { BuddyMatch.obstacles(changed, $0).isEmpty }.count == count)
                case .moment(let moment, let count):
                    changed.moments.bits |= moment.bits
                    #expect(after.filter { BuddyMatch.obstacles(changed, $0).isEmpty }.count == count)
                case .course(let count):
                    after = after.map { BuddyKindSample.with($0, course: true) }
                    #expect(after.filter { BuddyMatch.obstacles(need, $0).isEmpty }.count == count)
                case .vog(let count):
                    after = after.map { BuddyKindSample.with($0, vog: true) }
                    #expect(after.filter { BuddyMatch.obstacles(need, $0).isEmpty }.count == count)
                case .distance(let metres):
                    after = after.map { BuddyKindSample.with($0, reach: metres) }
                    #expect(after.contains { BuddyMatch.obstacles(need, $0).isEmpty })
                }
            }
        }
        #expect(told > 100)
    }

    @Test func `moments of evaluation are read as people write them`() {
        #expect(BuddyKind.weeks("6, 13,26") == [6, 13, 26])
        #expect(BuddyKind.weeks("26 6;6") == [6, 26])
        #expect(BuddyKind.weeks("x, 0, 105, -3").isEmpty)
        #expect(Percentile.of([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 90) == 9)
        #expect(Percentile.of([1, 2, 3], 50) == 2)
        #expect(Percentile.of([], 50) == nil)
    }
}
