/// How the records of a survey were drawn and weighed: simple random draws, within strata or not, with or without
/// finite population correction, and calibrated to what is known of the population.
///
/// Figures and their variances follow R's package survey (4.1-1, Lumley), linearisation after Taylor: `svymean`,
/// `svytotal`, `svyratio` of a `svydesign(id = ~1)` with `postStratify` and `rake`. A part of the records is a domain:
/// the others stay in the design and count for nothing. A stratum with one record takes its distance from 0
/// (`survey.lonely.psu = "adjust"`): rather too unsure than too sure.
package struct Design: Sendable {
    /// The number of records.
    package let count: Int
    /// The weight of each record, in persons or organisations of the population where that is known.
    package internal(set) var weights: [Double]
    /// For each record the place of its stratum in `strata`; empty when there is one stratum.
    let places: [Int]
    let strata: [Stratum]
    var adjustments: [Adjustment] = []

    struct Stratum: Sendable, Equatable {
        var records = 0
        var population: Double?
        /// 1 − n/N.
        var remaining: Double { FinitePopulation.remaining(sample: records, population: population) }
    }

    /// What was done to the weights, in order: the variance takes out what the population totals explain.
    enum Adjustment: Sendable {
        case postStratified(Cells)
        case raked([Cells])
    }

    /// A division of the records, with the weights after and before they were fitted to it.
    struct Cells: Sendable {
        var groups: [Int]
        var number: Int
        var weights: [Double]
        var before: [Double]
    }

    /// One stratum. Without weights each record stands for population / count, or for one.
    ///
    /// - Parameter population: how many there are in all; `nil` without finite population correction.
    package init(count: Int, weights: [Double]? = nil, population: Double? = nil) {
        self.count = max(count, 0)
        places = []
        strata = [Stratum(records: self.count, population: population)]
        let each = Self.each(population, of: self.count)
        self.weights = Self.start(weights, self.count) { _ in each }
    }

    /// Strata, each with its own population.
    ///
    /// - Parameters:
    ///   - stratum: any number for each record.
    ///   - populations: by the number of the stratum; a stratum without one has no finite population correction.
    package init(stratum: [Int], populations: [Int: Double] = [:], weights: [Double]? = nil) {
        count = stratum.count
        var known: [Int: Int] = [:]
        var found: [Stratum] = []
        places = stratum.map { number in
            let place = known[number, default: found.count]
            if place == found.count {
                known[number] = place
                found.append(Stratum(population: populations[number]))
            }
            found[place].records += 1
            return place
        }
        strata = found
        let places = places
        self.weights = Self.start(weights, count) { record in
            Self.each(found[places[record]].population, of: found[places[record]].records)
        }
    }

    /// The records of a data set as one stratum, its weights scaled to the population when that is known.
    package init(_ data: DataSet) {
        let population = data.population.map(Double.init)
        let weights = data.weights.map { own in population.map { Weighting.scaled(own, to: $0) } ?? own }
        self.init(count: data.count, weights: weights, population: population)
    }

    /// Whether the weights were fitted to the population.
    package var isCalibrated: Bool { !adjustments.isEmpty }

    /// The weights with mean 1.
    package var normalised: [Double] { Weighting.normalised(weights) }

    /// For how many one record stands.
    private static func each(_ population: Double?, of records: Int) -> Double {
        guard let population, population > 0, population.isFinite, records > 0 else { return 1 }
        return population / Double(records)
    }

    /// Weights that say nothing (negative, no number) are 0.
    private static func start(_ weights: [Double]?, _ count: Int, _ fallback: (Int) -> Double) -> [Double] {
        (0..<count).map { record in
            guard let weights else { return fallback(record) }
            guard weights.indices.contains(record), weights[record] > 0, weights[record].isFinite else { return 0 }
            return weights[record]
        }
    }
}
