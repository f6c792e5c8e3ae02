package import Community
import Core
package import Storage

/// What was planned, promised and paid, in euro cents.
package struct MoneySums: Sendable, Equatable {
    package var planned = 0
    package private(set) var committed = 0
    package private(set) var spent = 0
    /// What is gone. Money that was paid without a promise is gone as well, so of each line and year, and of each
    /// promise without a line, the larger of the two counts (our own choice: an officer enters either or both).
    package private(set) var used = 0

    package init(planned: Int = 0, committed: Int = 0, spent: Int = 0) {
        self.planned = planned
        self.committed = committed
        self.spent = spent
        used = max(committed, spent)
    }

    /// What can still be promised.
    package var free: Int { planned - used }
    package var isEmpty: Bool { planned == 0 && committed == 0 && spent == 0 }

    package static func += (left: inout MoneySums, right: MoneySums) {
        left.planned += right.planned
        left.committed += right.committed
        left.spent += right.spent
        left.used += right.used
    }
}

/// The money of one round, counted from its lines, its bookings and what other parts contribute.
package struct Budget: Sendable {
    package let years: [Int]
    /// Those that were not put away.
    package let lines: [BudgetLine]
    /// By line and year.
    private let sums: [BudgetLine.Identity: [Int: MoneySums]]
    /// The promises of other parts, with the line they are paid from when that is known.
    package let commitments: [(commitment: Commitment, line: BudgetLine?)]
    /// The lines and years for which somebody entered an amount, if only a nought.
    private let entered: [BudgetLine.Identity: Set<Int>]

    package init(
        years: [Int], lines: [BudgetLine], amounts: [BudgetAmount], bookings: [Booking.Sum], commitments: [Commitment]
    ) {
        self.years = years
        self.lines = lines.filter { $0.archivedAt == nil }
        var sums: [BudgetLine.Identity: [Int: MoneySums]] = [:]
        var entered: [BudgetLine.Identity: Set<Int>] = [:]
        // In order of version: the newest stands.
        for amount in amounts {
            sums[amount.line, default: [:]][amount.year, default: MoneySums()].planned = amount.cents
            entered[amount.line, default: []].insert(amount.year)
        }
        for booking in bookings {
            let part =
                booking.kind == .committed ? MoneySums(committed: booking.cents) : MoneySums(spent: booking.cents)
            sums[booking.line, default: [:]][booking.year, default: MoneySums()] += part
        }
        let byName = Dictionary(self.lines.map { (Self.key($0.name), $0) }) { first, _ in first }
        let byID = Dictionary(self.lines.map { ($0.id.text, $0) }) { first, _ in first }
        self.commitments = commitments.filter { years.contains($0.year) }.map { item in
            (item, item.line.flatMap { byID[$0] ?? byName[Self.key($0)] })
        }
        for (item, line) in self.commitments {
            guard let line else { continue }
            sums[line.id, default: [:]][item.year, default: MoneySums()] += MoneySums(
                committed: item.committed, spent: item.spent)
        }
        // Of a line and year the promises and payments belong together, from wherever they came.
        self.sums = sums.mapValues { years in
            years.mapValues { MoneySums(planned: $0.planned, committed: $0.committed, spent: $0.spent) }
        }
        self.entered = entered
    }

    /// - Parameter commitments: what the functions of the house contribute for these years.
    package static func load(_ cycle: PolicyCycle, commitments: [Commitment], in db: any SQLConnection) throws -> Budget
    {
        try Budget(
            years: Array(cycle.firstYear...max(cycle.firstYear, cycle.lastYear)),
            lines: BudgetLine.all(of: cycle.id, in: db),
            amounts: BudgetAmount.all(of: cycle.id, in: db), bookings: Booking.sums(of: cycle.id, in: db),
            commitments: commitments)
    }

    private static func key(_ name: String) -> String { name.trimmed.lowercased() }

    package func sums(of line: BudgetLine, year: Int) -> MoneySums { sums[line.id]?[year] ?? MoneySums() }

    /// The amount that stands for a line and a year, in cents.
    package func planned(_ line: BudgetLine, _ year: Int) -> Int { sums(of: line, year: year).planned }

    package func hasAmount(_ line: BudgetLine, _ year: Int) -> Bool { entered[line.id]?.contains(year) ?? false }

    package func sums(of line: BudgetLine) -> MoneySums {
        years.reduce(into: MoneySums()) { $0 += sums(of: line, year: $1) }
    }

    /// Promises for which no line of the budget is known.
    package func loose(year: Int?) -> [Commitment] {
        commitments.filter { $0.line == nil && (year == nil || $0.commitment.year == year) }.map(\.commitment)
    }

    /// All together in one year, or in the whole round.
    package func total(year: Int? = nil) -> MoneySums {
        byFunction(year: year).reduce(into: MoneySums()) { $0 += $1.sums }
    }

    /// By basic function in their order; money for all of them together last, and left out when there is none.
    package func byFunction(year: Int? = nil) -> [(function: BasicFunction?, sums: MoneySums)] {
        var found: [BasicFunction?: MoneySums] = [:]
        for line in lines {
            found[line.function, default: MoneySums()] += year.map { sums(of: line, year: $0) } ?? sums(of: line)
        }
        for item in loose(year: year) {
            found[item.function, default: MoneySums()] += MoneySums(committed: item.committed, spent: item.spent)
        }
        let five: [BasicFunction?] = BasicFunction.allCases
        return five.map { ($0, found[$0] ?? MoneySums()) } + (found[nil].map { [(nil, $0)] } ?? [])
    }

    /// By department, the largest first. Promises without a line have none: an empty name.
    package func byDepartment(year: Int? = nil) -> [(department: String, sums: MoneySums)] {
        var found: [String: MoneySums] = [:]
        for line in lines {
            found[line.department, default: MoneySums()] += year.map { sums(of: line, year: $0) } ?? sums(of: line)
        }
        for item in loose(year: year) {
            found["", default: MoneySums()] += MoneySums(committed: item.committed, spent: item.spent)
        }
        return found.map { ($0.key, $0.value) }.sorted { ($1.1.planned, $0.0) < ($0.1.planned, $1.0) }
    }

    /// The lines without an amount for this year, which a year before still had one.
    package func missing(in year: Int) -> [BudgetLine] {
        lines.filter { !hasAmount($0, year) && sums(of: $0, year: year - 1).planned != 0 }
    }
}
