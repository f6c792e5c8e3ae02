/// What a table adds up for one cell: enough for a share with its error, without going over the records again.
package struct Sums: Sendable, Equatable {
    /// Records.
    package var count: Int
    /// Σw.
    package var weight: Double
    /// Σw².
    package var square: Double

    package init(count: Int, weight: Double, square: Double) {
        self.count = count
        self.weight = weight
        self.square = square
    }

    /// Each record counts for one.
    package init(count: Int) { self.init(count: count, weight: Double(count), square: Double(count)) }

    /// Kish's effective number: (Σw)² / Σw²; 0 of nothing.
    package var effective: Double { square > 0 ? weight * weight / square : 0 }
}

extension Estimate {
    /// The share of `hits` in `base`, both of one data set without strata: the same as `Design.proportion`, since the
    /// linearised values w(x − p)/Σw add up to nothing.
    ///
    /// - Parameters:
    ///   - records: of the whole data set; `base` may be a part of it.
    ///   - population: how many there are in all, respondents or not; `nil` without finite population correction.
    /// - Returns: `nil` when the base is empty.
    package static func proportion(
        hits: Sums, base: Sums, records: Int, population: Double? = nil
    ) -> Estimate? {
        guard base.weight > 0, base.count > 0 else { return nil }
        let value = min(max(hits.weight / base.weight, 0), 1)
        let squares = hits.square * (1 - value) * (1 - value) + max(base.square - hits.square, 0) * value * value
        let remaining = FinitePopulation.remaining(sample: records, population: population)
        let bessel = records > 1 ? Double(records) / Double(records - 1) : 1
        return Estimate(
            value: value, variance: remaining * bessel * squares / (base.weight * base.weight),
            degrees: Double(base.count - 1), base: base.count, effective: base.effective, remaining: remaining,
            rows: base.count, records: records)
    }
}

/// The finite population correction: who is nearly everybody is nearly sure.
///
/// It takes the respondents for a random draw from their stratum; print that with it.
package enum FinitePopulation {
    /// 1 − n/N, the part of the variance that remains; never negative, and 1 without a known population.
    package static func remaining(sample: Int, population: Double?) -> Double {
        guard let population, population.isFinite, population > 0 else { return 1 }
        let rest = (population - Double(sample)) / population
        return rest < 1e-7 ? 0 : rest
    }
}
