extension Weighting {
    /// Weights kept between bounds.
    package struct Trimmed: Sendable, Equatable {
        package var weights: [Double]
        /// How many records met a bound.
        package var records: Int
        /// How much weight was moved to others; below 0 when it was taken from them.
        package var moved: Double
        /// False when nobody was left to carry what was cut, so that the sum could not stay the same.
        package var keepsTotal: Bool
    }

    /// Cuts weights to the bounds and spreads what is cut evenly over the others, again until nobody is outside. Who met
    /// a bound stays there. With one bound it is `trimWeights` with `strict = TRUE` of R's package survey; with both, R
    /// lets the rounding of 1/(1/w) decide whether those at a bound share in what is spread.
    ///
    /// Records without weight keep none. Rake again afterwards when margins must be met.
    package static func trimmed(_ weights: [Double], low: Double = 0, high: Double = .infinity) -> Trimmed {
        guard low <= high else { return Trimmed(weights: weights, records: 0, moved: 0, keepsTotal: false) }
        var current = weights
        var free = current.indices.filter { current[$0] > 0 }
        let number = free.count
        var moved = 0.0
        var cut = 0.0
        repeat {
            cut = 0
            free.removeAll { record in
                let kept = max(low, min(current[record], high))
                guard kept != current[record] else { return false }
                cut += current[record] - kept
                current[record] = kept
                return true
            }
            guard !free.isEmpty || cut == 0 else {
                return Trimmed(weights: current, records: number, moved: moved, keepsTotal: false)
            }
            for record in free { current[record] += cut / Double(free.count) }
            moved += cut
        } while cut != 0
        return Trimmed(weights: current, records: number - free.count, moved: moved, keepsTotal: true)
    }
}
