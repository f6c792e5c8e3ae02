/// What to count. It is data: a saved table plan keeps it, a permanent link carries it.
package struct TableRequest: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The answers to `rows` (single, several answers), against those of `columns` when given.
        case counts
        /// A grid: its rows against its options. `rows` is the name of the grid.
        case grid
        /// Mean, median and quantiles of the number or scale `rows`, for each answer of `columns` when given.
        case mean
        /// For each row of the several-answers grid `rows`: ticked in `with` and not ticked in `without`.
        case combination
        /// Over the rows of the grid `rows`: for how many records none, and all, of them are ticked in each option.
        case noneAll
        /// The rows of the grid `rows` whose share in the option `with` is at least `threshold`, or below it.
        case threshold
    }

    package enum Base: String, Codable, Sendable, CaseIterable {
        /// Shares of the people who saw the question and gave an answer; they can add up to more than 100%.
        case respondents
        /// Shares of all ticks; they add up to 100%.
        case answers
    }

    package enum Percent: String, Codable, Sendable, CaseIterable { case column, row, total }
    package enum Interval: String, Codable, Sendable, CaseIterable { case wilson, logit, beta }
    package enum Correction: String, Codable, Sendable, CaseIterable { case bonferroni, holm }

    /// Which rows a list of `threshold` keeps.
    package enum Side: String, Codable, Sendable, CaseIterable {
        /// Their share is `threshold` or more.
        case atLeast
        /// Their share is less than `threshold`.
        case below
        /// The `most` highest shares; rows that tie with the last one too.
        case top
        /// The `most` lowest, likewise.
        case bottom
    }

    /// A condition on records: one of these options is chosen in the column. Conditions of a request must all hold.
    package struct Condition: Codable, Sendable, Hashable {
        package var column: String
        package var codes: [Int]
        /// The opposite: none of them is chosen, by those who saw the question.
        package var isNot: Bool
        package init(column: String, codes: [Int], isNot: Bool = false) {
            self.column = column
            self.codes = codes
            self.isNot = isNot
        }
    }

    package var kind: Kind
    package var rows: String
    package var columns: String?
    package var filter: [Condition]
    package var isWeighted: Bool
    package var base: Base
    package var percent: Percent
    /// Leaves "weet niet" and the like out of the base.
    package var leavesOutMissing: Bool
    package var interval: Interval
    /// Of the intervals and the tests: 0.95.
    package var confidence: Double
    /// Letters that say which columns differ; `nil` for none.
    package var letters: Correction?
    /// Codes of options, for a combination, a threshold.
    package var with: Int?
    package var without: Int?
    /// For a combination: this option is ticked too.
    package var also: Int?
    /// A share from 0 to 1.
    package var threshold: Double?
    /// `nil` is `atLeast`.
    package var side: Side?
    /// How many rows a list of the highest or lowest has; `nil` is 5.
    package var most: Int?

    package init(
        _ kind: Kind = .counts, rows: String, columns: String? = nil, filter: [Condition] = [],
        isWeighted: Bool = false,
        base: Base = .respondents, percent: Percent = .column, leavesOutMissing: Bool = false,
        interval: Interval = .logit, confidence: Double = 0.95, letters: Correction? = nil, with: Int? = nil,
        without: Int? = nil, also: Int? = nil, threshold: Double? = nil, side: Side? = nil, most: Int? = nil
    ) {
        self.kind = kind
        self.rows = rows
        self.columns = columns
        self.filter = filter
        self.isWeighted = isWeighted
        self.base = base
        self.percent = percent
        self.leavesOutMissing = leavesOutMissing
        self.interval = interval
        self.confidence = confidence
        self.letters = letters
        self.with = with
        self.without = without
        self.also = also
        self.threshold = threshold
        self.side = side
        self.most = most
    }
}

extension TableRequest {
    /// Only `rows` must be there; the rest is as in `init`.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, _ otherwise: Value) throws -> Value {
            try values.decodeIfPresent(Value.self, forKey: key) ?? otherwise
        }
        try self.init(
            value(.kind, .counts), rows: values.decode(String.self, forKey: .rows),
            columns: value(.columns, nil), filter: value(.filter, []), isWeighted: value(.isWeighted, false),
            base: value(.base, .respondents), percent: value(.percent, .column),
            leavesOutMissing: value(.leavesOutMissing, false), interval: value(.interval, .logit),
            confidence: value(.confidence, 0.95), letters: value(.letters, nil), with: value(.with, nil),
            without: value(.without, nil), also: value(.also, nil), threshold: value(.threshold, nil),
            side: value(.side, nil), most: value(.most, nil))
    }
}

extension TableRequest.Condition {
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            column: values.decode(String.self, forKey: .column), codes: values.decode([Int].self, forKey: .codes),
            isNot: values.decodeIfPresent(Bool.self, forKey: .isNot) ?? false)
    }
}
