import Core
import Testing

@testable import Policy

/// What a curious person could know for certain, found by laying every group there could be beside what is shown.
///
/// On small tests (one axis of three or four statements) all groups are made: those who see the same thing are put
/// together, the one who looks takes the own answers off, and an answer of another is given away when all that is left
/// agree on it. The one who looks knows the rule as well: it counts that a group was refused.
@Suite(.oneEngine) struct TypeTestPrivacyTests {
    /// Every group of so many people, as rows of bits; who is who does not matter to what is shown.
    static func groups(statements: Int, people: Int) -> [[Int]] {
        var found: [[Int]] = []
        func add(_ rows: [Int]) {
            if rows.count == people {
                found.append(rows)
                return
            }
            for row in (rows.last ?? 0)..<(1 << statements) { add(rows + [row]) }
        }
        add([])
        return found
    }

    /// So many times somebody could know an answer, or the place, of another.
    static func leaks(
        statements: Int, people: Int, smallest: Int = 5,
        publish: ([[[Bool]]]) -> AnyHashable? = { votes in
            let shown = TypeTestPublication(votes, smallest: 5)
            return shown.level == .nothing ? nil : AnyHashable(shown)
        }
    ) -> (answers: Int, places: Int) {
        var worlds: [AnyHashable: [[Int]]] = [:]
        for group in groups(statements: statements, people: people) {
            let votes = group.map { row in [(0..<statements).map { (row >> $0) & 1 == 1 }] }
            if let shown = publish(votes) { worlds[shown, default: []].append(group) }
        }
        let all = (1 << statements) - 1
        let axis = TypeTestPlaces(statements: statements)
        var leaks = (answers: 0, places: 0)
        for groups in worlds.values {
            for own in [Int?.none] + (0...all).map({ $0 }) {
                let others = groups.compactMap { without($0, own) }
                if others.isEmpty { continue }
                let always = others.reduce(all) { $0 & $1.reduce(all) { $0 & $1 } }
                let never = others.reduce(all) { $0 & ~$1.reduce(0) { $0 | $1 } }
                if always | never != 0 { leaks.answers += 1 }
                let places = Set(others.map { Set($0.map { axis.place(of: $0.nonzeroBitCount) }) })
                if places.count == 1, places.first?.count == 1 { leaks.places += 1 }
            }
        }
        return leaks
    }

    private static func without(_ group: [Int], _ own: Int?) -> [Int]? {
        guard let own else { return group }
        guard let index = group.firstIndex(of: own) else { return nil }
        var others = group
        others.remove(at: index)
        return others
    }

    @Test(arguments: 1...8)
    func `of three statements nobody's answer can be known`(people: Int) {
        #expect(Self.leaks(statements: 3, people: people).answers == 0)
    }

    @Test func `of four statements neither an answer nor a place can be known`() {
        #expect(Self.leaks(statements: 4, people: 4) == (0, 0))
        #expect(Self.leaks(statements: 4, people: 5) == (0, 0))
    }

    // The search above finds something when the rule is taken away, piece by piece.
    @Test func `exact numbers give answers away`() {
        let leaks = Self.leaks(statements: 3, people: 6) { votes in
            AnyHashable((0..<3).map { statement in votes.count { $0[0][statement] } })
        }
        #expect(leaks.answers > 0)
    }

    @Test func `exact places give answers away`() {
        let leaks = Self.leaks(statements: 3, people: 6) { votes in
            AnyHashable(votes.map { $0[0].count { $0 } }.sorted())
        }
        #expect(leaks.answers > 0 && leaks.places > 0)
    }

    @Test func `places and stretches together give answers away when nothing checks them`() {
        let leaks = Self.leaks(statements: 3, people: 6) { votes in
            let axis = TypeTestPlaces(statements: 3)
            let places = votes.map { axis.place(of: $0[0].count { $0 }) }.sorted()
            let tallies = (0..<3).map { statement in TypeTestTally(votes.count { $0[0][statement] }, of: 6) }
            return AnyHashable([AnyHashable(places), AnyHashable(tallies)])
        }
        #expect(leaks.answers > 0)
    }

    @Test func `two people are no group`() {
        let leaks = Self.leaks(statements: 3, people: 2) { AnyHashable(TypeTestPublication($0, smallest: 2)) }
        #expect(leaks.answers > 0 || leaks.places > 0)
    }

    @Test(arguments: 1...60)
    func `the stretches cover all numbers without a gap and are three long or more`(people: Int) {
        let tallies = (0...people).map { TypeTestTally($0, of: people) }
        for (count, tally) in tallies.enumerated() { #expect(tally.lower <= count && count <= tally.upper) }
        for (left, right) in zip(tallies, tallies.dropFirst()) where left != right {
            #expect(left.upper + 1 == right.lower)
        }
        if people >= 5 { #expect(tallies.allSatisfy { $0.upper - $0.lower >= 2 }) }
    }
}
