/// The figures of a table of means, in its order.
package enum Statistic: String, Sendable, CaseIterable {
    case mean, sd, p10, q1, median, q3, p90

    package var label: String {
        switch self {
        case .mean: "Gemiddelde"
        case .sd: "Standaardafwijking"
        case .p10: "10% zit hieronder"
        case .q1: "25% zit hieronder"
        case .median: "Middelste (mediaan)"
        case .q3: "75% zit hieronder"
        case .p90: "90% zit hieronder"
        }
    }

    var share: Double? {
        switch self {
        case .mean, .sd: nil
        case .p10: 0.1
        case .q1: 0.25
        case .median: 0.5
        case .q3: 0.75
        case .p90: 0.9
        }
    }
}

/// Numbers, or the codes of a scale, with who gave them.
struct Numbers {
    let label: String
    /// `NaN` where there is no number.
    let values: [Double]
    let shown: Bits
    let given: Bits
    /// Who answered something that is no number: "weet niet".
    let missing: Bits

    /// - Throws: `unsuitable` for several answers and texts.
    init(_ column: Column) throws(Table.Fault) {
        label = column.label
        switch column.values {
        case .number(let seen, let numbers):
            values = numbers.map { $0.isFinite ? $0 : .nan }
            given = Bits(values.map { !$0.isNaN })
            shown = seen
            missing = Bits(column.count)
        case .single(_, let options):
            let side = try Side(column, leavesOutMissing: true)
            let scale = options.map { $0.isMissing || $0.isNone ? Double.nan : Double($0.code) }
            let first = Int(Column.firstOption)
            values = (side.codes ?? []).map { Int($0) < first ? .nan : scale[Int($0) - first] }
            given = Bits(values.map { !$0.isNaN })
            shown = side.shown
            missing = side.answered.minus(given)
        case .multiple, .text: throw .unsuitable(column.name)
        }
    }

    func account(_ selection: Bits?, base: Bits, weights: [Double]?) -> Table.Account {
        let selected = selection ?? Bits(base.count, all: true)
        var account = Table.Account()
        account.records = base.count
        account.inFilter = selected.total
        account.notShown = selected.without(shown.or(given))
        account.skipped = selected.and(shown).without(given.or(missing))
        account.missing = selected.overlap(missing)
        account.base = base.total
        account.noColumn = selected.and(given).without(base)
        account.effective = weights.map { Kernels.sums(base, base, weights: $0).effective }
        return account
    }
}
