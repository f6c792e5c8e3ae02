/// The figures of one group of numbers.
struct Summary {
    let design: Design
    let weights: [Double]?
    let request: TableRequest

    /// A cell for each statistic.
    func cells(_ values: [Double], _ group: Bits) -> [Table.Cell] {
        let sums = Kernels.sums(group, group, weights: weights)
        let base = Table.Cell(
            count: sums.count, weighted: sums.weight, base: sums.count, weightedBase: sums.weight)
        guard sums.weight > 0 else { return Statistic.allCases.map { _ in base } }
        let order = values.indices.filter { group[$0] && (weights?[$0] ?? 1) > 0 }.map { values[$0] }.sorted()
        let mean = design.mean(values, in: group)
        return Statistic.allCases.map { statistic in
            var cell = base
            switch statistic {
            case .mean:
                cell.value = mean?.value
                cell.error = mean?.error
                let interval = mean.flatMap { Interval.mean($0, confidence: request.confidence) }
                cell.low = interval?.low
                cell.high = interval?.high
                cell.isWholeGroup = order.first == order.last
            case .sd: cell.value = mean.flatMap { deviation(values, group, around: $0.value) }
            case .p10, .q1, .median, .q3, .p90:
                let share = statistic.share ?? 0.5
                cell.value =
                    weights == nil ? Self.quantile(share, order) : design.quantile(share, of: values, in: group)
            }
            return cell
        }
    }

    /// Letters at the means of groups that differ.
    func compare(_ table: inout Table, _ values: [Double], _ groups: [Bits]) {
        guard let correction = request.letters, groups.count > 1 else { return }
        for place in groups.indices { table.columns[place + 1].letter = Letters.name(place) }
        let letters = Letters.compare(
            groups.map { design.mean(values, in: $0) }, correction: correction, confidence: request.confidence
        ) { one, other in design.difference((values, groups[one]), (values, groups[other])) }
        for (place, found) in letters.enumerated() { table.cells[0][place + 1].letters = found }
    }

    /// √(Σw(x − m)² / Σw · n/(n − 1)): with weights of 1 the common deviation; `nil` of one record.
    private func deviation(_ values: [Double], _ group: Bits, around mean: Double) -> Double? {
        var squares = 0.0
        var whole = 0.0
        var number = 0
        for (record, value) in values.enumerated() where group[record] {
            let weight = weights?[record] ?? 1
            guard weight > 0 else { continue }
            squares += weight * (value - mean) * (value - mean)
            whole += weight
            number += 1
        }
        guard number > 1 else { return nil }
        return (squares / whole * Double(number) / Double(number - 1)).squareRoot()
    }

    /// Type 7 of Hyndman and Fan (1996): linear between the values at (n − 1) · share.
    static func quantile(_ share: Double, _ order: [Double]) -> Double? {
        guard let last = order.last else { return nil }
        let place = Double(order.count - 1) * share
        let below = Int(place.rounded(.down))
        guard order.indices.contains(below + 1) else { return last }
        return order[below] + (place - Double(below)) * (order[below + 1] - order[below])
    }
}
