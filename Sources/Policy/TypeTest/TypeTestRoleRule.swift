/// Which roles may be shown apart: where the middle of a role lies, to half a step.
///
/// A role is shown when it has the smallest number of people or more, and these do not stand (nearly) all in one place
/// on an axis. What is left over when the shown roles are taken from the whole must be nothing, or at least two roles
/// that pass the same test together; until then the smallest shown role goes too (complementary suppression).
package struct TypeTestRoleRule {
    package struct Shown: Sendable, Hashable {
        package let role: String
        package let count: Int
        /// The middle on each axis, to half a step.
        package let middle: [Double]
    }

    let smallest: Int
    let axes: [TypeTestPlaces]

    package init(smallest: Int, axes: [TypeTestPlaces]) {
        self.smallest = smallest
        self.axes = axes
    }

    /// - Parameter people: for each person the role and the place on each axis.
    package func shown(_ people: [(role: String, places: [Int])]) -> [Shown] {
        let groups = Dictionary(grouping: people) { $0.role }.mapValues { $0.map(\.places) }
        var shown = groups.filter { isSafe($0.value) }.keys.sorted {
            let (left, right) = (groups[$0]?.count ?? 0, groups[$1]?.count ?? 0)
            return left == right ? $0 < $1 : left > right
        }
        // With one role there is nothing to lay side by side.
        if groups.count < 2 { return [] }
        while !shown.isEmpty {
            let hidden = groups.filter { !shown.contains($0.key) }
            if hidden.isEmpty || (hidden.count >= 2 && isSafe(hidden.values.flatMap { $0 })) { break }
            shown.removeLast()
        }
        return shown.compactMap { role in
            groups[role].map { Shown(role: role, count: $0.count, middle: middle($0)) }
        }
    }

    private func isSafe(_ places: [[Int]]) -> Bool {
        guard places.count >= smallest else { return false }
        return axes.indices.allSatisfy { axis in
            let alike = Dictionary(grouping: places) { $0[axis] }.values.map(\.count).max() ?? 0
            return alike <= places.count - 2
        }
    }

    private func middle(_ places: [[Int]]) -> [Double] {
        axes.indices.map { axis in
            let sum = places.reduce(0) { $0 + axes[axis].middle($1[axis]) }
            return Double(Int(sum / Double(places.count) * 2 + 0.5)) / 2
        }
    }
}
