extension Weighting {
    /// Post-stratification: within each group the weights are raised to the total of the population.
    ///
    /// Equal to `postStratify` of R's package survey. Groups without respondents are a fault unless
    /// `allowsEmpty`: then they are left out of the population, as with `partial = TRUE`.
    package static func postStratified(
        _ weights: [Double], by margin: Margin, allowsEmpty: Bool = false, thin: Int = 10
    ) throws(Fault) -> Fitted {
        _ = try checked(margin, records: weights.count)
        var fitted = weights
        let targets = try reachable(margin, fitted, scales: false)
        let empty = zip(margin.labels, zip(margin.totals, targets)).filter { $1.0 > 0 && $1.1 == 0 }.map(\.0)
        if !allowsEmpty, !empty.isEmpty { throw .empty(margin: margin.name, groups: empty) }
        fit(&fitted, margin, targets)
        return Fitted(
            weights: fitted,
            report: report(
                fitted, [margin], thin: thin, iterations: 1, converged: empty.isEmpty,
                distance: distance(fitted, margin, targets)))
    }

    /// Raking, iterative proportional fitting (Deming and Stephan, 1940): post-stratifies on each margin in turn until
    /// all are met. Equal to `rake` of R's package survey once both have converged.
    ///
    /// A group without respondents cannot be reached: the other groups of its margin stand for it, in proportion, and
    /// the report names it.
    /// - Parameters:
    ///   - tolerance: the largest relative distance from a target that will do.
    ///   - thin: a group with fewer respondents is named in the report.
    package static func raked(
        _ weights: [Double], to margins: [Margin], tolerance: Double = 1e-10, iterations most: Int = 500,
        thin: Int = 10
    ) throws(Fault) -> Fitted {
        var fitted = weights
        var first: Double?
        var targets: [[Double]] = []
        for margin in margins {
            let sum = try checked(margin, records: weights.count)
            let expected = first ?? sum
            guard abs(sum - expected) <= 1e-6 * expected else {
                throw .totals(margin: margin.name, sum: sum, first: expected)
            }
            first = expected
            targets.append(try reachable(margin, fitted, scales: true))
        }
        var rounds = 0
        var worst = margins.isEmpty ? 0 : Double.infinity
        while worst > tolerance, rounds < most {
            for (margin, target) in zip(margins, targets) { fit(&fitted, margin, target) }
            rounds += 1
            worst = zip(margins, targets).reduce(0) { max($0, distance(fitted, $1.0, $1.1)) }
        }
        return Fitted(
            weights: fitted,
            report: report(
                fitted, margins, thin: thin, iterations: rounds, converged: worst <= tolerance, distance: worst))
    }

    /// The totals of the groups that have respondents; 0 for the others.
    private static func reachable(
        _ margin: Margin, _ weights: [Double], scales: Bool
    ) throws(Fault) -> [Double] {
        let present = sums(weights, margin)
        guard present.contains(where: { $0 > 0 }) else { throw .nobody }
        let strange = margin.labels.indices.filter { present[$0] > 0 && margin.totals[$0] == 0 }
        if !strange.isEmpty {
            throw .notInPopulation(margin: margin.name, groups: strange.map { margin.labels[$0] })
        }
        let targets = zip(present, margin.totals).map { $0 > 0 ? $1 : 0 }
        let missing = margin.totals.reduce(0, +) - targets.reduce(0, +)
        return scales && missing > 0 ? scaled(targets, to: margin.totals.reduce(0, +)) : targets
    }

    private static func fit(_ weights: inout [Double], _ margin: Margin, _ targets: [Double]) {
        let factors = zip(targets, sums(weights, margin)).map { $1 > 0 ? $0 / $1 : 1 }
        for record in weights.indices { weights[record] *= factors[margin.groups[record]] }
    }

    private static func distance(_ weights: [Double], _ margin: Margin, _ targets: [Double]) -> Double {
        zip(targets, sums(weights, margin)).reduce(0) { $1.0 > 0 ? max($0, abs($1.1 / $1.0 - 1)) : $0 }
    }
}
