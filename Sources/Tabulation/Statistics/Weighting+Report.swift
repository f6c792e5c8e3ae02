extension Weighting {
    /// What a weighting came to: for the method note and for who must judge it.
    package struct Report: Sendable, Equatable {
        package struct Cell: Sendable, Equatable {
            package var label: String
            /// What the population has.
            package var target: Double
            /// What the weights add up to.
            package var reached: Double
            /// Respondents, unweighted.
            package var records: Int
            /// The smallest and largest weight, with mean 1 over all respondents.
            package var least: Double
            package var most: Double
        }
        package struct Line: Sendable, Equatable {
            package var name: String
            package var cells: [Cell]
            /// Groups of the population without respondents: the others of the margin stand for them.
            package var empty: [String]
            /// Groups with so few respondents that each of them weighs heavily on the outcome.
            package var thin: [String]
        }
        package var lines: [Line]
        /// Rounds over all margins.
        package var iterations: Int
        package var converged: Bool
        /// The largest relative distance from a target after the last round.
        package var distance: Double
        /// Kish's effective number, and his design effect.
        package var effective: Double
        package var designEffect: Double
    }

    /// Weights with their report.
    package struct Fitted: Sendable, Equatable {
        /// For each record, in persons or organisations of the population.
        package var weights: [Double]
        package var report: Report
    }

    static func report(
        _ weights: [Double], _ margins: [Margin], thin: Int, iterations: Int, converged: Bool, distance: Double
    ) -> Report {
        let relative = normalised(weights)
        return Report(
            lines: margins.map { line($0, weights, relative, thin: thin) }, iterations: iterations,
            converged: converged, distance: distance, effective: effective(weights),
            designEffect: designEffect(weights))
    }

    private static func line(_ margin: Margin, _ weights: [Double], _ relative: [Double], thin: Int) -> Report.Line {
        var cells = zip(margin.labels, margin.totals).map { label, target in
            Report.Cell(label: label, target: target, reached: 0, records: 0, least: 0, most: 0)
        }
        for (record, group) in margin.groups.enumerated() where weights[record] > 0 {
            cells[group].reached += weights[record]
            cells[group].least =
                cells[group].records == 0 ? relative[record] : min(cells[group].least, relative[record])
            cells[group].most = max(cells[group].most, relative[record])
            cells[group].records += 1
        }
        return Report.Line(
            name: margin.name, cells: cells,
            empty: cells.filter { $0.records == 0 && $0.target > 0 }.map(\.label),
            thin: cells.filter { $0.records > 0 && $0.records < thin }.map(\.label))
    }
}
