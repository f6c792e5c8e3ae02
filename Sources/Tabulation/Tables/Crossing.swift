/// The sums behind a table of one question against another, or alone.
struct Crossing {
    /// `cells[row][group]`; group 0 is everybody in the base, the others are the options in the columns.
    var cells: [[Sums]]
    /// The respondents of each group.
    var bases: [Sums]
    var account: Table.Account
    /// Of two groups, from 1: the squared weights of who is in both; empty when no one can be.
    var overlaps: [[Double]] = []

    /// - Parameters:
    ///   - across: `nil` for no columns.
    ///   - selection: `nil` for all records.
    init(_ rows: Side, _ across: Side?, _ selection: Bits?, _ weights: [Double]?) {
        if let codes = rows.codes, across == nil || across?.codes != nil {
            self.init(codes, rows, across, selection, weights)
        } else {
            self.init(bits: rows, across, selection, weights)
        }
    }
}

// MARK: - Single answers: one pass over the codes

extension Crossing {
    private init(_ codes: [UInt8], _ rows: Side, _ across: Side?, _ selection: Bits?, _ weights: [Double]?) {
        let outside = UInt8(rows.height)
        let width = across?.height ?? 1
        let sums = Kernels.histogram(
            rows: selection.map { Kernels.select(codes, $0, other: outside) } ?? codes, columns: across?.codes,
            height: rows.height + 1, width: width, weights: weights)
        account = Table.Account()
        account.records = codes.count
        let groups = across?.kept ?? []
        cells = []
        bases = [Sums](repeating: .none, count: groups.count + 1)
        // The places of a row that count: all of them without a question in the columns.
        let counted = across.map { side in side.kept.map { Int(side.code(of: $0)) } } ?? [0]
        let isKept = Set(rows.kept)
        for code in 0..<rows.height {
            let row = sums[code * width..<(code + 1) * width]
            let whole = row.reduce(0) { $0 + $1.count }
            account.inFilter += whole
            switch UInt8(code) {
            case Column.notShown: account.notShown += whole
            case Column.skipped: account.skipped += whole
            case _ where !isKept.contains(code - Int(Column.firstOption)): account.missing += whole
            default:
                var found = [Sums](repeating: .none, count: groups.count + 1)
                for (group, place) in counted.enumerated() {
                    let one = row[row.startIndex + place]
                    found[0] += one
                    if across != nil { found[group + 1] = one }
                }
                for group in found.indices { bases[group] += found[group] }
                account.noColumn += whole - found[0].count
                if rows.column.options[code - Int(Column.firstOption)].isNone { account.none += found[0].count }
                cells.append(found)
            }
        }
        finish(weights)
    }

    private mutating func finish(_ weights: [Double]?) {
        account.base = bases[0].count
        account.effective = weights == nil ? nil : bases[0].effective
    }
}

// MARK: - Several answers: a bit for each tick

extension Crossing {
    private init(bits rows: Side, _ across: Side?, _ selection: Bits?, _ weights: [Double]?) {
        let count = rows.column.count
        let chosen = selection ?? Bits(count, all: true)
        let inRows = rows.inTable.and(chosen)
        let base = across.map { inRows.and($0.inTable) } ?? inRows
        let groups = [base] + (across.map { side in side.kept.map { base.and(side.chosen($0)) } } ?? [])
        account = Table.Account()
        account.states(of: rows, in: chosen)
        account.noColumn = inRows.without(base)
        account.none = base.overlap(rows.chosen(anyOf: rows.none))
        bases = groups.map { Kernels.sums($0, $0, weights: weights) }
        cells = rows.kept.map { option in
            let ticked = rows.chosen(option)
            return groups.map { Kernels.sums(ticked, $0, weights: weights) }
        }
        if across != nil, across?.codes == nil { overlaps = Self.overlaps(groups, weights) }
        finish(weights)
    }

    static func overlaps(_ groups: [Bits], _ weights: [Double]?) -> [[Double]] {
        groups.dropFirst().map { one in
            groups.dropFirst().map { Kernels.sums(one, $0, weights: weights).square }
        }
    }
}

extension Table.Account {
    /// What became of the records of the filter, apart from the base.
    mutating func states(of side: Side, in selection: Bits) {
        records = selection.count
        inFilter = selection.total
        let seen = side.shown.and(selection)
        let answered = side.answered.and(selection)
        notShown = selection.without(side.shown.or(side.answered))
        skipped = seen.without(side.answered)
        missing = answered.without(side.inTable)
    }
}
