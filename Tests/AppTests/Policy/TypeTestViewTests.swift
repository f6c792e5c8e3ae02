import Core
import Foundation
import Storage
import Testing

@testable import Policy

/// Every view there is, opened as every role, for small groups: what the pages show is the same for two groups that
/// may not be told apart. With the search of `TypeTestPrivacyTests` that makes the whole way from answer to page.
@Suite(.oneEngine) struct TypeTestViewTests {
    typealias Fixture = TypeTestFixture

    static let mixes: [[String]] = [
        ["councillor"], ["councillor", "official"], ["councillor", "official", "official"],
        ["councillor", "alderman", "official", "centre"],
        ["councillor", "councillor", "councillor", "councillor", "councillor"],
        ["councillor", "councillor", "official", "official", "alderman", "centre"],
        ["councillor", "councillor", "councillor", "councillor", "councillor", "alderman", "official"],
        ["councillor", "councillor", "councillor", "councillor", "councillor", "alderman", "official", "official"],
        [
            "resident", "resident", "resident", "resident", "councillor", "councillor", "councillor", "councillor",
            "centre",
        ],
    ]

    static let readers: [Role] = [.policyOfficer, .councilMember, .anonymous]

    /// All pages and all blocks of documents about the session, without what differs from visit to visit. `others` open
    /// the pages of the session alone.
    static func views(_ site: TestSite, as roles: [Role] = readers, others: [Role] = []) async throws -> [String] {
        var views: [String] = []
        let paths = Self.paths(site)
        for role in roles + others {
            for path in paths
            where role == .policyOfficer
                || !path.contains("/scherm/") && (roles.contains(role) || path.contains("/typetest"))
            {
                let reply = await site.get(path, as: role)
                views.append("\(role) \(path) \(reply.status) \(plain(reply.body))")
            }
        }
        let now = site.clock.now
        views += try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 1, in: db) else { return [] }
            let part = TypeTestPart(house: site.town.house, content: try ContentShelf.standard.get())
            return try [ReportKind.plan, .evaluation, .handover].map { kind in
                "\(try part.report(of: cycle, for: kind, t: .dutch, now: now, in: db))"
            }
        }
        return views
    }

    /// Every declared page of the round that could tell of the session: its own pages, and all that stand for the round
    /// as a whole. A page that is added is in it by itself. Files for a word processor are made of the same blocks.
    static func paths(_ site: TestSite) -> [String] {
        let routes = site.town.routes.filter { route in
            route.method == .get && route.path.hasPrefix("/beleid/{ronde}") && !route.path.hasSuffix(".docx")
                && !route.path.hasSuffix(".odt")
        }
        return routes.flatMap { route -> [String] in
            let path = route.path.replacing("{ronde}", with: "1")
            if path.contains("/typetest") {
                let own = path.replacing("{nummer}", with: "1")
                return own.contains("{blad}") ? (2...20).map { own.replacing("{blad}", with: "\($0)") } : [own]
            }
            return path.contains("{") ? [] : [path]
        }
    }

    @Test func `the pages come from the declared routes, those of the session and those of the round`() async throws {
        let site = try await Fixture.site()
        let paths = Set(Self.paths(site))
        let known: Set = [
            "/beleid/1", Fixture.path, Fixture.session, Fixture.session + "/uitslag", Fixture.session + "/hand-out",
            Fixture.session + "/gesprek", Fixture.session + "/scherm", Fixture.session + "/scherm/2", "/beleid/1/plan",
            "/beleid/1/plan/document", "/beleid/1/evaluatie", "/beleid/1/overdracht", "/beleid/1/visie",
        ]
        #expect(known.subtracting(paths).isEmpty)
        #expect(!paths.contains { $0.contains("{") })
    }

    static func plain(_ body: String) -> String {
        body.replacing(/name="(_csrf|_sleutel)" value="[^"]*"/, with: "").replacing(
            /[0-9a-f]{8}-[0-9a-f\-]{27}/, with: "")
    }

    /// Another group that may not be told apart from this one, as far from it as can be found.
    static func twin(_ ballots: [TypeTestBallot], seed: UInt64, content: TypeTestContent) -> [TypeTestBallot] {
        let shown = TypeTestViewpoint.allCases.map { TypeTestOutcome(ballots, $0, content: content) }
        if shown.allSatisfy({ $0.level == .nothing }) {
            return Fixture.ballots(ballots.map(\.role), seed: seed + 1000)
        }
        var random = Seeded(seed: seed)
        var twin = ballots
        // Swap the answers of two people, or turn one or two answers of one, as long as nothing that is shown changes.
        for step in 0..<90 {
            var next = twin
            let (left, right) = (random.int(0...(next.count - 1)), random.int(0...(next.count - 1)))
            var (now, other) = (next[left].now, next[right].now)
            if step % 3 == 0 {
                (now, other) = (other, now)
            } else {
                let first = random.int(0...13)
                let second = (first + 2 * random.int(1...6)) % 14
                for index in step % 3 == 1 ? [first] : [first, second] {
                    now.answers[index] = now.answers[index] == .a ? .b : .a
                }
            }
            if left != right {
                next[right] = TypeTestBallot(role: next[right].role, now: other, wanted: next[right].wanted)
            }
            next[left] = TypeTestBallot(role: next[left].role, now: now, wanted: next[left].wanted)
            if TypeTestOutcome(next, .now, content: content) == shown[0] { twin = next }
        }
        return twin
    }

    @Test(arguments: 0..<9)
    func `groups that may not be told apart look the same in every view`(index: Int) async throws {
        let roles = Self.mixes[index]
        let content = try TypeTestScoreTests.content()
        let ballots = Fixture.ballots(roles, seed: UInt64(index + 1))
        let twin = Self.twin(ballots, seed: UInt64(index + 1), content: content)
        #expect(ballots != twin)
        let site = try await Fixture.site()
        // Every role and every state for a group below five and one above; for the others where most is shown. The pages
        // of the round as a whole are opened by all roles when the session is shown, before that by the readers.
        let isWhole = index == 2 || index == 5
        for state in isWhole ? [TypeTestSession.State.open, .closed, .shown] : [.shown] {
            let roles = isWhole && state == .shown ? Role.allCases : Self.readers
            let others = isWhole ? Role.allCases.filter { !roles.contains($0) } : []
            try await Fixture.fill(site, ballots, state: state)
            let first = try await Self.views(site, as: roles, others: others)
            try await Fixture.fill(site, twin, state: state)
            let second = try await Self.views(site, as: roles, others: others)
            let different = zip(first, second).filter { $0 != $1 }.map { $0.0.prefix(60) + "…" }
            #expect(different.isEmpty && first.count == second.count, "\(roles.count) people, \(state)")
        }
    }

    @Test func `below five people no view draws a point or a number of a statement`() async throws {
        let site = try await Fixture.site()
        for roles in Self.mixes.prefix(4) {
            try await Fixture.fill(site, Fixture.ballots(roles, seed: 5))
            for view in try await Self.views(site) {
                #expect(!view.contains("tt-dot") && !view.contains("tt-bar") && !view.contains("tt-middle"))
            }
        }
    }

    // The comparison has power: when what may be shown differs, so do the pages.
    @Test func `groups that may be told apart look different`() async throws {
        let site = try await Fixture.site()
        let roles = Self.mixes[8]
        try await Fixture.fill(site, Fixture.ballots(roles, seed: 1, spread: 20...40))
        let first = try await Self.views(site)
        try await Fixture.fill(site, Fixture.ballots(roles, seed: 2, spread: 60...80))
        #expect(try await Self.views(site) != first)
    }
}
