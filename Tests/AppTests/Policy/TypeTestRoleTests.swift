import Core
import Testing

@testable import Policy

/// Roles are shown from five people up, and never so that what is left over is a small group.
@Suite(.oneEngine) struct TypeTestRoleTests {
    static let rule = TypeTestRoleRule(
        smallest: 5, axes: [TypeTestPlaces(statements: 7), TypeTestPlaces(statements: 7)])

    /// People of each role, spread over the places.
    static func people(_ roles: [String: Int]) -> [(role: String, places: [Int])] {
        roles.sorted { $0.key < $1.key }.flatMap { role, count in
            (0..<count).map { (role: role, places: [$0 % 6, ($0 * 5 + 1) % 6]) }
        }
    }

    static func shown(_ roles: [String: Int]) -> Set<String> { Set(rule.shown(people(roles)).map(\.role)) }

    @Test func `groups of five and more are shown when nothing is left over`() {
        #expect(Self.shown(["raad": 5, "veld": 6]) == ["raad", "veld"])
    }

    @Test func `when one role would be hidden the next smallest goes too`() {
        #expect(Self.shown(["raad": 8, "veld": 6, "wethouder": 1]) == ["raad"])
        #expect(Self.shown(["raad": 8, "veld": 6, "wethouder": 4]) == ["raad"])
        #expect(Self.shown(["raad": 5, "wethouder": 4]) == [])
    }

    @Test func `what is left over is five people or more`() {
        #expect(Self.shown(["raad": 8, "veld": 6, "wethouder": 1, "centrale": 2]) == ["raad"])
        #expect(Self.shown(["raad": 8, "veld": 6, "wethouder": 2, "centrale": 3]) == ["raad", "veld"])
    }

    @Test func `one role alone is nothing to compare`() { #expect(Self.shown(["raad": 14]) == []) }

    @Test func `a role that stands in one place is not shown`() {
        var people = Self.people(["raad": 6, "veld": 6])
        for index in people.indices where people[index].role == "raad" { people[index].places = [2, index % 6] }
        #expect(Self.rule.shown(people).isEmpty)
    }

    @Test func `in any mix the shown roles and what is left over are groups`() {
        var random = Seeded(seed: 9)
        for _ in 0..<500 {
            let counts = Dictionary(uniqueKeysWithValues: ["a", "b", "c", "d"].map { ($0, random.int(0...9)) })
            let roles = counts.filter { $0.value > 0 }
            let shown = Self.shown(roles)
            let left = roles.filter { !shown.contains($0.key) }
            for role in shown { #expect((roles[role] ?? 0) >= 5) }
            if !shown.isEmpty, !left.isEmpty {
                #expect(left.count >= 2 && left.values.reduce(0, +) >= 5, "\(roles) \(shown)")
            }
        }
    }

    @Test func `a middle is told to half a step`() {
        for role in Self.rule.shown(Self.people(["raad": 5, "veld": 7])) {
            #expect(role.middle.allSatisfy { $0 * 2 == Double(Int($0 * 2)) && (0.5...6.5).contains($0) })
        }
    }
}
