/// A list that a report draws from its own tables: "carried out by more than 90 per cent".
package struct PrintedClaim: Sendable, Equatable {
    package enum Bound: Sendable, Equatable {
        /// The share is at least this many per cent.
        case atLeast(Double)
        /// The share is below this many per cent.
        case below(Double)

        func holds(_ share: Double) -> Bool {
            switch self {
            case .atLeast(let bound): share >= bound
            case .below(let bound): share < bound
            }
        }
    }

    /// What a list and the tables say of one row.
    package struct Contradiction: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            /// On the list, and its count does not reach the bound.
            case listed
            /// Not on the list, and its count does.
            case omitted
            /// On the list, and in no table.
            case unknown
        }
        package let kind: Kind
        package let label: String
        /// Per cent on the base; `nil` when the row is unknown.
        package let share: Double?
    }

    package let name: String
    /// The column whose complement is meant: what is *not* in it is carried out.
    package let notIn: String
    package let bound: Bound
    /// The last label of each row that the report lists.
    package let entries: [String]

    package init(name: String, notIn: String, bound: Bound, entries: [String]) {
        self.name = name
        self.notIn = notIn
        self.bound = bound
        self.entries = entries
    }

    /// Holds the list against the counts of a table.
    package func contradictions(in table: PrintedTable, base: Int) -> [Contradiction] {
        var found: [Contradiction] = []
        var known: Set<String> = []
        for row in table.rows {
            guard let label = row.labels.last, let cell = row.cells.first(where: { $0.column == notIn }) else {
                continue
            }
            known.insert(label)
            let share = Double(base - cell.count) * 100 / Double(max(base, 1))
            let isListed = entries.contains(label)
            if isListed != bound.holds(share) {
                found.append(Contradiction(kind: isListed ? .listed : .omitted, label: label, share: share))
            }
        }
        return found
            + entries.filter { !known.contains($0) }.map { Contradiction(kind: .unknown, label: $0, share: nil) }
    }
}
