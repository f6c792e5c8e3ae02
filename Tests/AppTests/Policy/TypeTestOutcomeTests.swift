import Core
import Storage
import Testing

@testable import Policy

/// What a group hears, on the questions as they are.
struct TypeTestOutcomeTests {
    static let fourteen = Array(repeating: "councillor", count: 8) + Array(repeating: "official", count: 6)

    @Test func `a group of fourteen hears places, stretches, types and the border`() throws {
        let content = try TypeTestScoreTests.content()
        let ballots = TypeTestFixture.ballots(Self.fourteen, seed: 4)
        let outcome = TypeTestOutcome(ballots, .now, content: content)
        #expect(outcome.level == .everything && outcome.count == 14 && outcome.incomplete == 0)
        #expect(outcome.spots.count == 14 && outcome.types.values.reduce(0, +) == 14)
        #expect(outcome.statements.map(\.number) == Array(1...14))
        let scores = ballots.map { TypeTestScore($0.now, content: content) }
        #expect(outcome.onBorder == scores.count { $0.isOnBorder })
        for type in content.types {
            #expect((outcome.types[type.id] ?? 0) == scores.count { $0.type == type.id })
        }
        for item in outcome.statements {
            let count = ballots.count { $0.now[number: item.number] == .a }
            #expect(item.tally.lower <= count && count <= item.tally.upper)
        }
        let mean = Double(scores.map(\.scope.count).reduce(0, +)) / 14
        let middle = try #require(outcome.middle)
        #expect(abs(middle.scope - mean) <= 0.5)
    }

    @Test func `the order in which people sent in changes nothing`() throws {
        let content = try TypeTestScoreTests.content()
        let ballots = TypeTestFixture.ballots(Self.fourteen, seed: 6)
        #expect(
            TypeTestOutcome(ballots, .wanted, content: content)
                == TypeTestOutcome(ballots.reversed(), .wanted, content: content))
    }

    @Test func `who left something open does not count and is told as a number`() throws {
        let content = try TypeTestScoreTests.content()
        var ballots = TypeTestFixture.ballots(Self.fourteen, seed: 4)
        ballots.append(
            TypeTestBallot(
                role: "official", now: TypeTestAnswers(text: "aaaaaaaaaaaaa-"), wanted: TypeTestAnswers(count: 14)))
        let outcome = TypeTestOutcome(ballots, .now, content: content)
        #expect(outcome.count == 14 && outcome.incomplete == 1)
    }

    @Test func `the agenda holds only statements on which both sides stand, most divided first`() throws {
        let content = try TypeTestScoreTests.content()
        let outcome = TypeTestOutcome(TypeTestFixture.ballots(Self.fourteen, seed: 4), .now, content: content)
        #expect(!outcome.agenda.isEmpty)
        let distances = outcome.agenda.map { $0.tally.distance(of: 14) }
        #expect(distances == distances.sorted())
        #expect(outcome.agenda.allSatisfy { $0.tally.lower > 0 && $0.tally.upper < 14 })
    }

    @Test func `a group that agrees on everything hears its side only`() throws {
        let content = try TypeTestScoreTests.content()
        let alike = TypeTestBallot(
            role: "official", now: TypeTestAnswers(text: "abababababaaba"), wanted: TypeTestAnswers(count: 14))
        let outcome = TypeTestOutcome(Array(repeating: alike, count: 10), .now, content: content)
        #expect(outcome.level == .sides && outcome.spots.isEmpty && outcome.statements.isEmpty && outcome.middle == nil)
        #expect(outcome.type == TypeTestScore(alike.now, content: content).type)
    }

    @Test func `the same answers and version always give the same result`() async throws {
        let site = try await TypeTestFixture.site()
        try await TypeTestFixture.fill(site, TypeTestFixture.ballots(Self.fourteen, seed: 8))
        let results = try await site.read { db in
            guard let cycle = try PolicyCycle.find(number: 1, in: db) else { return [TypeTestResult]() }
            return try (0..<2).compactMap { _ in try TypeTestResult.latestClosed(of: cycle.id, in: db) }
        }
        #expect(results.count == 2 && results[0].outcomes == results[1].outcomes)
        #expect(results[0].session.version == results[0].content.version)
        #expect(results[0].count == 14 && results[0].type?.id == results[0].main?.type)
        #expect(results[0].main?.viewpoint == .wanted && results[0].middle == results[0].main?.middle)
    }

    @Test func `two officers write at once and nobody's words are lost`() async throws {
        let site = try await TypeTestFixture.site()
        try await TypeTestFixture.fill(site, TypeTestFixture.ballots(Self.fourteen, seed: 8))
        let path = TypeTestFixture.session + "/gesprek"
        func form(_ text: String, seen: Int) -> [(String, String)] {
            [("discussion-ambition", text), ("versie-discussion-ambition", String(seen))]
        }
        #expect(await site.post(path, form: form("De eerste", seen: 0), as: .policyOfficer).status == 303)
        let second = await site.post(path, form: form("De tweede", seen: 0), as: .policyOfficer)
        #expect(second.status == 400 && second.body.contains("De eerste") && second.body.contains("De tweede"))
        #expect(await site.post(path, form: form("Samen", seen: 1), as: .policyOfficer).status == 303)
        #expect(await site.get(TypeTestFixture.session + "/uitslag", as: .councilMember).body.contains("Samen"))
    }
}
