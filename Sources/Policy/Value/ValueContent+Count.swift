extension ValueContent {
    /// The national assumptions.
    package var national: ValueBand {
        func factors(_ level: ValueLevel) -> ValueFactors {
            assumptions.reduce(into: ValueFactors(volunteers: 0, hours: 0, weeks: 0, rate: 0)) { factors, item in
                factors[item.id] = ValueFactors.hundredths(item[level].value)
            }
        }
        return ValueBand(low: factors(.low), middle: factors(.middle), high: factors(.high))
    }

    /// The national assumptions with as many volunteers as this number of inhabitants makes likely.
    package func proposal(inhabitants: Int) -> ValueBand {
        var band = national
        guard let shares = local.first(where: { $0.assumption == .volunteers })?.shares else { return band }
        let adults = adults(of: inhabitants)
        for (level, share) in [(ValueLevel.low, shares.low), (.middle, shares.middle), (.high, shares.high)] {
            band[level].volunteers = Int((Double(adults) * share).rounded()) * 100
        }
        return band
    }

    /// People from 15 up, by the national share.
    package func adults(of inhabitants: Int) -> Int {
        guard population.of > 0 else { return 0 }
        return Int(
            (Double(min(max(0, inhabitants), 100_000_000)) * Double(population.value) / Double(population.of)).rounded()
        )
    }

    package func assumption(_ factor: ValueFactor) -> Assumption? { assumptions.first { $0.id == factor } }

    package var problems: [String] {
        var problems: [String] = []
        for factor in ValueFactor.allCases where assumptions.filter({ $0.id == factor }).count != 1 {
            problems.append("assumptions: \(factor.rawValue) must be there once")
        }
        for item in assumptions where !(item.low.value <= item.middle.value && item.middle.value <= item.high.value) {
            problems.append("assumptions: \(item.id.rawValue) must rise from low to high")
        }
        let expected = ValueFactor.allCases.map(\.rawValue).joined(separator: " * ")
        if formula != expected { problems.append("formula: the program computes \(expected)") }
        if published.factors.value != published.value {
            problems.append("published: the value is \(published.factors.value), not \(published.value)")
        }
        if published.factors.yearHours != published.hours {
            problems.append("published: the hours are \(published.factors.yearHours), not \(published.hours)")
        }
        for outcome in outcomes {
            let factors = national[outcome.level]
            if factors.value != outcome.value || factors.yearHours != outcome.hours {
                problems.append("\(outcome.id): the sum is \(factors.yearHours) hours and \(factors.value) euro")
            }
        }
        for item in oneAtATime.items {
            var factors = published.factors
            factors[item.assumption] = national.low[item.assumption]
            if factors.value != item.value { problems.append("\(item.id): the sum is \(factors.value)") }
        }
        if population.of < population.value { problems.append("population-15-plus: of is smaller than value") }
        problems += repeated(outcomes.map(\.id) + oneAtATime.items.map(\.id) + methods.map(\.id), in: "value")
        problems += repeated(local.map(\.id) + impact.map(\.id), in: "value")
        return problems
    }
}
