/// What a count gave.
package struct Table: Codable, Sendable, Equatable {
    package enum Fault: Error, Sendable, Equatable {
        case unknownColumn(String)
        /// The column has no answers that this kind of table can count.
        case unsuitable(String)
        case unknownCode(column: String, code: Int)
        case missing(String)
        /// More cells than can be guarded in a reasonable time.
        case tooLarge
    }

    /// A row or a column of the table.
    package struct Heading: Codable, Sendable, Equatable {
        /// The option's code; `nil` for "all", a grid's row, a statistic.
        package var code: Int?
        package var label: String
        /// `a`, `b` …: how letters of significance point at this column.
        package var letter: String?
        /// The name of the data column behind it, where it is one (rows of a grid).
        package var name: String?
        package init(code: Int? = nil, label: String, letter: String? = nil, name: String? = nil) {
            self.code = code
            self.label = label
            self.letter = letter
            self.name = name
        }
    }

    /// Why there is no figure.
    package enum Hidden: String, Codable, Sendable, Equatable {
        /// Fewer records than the least allowed.
        case small
        /// Hidden so that a small one cannot be computed from the others.
        case secondary
        /// The base is too small for any share.
        case base
    }

    package struct Cell: Codable, Sendable, Equatable {
        /// Records, unweighted.
        package var count: Int
        /// The sum of their weights; equal to `count` when unweighted.
        package var weighted: Double
        /// Records in the base of the share, unweighted.
        package var base: Int
        package var weightedBase: Double
        /// From 0 to 1, or the mean or quantile in a table of means; `nil` of nothing.
        package var value: Double?
        /// The standard error of `value`.
        package var error: Double?
        /// The interval at the asked confidence.
        package var low: Double?
        package var high: Double?
        /// The letters of the columns that are significantly lower.
        package var letters: String
        package var hidden: Hidden?
        /// All or nobody of a group: it tells something of each person in it.
        package var isWholeGroup: Bool
        package init(
            count: Int = 0, weighted: Double = 0, base: Int = 0, weightedBase: Double = 0, value: Double? = nil,
            error: Double? = nil, low: Double? = nil, high: Double? = nil, letters: String = "",
            hidden: Hidden? = nil, isWholeGroup: Bool = false
        ) {
            self.count = count
            self.weighted = weighted
            self.base = base
            self.weightedBase = weightedBase
            self.value = value
            self.error = error
            self.low = low
            self.high = high
            self.letters = letters
            self.hidden = hidden
            self.isWholeGroup = isWholeGroup
        }
    }

    /// The states that are kept apart: what became of the records that are not in the base.
    ///
    /// `inFilter` = `notShown` + `skipped` + `missing` + `noColumn` + `base`. For a grid it is about the block: not shown
    /// is no row shown, skipped is no row answered, missing is only answers that are left out.
    package struct Account: Codable, Sendable, Hashable {
        package var records = 0
        /// After the filter.
        package var inFilter = 0
        package var notShown = 0
        package var skipped = 0
        /// Only answers that are left out of the base.
        package var missing = 0
        /// Answered, and has no answer to the question in the columns.
        package var noColumn = 0
        /// In the base.
        package var base = 0
        /// Of the base: who chose "geen van deze".
        package var none = 0
        /// Of the base: who saw it and ticked nothing, where the base is who saw it (combinations).
        package var skippedInBase = 0
        /// Kish's effective number of records in the base, when weighted.
        package var effective: Double?
        package init() {}
    }

    package var request: TableRequest
    package var title: String
    package var rows: [Heading]
    package var columns: [Heading]
    /// `cells[row][column]`.
    package var cells: [[Cell]]
    package var account: Account

    package init(
        request: TableRequest, title: String, rows: [Heading], columns: [Heading], cells: [[Cell]], account: Account
    ) {
        self.request = request
        self.title = title
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.account = account
    }
}
