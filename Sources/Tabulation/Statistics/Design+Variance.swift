extension Design {
    /// The variance of the sum of linearised values, one for each record; outside the domain they are 0.
    package func variance(_ influence: [Double]) -> Double { covariance(influence, influence) }

    /// The covariance of two such sums: for columns that share respondents.
    package func covariance(_ first: [Double], _ second: [Double]) -> Double {
        guard first.count == count, second.count == count else { return .nan }
        let a = residual(first)
        let b = first == second ? a : residual(second)
        var means = [(Double, Double)](repeating: (0, 0), count: strata.count)
        for record in 0..<count {
            let place = place(record)
            means[place].0 += a[record]
            means[place].1 += b[record]
        }
        for (place, stratum) in strata.enumerated() {
            // One record has no spread of its own: it is measured from 0.
            let size = stratum.records > 1 ? Double(stratum.records) : .infinity
            means[place].0 /= size
            means[place].1 /= size
        }
        var sums = [Double](repeating: 0, count: strata.count)
        for record in 0..<count {
            let place = place(record)
            sums[place] += (a[record] - means[place].0) * (b[record] - means[place].1)
        }
        return zip(sums, strata).reduce(0) { total, one in
            let size = Double(one.1.records)
            return total + one.0 * one.1.remaining * (size > 1 ? size / (size - 1) : 1)
        }
    }

    func place(_ record: Int) -> Int { places.isEmpty ? 0 : places[record] }

    /// Takes out what the calibration already knows.
    private func residual(_ influence: [Double]) -> [Double] {
        var values = influence
        for adjustment in adjustments {
            switch adjustment {
            case .postStratified(let cells):
                subtract(cells, from: &values) { $0.before[$1] }
            case .raked(let margins):
                // Ten rounds of projections with equal weights: what R's `svyrecvar` does for `rake`.
                for _ in 0..<10 {
                    for cells in margins { subtract(cells, from: &values) { _, _ in 1 } }
                }
            }
        }
        return values
    }

    /// values − weight × (mean of value/weight in the cell, each record counting for `share`).
    private func subtract(_ cells: Cells, from values: inout [Double], _ share: (Cells, Int) -> Double) {
        var sums = [Double](repeating: 0, count: cells.number)
        var shares = sums
        for record in 0..<count where cells.weights[record] > 0 {
            let part = share(cells, record)
            sums[cells.groups[record]] += values[record] / cells.weights[record] * part
            shares[cells.groups[record]] += part
        }
        for record in 0..<count where cells.weights[record] > 0 {
            let group = cells.groups[record]
            values[record] -= cells.weights[record] * sums[group] / shares[group]
        }
    }
}
