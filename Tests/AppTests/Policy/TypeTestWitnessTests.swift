import Core
import Testing

@testable import Policy

/// The same question on the test as it is, with fourteen statements: for everyone who looks, and for every answer of
/// every other, there is another group behind the same view in which that answer is different.
@Suite(.oneEngine) struct TypeTestWitnessTests {
    /// What anybody sees of a group of which everything may be shown. (Whether it may follows from this.)
    struct View: Equatable {
        let places: [[Int]]
        let tallies: [[TypeTestTally]]
        let roles: [TypeTestRoleRule.Shown]

        init(_ votes: [[[Bool]]], _ roles: [String]) {
            let axes = [TypeTestPlaces(statements: 7), TypeTestPlaces(statements: 7)]
            let places = votes.map { person in zip(axes, person).map { $0.place(of: $1.count { $0 }) } }
            self.roles = TypeTestRoleRule(smallest: 5, axes: axes).shown(
                zip(roles, places).map { (role: $0, places: $1) })
            self.places = places.sorted { $0.lexicographicallyPrecedes($1) }
            tallies = (0..<2).map { axis in
                (0..<7).map { index in TypeTestTally(votes.count { $0[axis][index] }, of: votes.count) }
            }
        }
    }

    let votes: [[[Bool]]]
    let roles: [String]
    let view: View

    init(_ votes: [[[Bool]]], _ roles: [String]) {
        self.votes = votes
        self.roles = roles
        view = View(votes, roles)
    }

    init() { self.init([], []) }

    /// Whether the one who looks cannot know what `other` answered.
    func isOpen(_ other: Int, axis: Int, statement: Int, to own: Int) -> Bool {
        let people = votes.indices.filter { $0 != own }
        // Another with the other answer may be the one: swap them.
        for person in people where votes[person][axis][statement] != votes[other][axis][statement] {
            var swapped = votes
            swapped.swapAt(person, other)
            if View(swapped, roles) == view { return true }
        }
        // Somebody answered otherwise, and perhaps something else as well; then swap that one with the other.
        for person in people {
            for rest in [Int?.none] + (0..<7).map({ $0 }) where rest != statement {
                var turned = votes
                turned[person][axis][statement].toggle()
                if let rest { turned[person][axis][rest].toggle() }
                if fits(turned, person, other) { return true }
                guard let rest else { continue }
                for third in people where third != person {
                    for last in [Int?.none] + (0..<7).map({ $0 }) where last != rest {
                        var chain = turned
                        chain[third][axis][rest].toggle()
                        if let last { chain[third][axis][last].toggle() }
                        if fits(chain, person, other) { return true }
                    }
                }
            }
        }
        return false
    }

    private func fits(_ turned: [[[Bool]]], _ person: Int, _ other: Int) -> Bool {
        var turned = turned
        turned.swapAt(person, other)
        return View(turned, roles) == view
    }

    /// The answers that somebody could know.
    var known: [String] { known(by: votes.indices.map { $0 }) }

    func known(by curious: [Int]) -> [String] {
        var known: [String] = []
        for own in curious {
            for other in votes.indices where other != own {
                for axis in 0..<2 {
                    for statement in 0..<7 where !isOpen(other, axis: axis, statement: statement, to: own) {
                        known.append("\(own) knows answer \(axis).\(statement) of \(other)")
                    }
                }
            }
        }
        return known
    }

    static func groups(_ people: Int, _ roles: [String]) throws -> [TypeTestWitnessTests] {
        let rule = TypeTestGroup(try TypeTestScoreTests.content())
        return (1...4).compactMap { seed in
            // The last lean so far to one side that several statements are unanimous.
            let ballots = TypeTestFixture.ballots(
                (0..<people).map { roles[$0 % roles.count] }, seed: UInt64(seed * 31 + people),
                spread: seed < 3 ? 20...80 : 5...95)
            let votes = ballots.map { rule.votes($0.now) }
            guard TypeTestPublication(votes, smallest: 5).level == .everything else { return nil }
            return TypeTestWitnessTests(votes, ballots.map(\.role))
        }
    }

    @Test(arguments: 5...9)
    func `nobody in a small group can know an answer of another`(people: Int) throws {
        let groups = try Self.groups(people, ["councillor", "official", "centre"])
        #expect(!groups.isEmpty)
        for group in groups { #expect(group.known.isEmpty) }
    }

    @Test func `nor when roles are shown`() throws {
        let groups = try Self.groups(10, ["councillor", "organisation"]).filter { !$0.view.roles.isEmpty }
        #expect(!groups.isEmpty)
        for group in groups { #expect(group.known(by: [0, 1]).isEmpty) }
    }

    // Without the check there are groups of which an answer can be known: everyone chose a twice, and three statements
    // need all of those.
    @Test func `the search notices what is known`() throws {
        let chosen = [[0, 1], [0, 1], [0, 2], [0, 2], [1, 2], [1, 2]]
        let votes = chosen.map { pair in [(0..<7).map(pair.contains), Array(repeating: true, count: 7)] }
        #expect(TypeTestPublication(votes, smallest: 5).level == .sides)
        #expect(TypeTestWitnessTests(votes, Array(repeating: "official", count: 6)).known.count >= 6 * 5 * 4)
    }
}
