/// Making the respondents resemble the population.
package enum Weighting {
    package enum Fault: Error, Sendable, Equatable {
        /// A list with another length than there are records, or groups without a label or a total.
        case lengths(String)
        /// Records that stand in no group of this margin.
        case unplaced(margin: String, records: Int)
        /// Respondents in groups that the population does not have.
        case notInPopulation(margin: String, groups: [String])
        /// Groups of the population without respondents, where that is not allowed.
        case empty(margin: String, groups: [String])
        /// The totals of this margin add up to something else than those of the first one.
        case totals(margin: String, sum: Double, first: Double)
        /// A total below 0, no number, or a population of nobody.
        case invalidTotal(margin: String)
        /// There are no respondents with a weight.
        case nobody
    }

    /// A division of the population: size class, province.
    package struct Margin: Sendable, Equatable {
        package var name: String
        /// The group of each record, a place in `labels`.
        package var groups: [Int]
        package var labels: [String]
        /// How many there are in each group.
        package var totals: [Double]
        package init(_ name: String, groups: [Int], labels: [String], totals: [Double]) {
            self.name = name
            self.groups = groups
            self.labels = labels
            self.totals = totals
        }
    }

    /// Kish's effective number of records (1965): how many without weights would be as sure. 0 of nothing.
    package static func effective(_ weights: [Double]) -> Double {
        let (sum, square) = weights.reduce(into: (0.0, 0.0)) {
            $0.0 += $1
            $0.1 += $1 * $1
        }
        return square > 0 ? sum * sum / square : 0
    }

    /// Kish's design effect of unequal weights: n Σw² / (Σw)², 1 or more. 1 of nothing.
    package static func designEffect(_ weights: [Double]) -> Double {
        let number = effective(weights)
        return number > 0 ? Double(weights.count { $0 > 0 }) / number : 1
    }

    /// The weights with mean 1 over the records that have one.
    package static func normalised(_ weights: [Double]) -> [Double] {
        scaled(weights, to: Double(weights.count { $0 > 0 }))
    }

    /// The weights with this sum; unchanged when they add up to nothing.
    package static func scaled(_ weights: [Double], to total: Double) -> [Double] {
        let sum = weights.reduce(0, +)
        return sum > 0 ? weights.map { $0 * total / sum } : weights
    }

    /// Checks a margin against the records; the sum of its totals.
    static func checked(_ margin: Margin, records: Int) throws(Fault) -> Double {
        guard margin.groups.count == records, margin.labels.count == margin.totals.count else {
            throw .lengths(margin.name)
        }
        let unplaced = margin.groups.count { !margin.labels.indices.contains($0) }
        if unplaced > 0 { throw .unplaced(margin: margin.name, records: unplaced) }
        let sum = margin.totals.reduce(0, +)
        guard margin.totals.allSatisfy({ $0 >= 0 && $0.isFinite }), sum > 0 else {
            throw .invalidTotal(margin: margin.name)
        }
        return sum
    }

    /// The sum of the weights in each group.
    static func sums(_ weights: [Double], _ margin: Margin) -> [Double] {
        var sums = [Double](repeating: 0, count: margin.labels.count)
        for (weight, group) in zip(weights, margin.groups) { sums[group] += weight }
        return sums
    }
}
