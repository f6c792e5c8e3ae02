/// One table over the waves of a survey: the same question asked again.
///
/// Questions are matched by the name of their column and options by their code: neither is ever used again for something
/// else. Waves are taken as independent samples, also when some people answered both: then the intervals of the changes
/// are too long, not too short.
package struct Trend: Sendable, Equatable {
    package struct Wave: Sendable {
        package let label: String
        package let data: DataSet
        package init(label: String, data: DataSet) {
            self.label = label
            self.data = data
        }
    }

    /// From the wave before to this one.
    package struct Change: Sendable, Equatable {
        /// In the unit of the cells: 0.05 is five points of a hundred.
        package var value: Double
        package var error: Double
        package var low: Double?
        package var high: Double?
        /// Whether the interval leaves out 0.
        package var isSignificant: Bool
    }

    package var request: TableRequest
    package var title: String
    /// The labels of the waves, oldest first.
    package var waves: [String]
    package var rows: [Table.Heading]
    /// `cells[row][wave]`; `nil` when the wave has no such row.
    package var cells: [[Table.Cell?]]
    /// `changes[row][wave − 1]`, against the wave before it; `nil` when one of them has no figure.
    package var changes: [[Change?]]
    package var accounts: [Table.Account]

    /// - Parameter request: `counts` and `mean` without columns, `grid` with an option in `with`, or `combination`.
    ///   Rows that came later stand behind those of earlier waves.
    /// - Throws: what a wave does not have, and `missing("with")`.
    package static func over(_ waves: [Wave], _ request: TableRequest) throws(Table.Fault) -> Trend {
        var single = request
        single.letters = nil
        if request.kind != .grid { single.columns = nil }
        var tables: [(label: String, table: Table)] = []
        for wave in waves { tables.append((wave.label, try wave.data.table(single))) }
        return try of(tables, request)
    }

    /// The same of tables that are there already, such as the published ones: what is hidden in one wave has no figure
    /// and no change. Only the first column of each table is followed (of a grid the option in `with`).
    package static func of(_ waves: [(label: String, table: Table)], _ request: TableRequest) throws(Table.Fault)
        -> Trend
    {
        var trend = Trend(
            request: request, title: "", waves: waves.map(\.label), rows: [], cells: [], changes: [], accounts: [])
        var tables: [Table] = []
        for wave in waves {
            let table = try wave.table.series(request)
            trend.title = table.title
            trend.accounts.append(table.account)
            for heading in table.rows where !trend.rows.contains(where: { $0.isSame(as: heading) }) {
                trend.rows.append(heading)
            }
            tables.append(table)
        }
        trend.cells = trend.rows.map { row in
            tables.map { table in
                table.rows.firstIndex { $0.isSame(as: row) }.flatMap { table.cells[$0].first }
            }
        }
        let hasErrors = request.kind != .mean
        trend.changes = trend.cells.enumerated().map { row, cells in
            zip(cells, cells.dropFirst()).map { earlier, later in
                guard hasErrors || trend.rows[row].name == Statistic.mean.rawValue else { return nil }
                return Change(from: earlier, to: later, isShare: hasErrors, confidence: request.confidence)
            }
        }
        return trend
    }
}

extension Trend.Change {
    /// `nil` without two figures that both have an error.
    ///
    /// Degrees of freedom as for a share or mean of its base: records less one.
    init?(from earlier: Table.Cell?, to later: Table.Cell?, isShare: Bool, confidence: Double) {
        guard let first = earlier?.estimate(isShare: isShare), let second = later?.estimate(isShare: isShare) else {
            return nil
        }
        let change = Estimate.change(from: first, to: second)
        value = change.value
        error = change.error
        let interval = change.variance > 0 ? Interval.mean(change, confidence: confidence) : nil
        // A share moves by all of it at most.
        low = interval.map { isShare ? max($0.low, -1) : $0.low }
        high = interval.map { isShare ? min($0.high, 1) : $0.high }
        isSignificant = interval.map { $0.low > 0 || $0.high < 0 } ?? false
    }
}

extension Table {
    /// One column: of a grid the option that is followed.
    fileprivate func series(_ request: TableRequest) throws(Table.Fault) -> Table {
        guard request.kind == .grid, request.columns == nil else { return self }
        guard let with = request.with else { throw .missing("with") }
        guard let place = columns.firstIndex(where: { $0.code == with }) else {
            throw .unknownCode(column: request.rows, code: with)
        }
        var table = self
        table.columns = [columns[place]]
        table.cells = cells.map { [$0[place]] }
        return table
    }
}

extension Table.Heading {
    fileprivate func isSame(as other: Table.Heading) -> Bool { code == other.code && name == other.name }
}

extension Table.Cell {
    /// A share of nobody or of all has no error of its own, however few were asked: of two people who say the same it
    /// would be certain. Its variance is then taken with one more who does and one more who does not, as Agresti and Caffo
    /// (2000, doi:10.1080/00031305.2000.10474560) do for a difference of shares: of records, whatever their weights. Of a mean
    /// without any spread nobody can say how sure it is.
    fileprivate func estimate(isShare: Bool) -> Estimate? {
        guard hidden == nil, let value, let error, base > 1 else { return nil }
        var variance = error * error
        guard isShare || variance > 0 else { return nil }
        if isShare, variance == 0, value == 0 || value == 1 {
            let (records, yes) = (Double(base + 2), value * Double(base) + 1)
            variance = yes / records * (1 - yes / records) / records
        }
        return Estimate(
            value: value, variance: variance, degrees: Double(base - 1), base: base, effective: Double(base))
    }
}
