extension Design {
    /// The design with weights that meet one division of the population: `postStratify`.
    package func postStratified(
        by margin: Weighting.Margin, allowsEmpty: Bool = false, thin: Int = 10
    ) throws(Weighting.Fault) -> (design: Design, report: Weighting.Report) {
        let fitted = try Weighting.postStratified(weights, by: margin, allowsEmpty: allowsEmpty, thin: thin)
        var copy = self
        copy.weights = fitted.weights
        copy.adjustments.append(
            .postStratified(
                Cells(
                    groups: margin.groups, number: margin.labels.count, weights: fitted.weights, before: weights)))
        return (copy, fitted.report)
    }

    /// The design with weights that meet several divisions of the population: `rake`.
    package func raked(
        to margins: [Weighting.Margin], tolerance: Double = 1e-10, iterations: Int = 500, thin: Int = 10
    ) throws(Weighting.Fault) -> (design: Design, report: Weighting.Report) {
        let fitted = try Weighting.raked(
            weights, to: margins, tolerance: tolerance, iterations: iterations, thin: thin)
        var copy = self
        copy.weights = fitted.weights
        copy.adjustments.append(
            .raked(
                margins.map {
                    Cells(groups: $0.groups, number: $0.labels.count, weights: fitted.weights, before: weights)
                }))
        return (copy, fitted.report)
    }

    /// The design with weights between these bounds, in mean weights: 0.3 to 3. The rest is spread over the others.
    ///
    /// The bounds are taken as fixed: the variance does not know that they were chosen.
    package func trimmed(low: Double, high: Double) -> (design: Design, trimmed: Weighting.Trimmed) {
        let number = weights.count { $0 > 0 }
        let mean = number > 0 ? weights.reduce(0, +) / Double(number) : 1
        let trimmed = Weighting.trimmed(weights, low: low * mean, high: high * mean)
        var copy = self
        copy.weights = trimmed.weights
        return (copy, trimmed)
    }
}
