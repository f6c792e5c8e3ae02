/// What of a group's answers may be shown. Everything that any page, picture or document tells about a group is
/// computed from this alone, never from the answers: what is not in here cannot leak.
///
/// The rule (our own choice; the source only says that a group fills in the test and talks about it):
/// 1. below five people nothing is shown: only the talk remains;
/// 2. the lowest two counts on an axis share a place, and the highest two;
/// 3. at a statement the group hears a stretch of numbers (`TypeTestTally`), so "12 to 14 of 14" and never "all";
/// 4. when places and tallies together would still give an answer or a place away (`TypeTestPrivacy`), neither is
///    shown, only on which side of each axis the middle of the group lies.
///
/// It holds against one curious person, in the group or outside it, who also knows this rule. It does not hold against
/// someone who fills in the test several times, nor against people who lay their answers side by side.
package struct TypeTestPublication: Sendable, Hashable {
    package enum Level: Int, Sendable, Hashable, Comparable {
        /// Too few people: nothing.
        case nothing
        /// The side of the middle on each axis.
        case sides
        /// Places and tallies.
        case everything

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package let level: Level
    /// So many people count.
    package let count: Int
    /// For each person the place on each axis, sorted: their order tells nothing. Empty when they may not be shown.
    package let places: [[Int]]
    /// For each axis, for each statement. Empty when they may not be shown.
    package let tallies: [[TypeTestTally]]
    /// For each axis whether the middle of the group lies in the high half. Empty when nothing is shown.
    package let isHigh: [Bool]

    /// - Parameters:
    ///   - votes: for each person, for each axis, for each statement whether it was the counted answer.
    ///   - smallest: the fewest people of whom anything is shown.
    package init(_ votes: [[[Bool]]], smallest: Int) {
        count = votes.count
        guard let first = votes.first, votes.count >= max(1, smallest) else {
            (level, places, tallies, isHigh) = (.nothing, [], [], [])
            return
        }
        let axes = first.map { TypeTestPlaces(statements: $0.count) }
        let all = votes.map { person in
            zip(axes, person).map { axis, answers in axis.place(of: answers.count { $0 }) }
        }.sorted { $0.lexicographicallyPrecedes($1) }
        let tallies = axes.indices.map { axis in
            first[axis].indices.map { statement in
                TypeTestTally(votes.count { $0[axis][statement] }, of: votes.count)
            }
        }
        isHigh = axes.indices.map { axis in
            let sum = all.reduce(0) { $0 + axes[axis].middle($1[axis]) }
            return sum * 2 >= Double(axes[axis].statements * votes.count)
        }
        if Self.reveals(axes, all, tallies) {
            (level, places, self.tallies) = (.sides, [], [])
        } else {
            (level, places, self.tallies) = (.everything, all, tallies)
        }
    }

    private static func reveals(_ axes: [TypeTestPlaces], _ places: [[Int]], _ tallies: [[TypeTestTally]]) -> Bool {
        axes.indices.contains { axis in
            var people = Array(repeating: 0, count: axes[axis].count)
            for place in places { people[place[axis]] += 1 }
            return TypeTestPrivacy(places: axes[axis], people: people, tallies: tallies[axis]).reveals
        }
    }
}
