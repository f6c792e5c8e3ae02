/// How many chose the counted answer at one statement, as far as the group may know: from `lower` to `upper`.
///
/// The numbers from none to all are cut into at most five stretches of about the same length, three long at least.
/// Three, because whoever stands alone takes himself off: with "one or two" he would know that all others agree.
package struct TypeTestTally: Sendable, Hashable {
    package let lower: Int
    package let upper: Int

    package init(lower: Int, upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    /// - Parameter group: how many answered, 1 or more.
    package init(_ count: Int, of group: Int) {
        let most = min(5, max(1, (group + 1) / 3))
        // An even number has no stretch in the middle; of two, the first takes what is left over.
        let stretches = most == 4 ? 3 : most
        let length = (group + 1) / stretches
        let spare = (group + 1) % stretches
        var start = 0
        for index in 0..<stretches {
            let isWide = index == (stretches - 1) / 2
            let end = start + length + (isWide ? spare : 0) - 1
            if count <= end || index == stretches - 1 {
                self.init(lower: start, upper: min(end, group))
                return
            }
            start = end + 1
        }
        self.init(lower: 0, upper: group)
    }

    /// What to reckon with: the middle.
    package var middle: Double { Double(lower + upper) / 2 }

    /// How far it is from half of the group, 0 for exactly divided.
    package func distance(of group: Int) -> Double { abs(2 * middle - Double(group)) }

    /// Whether people stand on both sides for certain, three or more on each.
    package func isDivided(of group: Int) -> Bool { lower > 0 && upper < group }
}

/// How often someone chose the counted answer on an axis, as far as the group may know: the two lowest counts share a
/// place and so do the two highest, because a count of none or all is all of somebody's answers.
package struct TypeTestPlaces: Sendable, Hashable {
    /// So many statements has the axis.
    package let statements: Int

    package init(statements: Int) { self.statements = statements }

    package var count: Int { max(1, statements - 1) }
    package func place(of count: Int) -> Int { min(max(count - 1, 0), self.count - 1) }
    package func lower(_ place: Int) -> Int { place == 0 ? 0 : place + 1 }
    package func upper(_ place: Int) -> Int { place == count - 1 ? statements : place + 1 }
    /// Where it is drawn: 0.5 for "0 or 1".
    package func middle(_ place: Int) -> Double { Double(lower(place) + upper(place)) / 2 }
}
