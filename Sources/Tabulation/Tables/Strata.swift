extension DataSet {
    /// The groups that a sample was drawn in, each with its own number in the population: the size classes of a register,
    /// the neighbourhoods of an address book.
    package struct Strata: Sendable, Equatable {
        /// For each record the number of its group.
        package let groups: [Int]
        /// By the number of the group; a group without one has no finite population correction.
        package let populations: [Int: Double]
        package init(groups: [Int], populations: [Int: Double]) {
            self.groups = groups
            self.populations = populations
        }
    }

    /// The same records as one stratum. The margin of a figure that knows the groups tells how the answers lie over them:
    /// nothing for a table that hides small numbers.
    package var withoutStrata: DataSet {
        strata == nil
            ? self
            : DataSet(count: count, columns: columns, grids: grids, weights: weights, population: population)
    }

    /// How the records of a table were drawn and weighed. Without weights each record counts for one, also in strata: the
    /// figure stays what was counted, and the strata are in its error.
    func design(for request: TableRequest) -> Design {
        guard let strata else {
            return Design(count: count, weights: weights(for: request), population: population.map(Double.init))
        }
        return Design(
            stratum: strata.groups, populations: strata.populations,
            weights: weights(for: request) ?? [Double](repeating: 1, count: count))
    }

    /// The shares of a table with the errors and intervals of a sample in strata, by `Design.proportion`; means have
    /// theirs already.
    ///
    /// The letters stay those of one stratum: where the groups differ they are rather too few.
    func stratified(_ table: Table) -> Table {
        guard let layout = Layout(table.request, rows: table.rows, columns: table.columns, self), !layout.isOfMeans
        else { return table }
        let design = design(for: table.request)
        let answers = Answers(self)
        var stratified = table
        for (row, cells) in layout.cells.enumerated() {
            for (column, cell) in cells.enumerated() where table.cells[row][column].error != nil {
                guard let share = design.proportion(answers.records(cell.hits), in: answers.records(cell.base)) else {
                    continue
                }
                let interval = Interval.of(share, table.request.interval, confidence: table.request.confidence)
                stratified.cells[row][column].error = share.error
                stratified.cells[row][column].low = interval?.low
                stratified.cells[row][column].high = interval?.high
            }
        }
        return stratified
    }
}
