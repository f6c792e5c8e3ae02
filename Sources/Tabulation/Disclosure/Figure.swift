/// A published number: how many records a rule holds for.
struct Figure {
    enum Kind: Sendable, Equatable {
        case hits
        case base
        /// In the account under the table.
        case account
        /// The number of ticks in a column: the sum of several rules.
        case ticks
    }

    var kind: Kind
    /// One rule, or those that were added up.
    var rules: [Rule]
    var records: Bits
    var count: Int
    /// The question whose mean was told of these records.
    var mean: String?
    /// The cell of the new table; a base has the cells that tell it.
    var cells: [Place] = []

    struct Place: Hashable, Sendable {
        var row: Int
        var column: Int
    }

    /// Of the table that is about to be published.
    var isNew = false
    /// A bit for each column name, to rule out most pairs at once.
    var mask: UInt64 = 0

    func isAbout(_ column: String) -> Bool { rules.contains { $0.columns.contains(column) } }

    /// What holds together; the first rule of a sum.
    var parts: [Rule] { rules.first?.parts ?? [] }
}

extension Rule {
    /// Whether who meets this one meets the other for certain.
    func implies(_ other: Rule) -> Bool {
        if self == other { return true }
        guard case .chosen(let column, let codes) = self else { return false }
        return switch other {
        case .chosen(let theirs, let wider): theirs == column && codes.allSatisfy(wider.contains)
        case .shown(let theirs), .answered(let theirs): theirs == column
        default: false
        }
    }
}

extension Figure {
    /// The parts of this rule that the other one leaves open; `nil` when the other is no wider rule.
    func stricter(than other: Figure) -> [Rule]? {
        guard kind != .ticks, other.kind != .ticks, other.mask & ~mask == 0 else { return nil }
        let (mine, theirs) = (parts, other.parts)
        guard theirs.allSatisfy({ wide in mine.contains { $0.implies(wide) } }) else { return nil }
        return mine.filter { part in !theirs.contains { $0.implies(part) } }
    }
}
