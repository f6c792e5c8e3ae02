extension Design {
    /// The share of `hits` in the domain; records outside it stay in the design.
    ///
    /// - Returns: `nil` when nobody in the domain has a weight.
    package func proportion(_ hits: Bits, in domain: Bits? = nil) -> Estimate? {
        linear(hits, domain).map(estimate)
    }

    /// The mean of `values`; `NaN` is no answer and stands outside the domain.
    package func mean(_ values: [Double], in domain: Bits? = nil) -> Estimate? {
        linear(values, domain).map(estimate)
    }

    /// The total of `values` over the population, in their unit.
    package func total(_ values: [Double], in domain: Bits? = nil) -> Estimate? {
        guard let inside = members(domain, values) else { return nil }
        var sum = 0.0
        var influence = [Double](repeating: 0, count: count)
        for record in 0..<count where inside[record] {
            influence[record] = weights[record] * values[record]
            sum += influence[record]
        }
        return estimate(Linear(value: sum, influence: influence, inside: inside))
    }

    /// Σ `numerator` / Σ `denominator`: records with an answer to both count.
    package func ratio(_ numerator: [Double], _ denominator: [Double], in domain: Bits? = nil) -> Estimate? {
        guard let first = members(domain, numerator), let second = members(domain, denominator) else { return nil }
        let inside = zip(first, second).map { $0 && $1 }
        var top = 0.0
        var bottom = 0.0
        for record in 0..<count where inside[record] {
            top += weights[record] * numerator[record]
            bottom += weights[record] * denominator[record]
        }
        guard bottom != 0 else { return nil }
        let value = top / bottom
        var influence = [Double](repeating: 0, count: count)
        for record in 0..<count where inside[record] {
            influence[record] = weights[record] * (numerator[record] - value * denominator[record]) / bottom
        }
        return estimate(Linear(value: value, influence: influence, inside: inside))
    }

    /// The share of `a` less that of `b`; who is in both counts once, through the covariance.
    package func difference(_ a: (hits: Bits, domain: Bits?), _ b: (hits: Bits, domain: Bits?)) -> Estimate? {
        guard let first = linear(a.hits, a.domain), let second = linear(b.hits, b.domain) else { return nil }
        return estimate(first.minus(second))
    }

    /// The mean of `a` less that of `b`, likewise.
    package func difference(
        _ a: (values: [Double], domain: Bits?), _ b: (values: [Double], domain: Bits?)
    ) -> Estimate? {
        guard let first = linear(a.values, a.domain), let second = linear(b.values, b.domain) else { return nil }
        return estimate(first.minus(second))
    }

    /// A figure with what each record adds to its error, and who is in its base.
    struct Linear {
        var value: Double
        var influence: [Double]
        var inside: [Bool]

        func minus(_ other: Linear) -> Linear {
            Linear(
                value: value - other.value, influence: zip(influence, other.influence).map { $0 - $1 },
                inside: zip(inside, other.inside).map { $0 || $1 })
        }
    }

    private func linear(_ hits: Bits, _ domain: Bits?) -> Linear? {
        guard hits.count == count else { return nil }
        return linear((0..<count).map { hits[$0] ? 1 : 0 }, domain)
    }

    func linear(_ values: [Double], _ domain: Bits?) -> Linear? {
        guard let inside = members(domain, values) else { return nil }
        var sum = 0.0
        var whole = 0.0
        for record in 0..<count where inside[record] {
            sum += weights[record] * values[record]
            whole += weights[record]
        }
        let value = sum / whole
        var influence = [Double](repeating: 0, count: count)
        for record in 0..<count where inside[record] {
            influence[record] = weights[record] * (values[record] - value) / whole
        }
        return Linear(value: value, influence: influence, inside: inside)
    }

    /// Who is in the domain and has a weight and a value; `nil` when that is nobody.
    func members(_ domain: Bits?, _ values: [Double]) -> [Bool]? {
        guard values.count == count, domain.map({ $0.count == count }) ?? true else { return nil }
        let inside = (0..<count).map { record in
            weights[record] > 0 && values[record].isFinite && (domain?[record] ?? true)
        }
        return inside.contains(true) ? inside : nil
    }

    func estimate(_ linear: Linear) -> Estimate {
        var base = 0
        var weight = 0.0
        var square = 0.0
        var corrected = 0.0
        var present = [Bool](repeating: false, count: strata.count)
        for record in 0..<count where linear.inside[record] {
            let own = weights[record]
            base += 1
            weight += own
            square += own * own
            corrected += own * own * strata[place(record)].remaining
            present[place(record)] = true
        }
        return Estimate(
            value: linear.value, variance: variance(linear.influence),
            degrees: Double(base - present.count { $0 }), base: base, effective: weight * weight / square,
            remaining: corrected / square, rows: isCalibrated ? count : base, records: count)
    }
}
