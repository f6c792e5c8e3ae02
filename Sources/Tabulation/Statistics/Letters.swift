/// The letters in a table that say which columns differ: a column gets the letter of each column that is significantly
/// lower.
package enum Letters {
    /// `a` … `z`, `aa`, `ab` …: the letter of the column at this place.
    package static func name(_ column: Int) -> String {
        var rest = max(column, 0)
        var letters: [Character] = []
        repeat {
            letters.insert(Character(Unicode.Scalar(UInt8(97 + rest % 26))), at: 0)
            rest = rest / 26 - 1
        } while rest >= 0
        return String(letters)
    }

    /// One column in one row of the table.
    package struct Cell: Sendable, Equatable {
        /// The weight of who is in the cell.
        package var hits: Double
        package var base: Sums
        package init(hits: Double, base: Sums) {
            self.hits = hits
            self.base = base
        }
    }

    /// Compares the shares of the columns in one row, two by two: the z-test of two proportions with the pooled share,
    /// as `prop.test` without continuity correction; with weights each base counts for Kish's effective number.
    ///
    /// People who are in two columns answer the same in both, so the difference varies less: the variance is
    /// p(1−p) (Q₁/W₁² + Q₂/W₂² − 2 Q₁₂/(W₁W₂)), with W the sum of the weights of a base and Q that of their squares.
    ///
    /// Of a complete population every difference is a fact.
    ///
    /// - Parameters:
    ///   - minimumBase: columns with fewer records are in no comparison.
    ///   - remaining: what a finite population correction leaves of the variance; 1 without one.
    ///   - overlap: Σw² of the records in both bases, by the places of two columns; 0 when they share nobody.
    package static func compare(
        _ cells: [Cell], correction: TableRequest.Correction, confidence: Double = 0.95, minimumBase: Int = 30,
        remaining: Double = 1, overlap: (Int, Int) -> Double = { _, _ in 0 }
    ) -> [String] {
        letters(
            cells.map { $0.base.weight > 0 ? $0.hits / $0.base.weight : 0 },
            counts: cells.map { $0.base.weight > 0 && $0.base.count >= minimumBase }, correction, confidence
        ) { i, j in
            let (a, b) = (cells[i], cells[j])
            let (first, second) = (a.base.weight, b.base.weight)
            let pooled = (a.hits + b.hits) / (first + second)
            let apart = a.base.square / (first * first) + b.base.square / (second * second)
            let spread = apart - 2 * overlap(i, j) / (first * second)
            let distance = a.hits / first - b.hits / second
            // The same people cannot differ; rounding does not count.
            guard spread > 1e-12 * apart, abs(distance) > 1e-12 else { return nil }
            if remaining == 0 { return 0 }
            let variance = remaining * pooled * (1 - pooled) * spread
            return variance > 0 ? NormalDistribution.twoSided(distance / variance.squareRoot()) : nil
        }
    }

    /// The same for means, or for shares of a design with strata: t-tests of the differences.
    ///
    /// - Parameter difference: the column at the first place less that at the second, such as `Design.difference`.
    package static func compare(
        _ estimates: [Estimate?], correction: TableRequest.Correction, confidence: Double = 0.95,
        minimumBase: Int = 30, difference: (Int, Int) -> Estimate?
    ) -> [String] {
        letters(
            estimates.map { $0?.value ?? 0 }, counts: estimates.map { ($0?.base ?? 0) >= minimumBase }, correction,
            confidence
        ) { i, j in
            guard let found = difference(i, j), abs(found.value) > 1e-12 else { return nil }
            if found.remaining == 0 { return 0 }
            guard found.variance > 0, found.degrees > 0 else { return nil }
            return StudentDistribution.twoSided(found.value / found.error, degrees: found.degrees)
        }
    }

    private static func letters(
        _ values: [Double], counts: [Bool], _ correction: TableRequest.Correction, _ confidence: Double,
        _ probability: (Int, Int) -> Double?
    ) -> [String] {
        var pairs: [(low: Int, high: Int, p: Double)] = []
        for i in values.indices where counts[i] {
            for j in values.indices where j > i && counts[j] {
                // A pair that cannot differ is still a comparison that was made.
                let p = probability(i, j) ?? 1
                pairs.append(values[i] < values[j] ? (i, j, p) : (j, i, p))
            }
        }
        var lower = [[Int]](repeating: [], count: values.count)
        for place in significant(pairs.map(\.p), correction, confidence) {
            lower[pairs[place].high].append(pairs[place].low)
        }
        return lower.map { $0.sorted().map(name).joined() }
    }

    /// The places of the comparisons that stay significant when all of them are made: R's `p.adjust`.
    package static func significant(
        _ probabilities: [Double], _ correction: TableRequest.Correction, _ confidence: Double
    ) -> [Int] {
        let risk = 1 - confidence
        let number = probabilities.count
        switch correction {
        case .bonferroni:
            return probabilities.indices.filter { probabilities[$0] * Double(number) < risk }
        case .holm:
            let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
            var found: [Int] = []
            for (rank, place) in order.enumerated() {
                guard probabilities[place] * Double(number - rank) < risk else { break }
                found.append(place)
            }
            return found.sorted()
        }
    }
}
