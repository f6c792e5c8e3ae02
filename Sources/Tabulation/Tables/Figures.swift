/// Makes the cells of a table of sums: share, error, interval, letters.
struct Figures {
    let request: TableRequest
    /// Records in the whole data set: those outside the filter stay in the design.
    let records: Int
    let population: Double?

    init(_ data: DataSet, _ request: TableRequest) {
        self.request = request
        records = data.count
        population = data.population.map(Double.init)
    }

    /// The share of `hits` in `base`, with its error when the base is people.
    ///
    /// Shares of ticks have no error here: people, not ticks, were drawn.
    func share(_ hits: Sums, of base: Sums, isPeople: Bool = true) -> Table.Cell {
        var cell = Table.Cell(
            count: hits.count, weighted: hits.weight, base: base.count, weightedBase: base.weight,
            isWholeGroup: base.count > 0 && (hits.count == 0 || hits.count == base.count))
        guard base.weight > 0 else { return cell }
        guard isPeople else {
            cell.value = hits.weight / base.weight
            return cell
        }
        guard let estimate = Estimate.proportion(hits: hits, base: base, records: records, population: population)
        else { return cell }
        cell.value = estimate.value
        cell.error = estimate.error
        let interval = Interval.of(estimate, request.interval, confidence: request.confidence)
        cell.low = interval?.low
        cell.high = interval?.high
        return cell
    }

    /// Puts letters at the groups (from column 1) that differ within each row, and names the columns.
    func compare(_ table: inout Table, _ crossing: Crossing, rows: [[Sums]]) {
        guard let correction = request.letters, crossing.bases.count > 2 else { return }
        let remaining = FinitePopulation.remaining(sample: records, population: population)
        for group in 1..<crossing.bases.count { table.columns[group].letter = Letters.name(group - 1) }
        for (row, sums) in rows.enumerated() {
            let letters = Letters.compare(
                zip(sums, crossing.bases).dropFirst().map { Letters.Cell(hits: $0.weight, base: $1) },
                correction: correction, confidence: request.confidence, remaining: remaining
            ) { one, other in crossing.overlaps.isEmpty ? 0 : crossing.overlaps[one][other] }
            for (group, found) in letters.enumerated() { table.cells[row][group + 1].letters = found }
        }
    }
}

extension Table.Heading {
    /// Everybody in the base.
    static var all: Table.Heading { Table.Heading(label: "Totaal") }
}
