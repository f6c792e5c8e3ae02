#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Between which bounds the figure of the whole population lies, at the asked confidence (0.95).
///
/// The t-quantiles have the degrees of freedom of the design, as in `svyciprop` of R's package survey (4.1-1).
package struct Interval: Sendable, Equatable {
    package var low: Double
    package var high: Double
    package init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval of a share by the method that the table asks for.
    package static func of(
        _ share: Estimate, _ kind: TableRequest.Interval, confidence: Double = 0.95
    ) -> Interval? {
        switch kind {
        case .wilson: wilson(share, confidence: confidence)
        case .logit: logit(share, confidence: confidence)
        case .beta: beta(share, confidence: confidence)
        }
    }

    /// `value` ± t · error: for means and differences, and for shares away from 0 and 1 (`svyciprop` "mean").
    package static func mean(_ estimate: Estimate, confidence: Double = 0.95) -> Interval? {
        guard let t = critical(confidence, estimate.degrees) else { return nil }
        return Interval(low: estimate.value - t * estimate.error, high: estimate.value + t * estimate.error)
    }

    /// The mean interval on the scale of the log odds (`svyciprop` "logit" and "xlogit", which agree for one share).
    ///
    /// Nobody and everybody have no log odds: there it is the beta interval.
    package static func logit(_ share: Estimate, confidence: Double = 0.95) -> Interval? {
        guard share.value > 0, share.value < 1 else { return beta(share, confidence: confidence) }
        guard let t = critical(confidence, share.degrees) else { return nil }
        let odds = log(share.value / (1 - share.value))
        let width = t * share.error / (share.value * (1 - share.value))
        return Interval(low: expit(odds - width), high: expit(odds + width))
    }

    /// Clopper and Pearson's interval with an effective number of records: Korn and Graubard (1998), `svyciprop`
    /// "beta". It is never too short, so a little long.
    package static func beta(_ share: Estimate, confidence: Double = 0.95) -> Interval? {
        guard (0..<1).contains(confidence), let number = adjusted(share, simple: false, confidence) else { return nil }
        guard number.isFinite else { return Interval(low: share.value, high: share.value) }
        let tail = (1 - confidence) / 2
        let hits = number * share.value
        let misses = number * (1 - share.value)
        return Interval(
            low: BetaDistribution.quantile(tail, hits, misses + 1),
            high: BetaDistribution.quantile(1 - tail, hits + 1, misses))
    }

    /// Wilson's score interval (1927) with the effective number of records, the finite population correction in it.
    /// Without weights, strata and correction it is `prop.test` without continuity correction.
    package static func wilson(_ share: Estimate, confidence: Double = 0.95) -> Interval? {
        guard (0..<1).contains(confidence), let number = adjusted(share, simple: true, confidence) else { return nil }
        guard number.isFinite else { return Interval(low: share.value, high: share.value) }
        let z = NormalDistribution.quantile(0.5 + confidence / 2)
        let square = z * z / number
        let p = share.value
        let centre = (p + square / 2) / (1 + square)
        let half = (p * (1 - p) * square + square * square / 4).squareRoot() / (1 + square)
        return Interval(
            low: p == 0 ? 0 : max(centre - half, 0), high: p == 1 ? 1 : min(centre + half, 1))
    }

    /// The number of records of a simple draw that would be as sure; infinite when nothing is left to chance.
    ///
    /// - Parameter simple: take out n/(n−1) of the variance, so that a simple draw counts for exactly its records.
    private static func adjusted(_ share: Estimate, simple: Bool, _ confidence: Double) -> Double? {
        let p = share.value
        guard (0...1).contains(p), share.base > 0, share.degrees > 0, share.rows > 1 else { return nil }
        var scale = 1.0
        if Double(share.rows - 1) != share.degrees {
            guard let ours = critical(confidence, share.degrees),
                let theirs = critical(confidence, Double(share.rows - 1))
            else { return nil }
            scale = (theirs / ours) * (theirs / ours)
        }
        guard p > 0, p < 1 else { return scale * share.effective / share.remaining }
        let bessel = simple && share.records > 1 ? Double(share.records) / Double(share.records - 1) : 1
        return scale * p * (1 - p) / share.variance * bessel
    }

    /// The two-sided critical value of t; `nil` without degrees of freedom.
    static func critical(_ confidence: Double, _ degrees: Double) -> Double? {
        guard degrees > 0, confidence > 0, confidence < 1 else { return nil }
        return StudentDistribution.quantile(0.5 + confidence / 2, degrees: degrees)
    }

    private static func expit(_ x: Double) -> Double { x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)) }
}
