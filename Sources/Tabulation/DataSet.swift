/// The records of a survey in columns, ready to be counted.
package struct DataSet: Sendable {
    /// A question with rows: each row is a column with the same options.
    package struct Grid: Sendable, Hashable {
        /// The name of the question: `V12`.
        package let name: String
        package let label: String
        /// The names of its columns, one for each row, in their order.
        package let columns: [String]
        /// The labels of the rows.
        package let rows: [String]
        package init(name: String, label: String, columns: [String], rows: [String]) {
            self.name = name
            self.label = label
            self.columns = columns
            self.rows = rows
        }
    }

    /// The number of records.
    package let count: Int
    package let columns: [Column]
    package let grids: [Grid]
    /// A weight for each record, with mean 1; `nil` when each counts for one. What is no weight (negative, no number) is 0.
    package let weights: [Double]?
    /// How many there are in all, respondents or not, when that is known: for the finite population correction.
    package let population: Int?
    /// The groups it was drawn in; `nil` for one stratum.
    package let strata: Strata?
    private let places: [String: Int]

    /// - Precondition: each column, the weights and the groups of the strata have `count` values; names are unique.
    package init(
        count: Int, columns: [Column], grids: [Grid] = [], weights: [Double]? = nil, population: Int? = nil,
        strata: Strata? = nil
    ) {
        precondition(columns.allSatisfy { $0.count == count } && (weights?.count ?? count) == count)
        precondition((strata?.groups.count ?? count) == count)
        self.count = count
        self.columns = columns
        self.grids = grids
        self.weights = weights?.map { $0 > 0 && $0.isFinite ? $0 : 0 }
        self.population = population
        self.strata = strata
        places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    package subscript(name: String) -> Column? { places[name].map { columns[$0] } }
    package func grid(_ name: String) -> Grid? { grids.first { $0.name == name } }
}
