extension Design {
    /// The smallest value that at least `share` of the weight does not exceed: the inverse of the distribution function,
    /// `svyquantile` with `qrule = "math"` (type 1 of Hyndman and Fan).
    ///
    /// R's 4.1-1 gives the second value where `share` is less than the weight of the first; here it is the first, as
    /// the definition says.
    package func quantile(_ share: Double, of values: [Double], in domain: Bits? = nil) -> Double? {
        guard (0...1).contains(share), let inside = members(domain, values) else { return nil }
        return Self.quantile(share, sorted(values, inside))
    }

    /// Woodruff's interval (1952): the quantiles at the bounds of the share that lies below, `interval.type = "mean"`.
    ///
    /// - Returns: `nil` when a bound of that share is outside 0 to 1: then the records cannot say it.
    package func quantileInterval(
        _ share: Double, of values: [Double], in domain: Bits? = nil, confidence: Double = 0.95
    ) -> Interval? {
        guard (0...1).contains(share), let inside = members(domain, values) else { return nil }
        let order = sorted(values, inside)
        guard let middle = Self.quantile(share, order) else { return nil }
        let below = zip(values, inside).map { $1 ? ($0 <= middle ? 1 : 0) : Double.nan }
        guard let estimate = mean(below, in: domain), let bounds = Interval.mean(estimate, confidence: confidence),
            let low = Self.quantile(bounds.low, order), let high = Self.quantile(bounds.high, order)
        else { return nil }
        return Interval(low: low, high: high)
    }

    private func sorted(_ values: [Double], _ inside: [Bool]) -> [(value: Double, weight: Double)] {
        (0..<count).filter { inside[$0] }.map { (values[$0], weights[$0]) }.sorted { $0.0 < $1.0 }
    }

    private static func quantile(_ share: Double, _ order: [(value: Double, weight: Double)]) -> Double? {
        guard (0...1).contains(share) else { return nil }
        let whole = order.reduce(0) { $0 + $1.weight }
        // Sums of weights are not exact: a share within a trillionth of a step is that step.
        let goal = share * whole - whole * 1e-12
        var passed = 0.0
        for one in order {
            passed += one.weight
            if passed >= goal { return one.value }
        }
        return order.last?.value
    }
}
