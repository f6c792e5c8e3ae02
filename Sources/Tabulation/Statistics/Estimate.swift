/// A figure about the population, with what is needed to say how sure it is.
package struct Estimate: Sendable, Equatable {
    /// The share, mean, total, ratio or difference.
    package var value: Double
    /// Of `value`, by linearisation.
    package var variance: Double
    /// Degrees of freedom of the design: records in the base less the strata they are in, as R's `degf`.
    package var degrees: Double
    /// Records in the base, unweighted.
    package var base: Int
    /// Kish's effective number of records in the base: (Σw)² / Σw².
    package var effective: Double
    /// What the finite population correction leaves of the variance of the base: 1 without one, 0 for a census.
    package var remaining: Double
    /// Records that R's `nrow(design)` counts: those of the base, or all once the weights are calibrated.
    package var rows: Int
    /// Records of the whole design.
    package var records: Int

    package init(
        value: Double, variance: Double, degrees: Double, base: Int, effective: Double, remaining: Double = 1,
        rows: Int? = nil, records: Int? = nil
    ) {
        self.value = value
        self.variance = max(variance, 0)
        self.degrees = degrees
        self.base = base
        self.effective = effective
        self.remaining = remaining
        self.rows = rows ?? base
        self.records = records ?? base
    }

    /// The standard error, in the unit of `value`.
    package var error: Double { variance.squareRoot() }

    /// How much larger the variance is than that of as many records drawn without weights, strata or a finite
    /// population; for shares between 0 and 1.
    package var designEffect: Double? {
        guard value > 0, value < 1, base > 0, records > 1 else { return nil }
        let simple = value * (1 - value) / Double(base) * Double(records) / Double(records - 1)
        return variance / simple
    }

    /// `later` less `earlier`, of two samples that share nobody: two waves. Its interval is `Interval.mean`.
    ///
    /// The degrees of freedom are Satterthwaite's (1946), so a small wave is not carried by a large one.
    package static func change(from earlier: Estimate, to later: Estimate) -> Estimate {
        let sum = earlier.variance + later.variance
        let spread =
            share(earlier.variance, earlier.degrees) + share(later.variance, later.degrees)
        return Estimate(
            value: later.value - earlier.value, variance: sum,
            degrees: spread > 0 ? sum * sum / spread : min(earlier.degrees, later.degrees),
            base: min(earlier.base, later.base), effective: min(earlier.effective, later.effective))
    }

    private static func share(_ variance: Double, _ degrees: Double) -> Double {
        variance == 0 ? 0 : variance * variance / degrees
    }
}
