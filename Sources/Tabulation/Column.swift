/// One answer that can be chosen.
package struct Option: Sendable, Hashable {
    /// As in the questionnaire and in files; never reused for something else.
    package let code: Int
    package let label: String
    /// An answer that says nothing about the question, such as "weet niet": counted, and out of the base when asked.
    package let isMissing: Bool
    /// "Geen van deze": cannot stand beside others.
    package let isNone: Bool

    package init(_ code: Int, _ label: String, isMissing: Bool = false, isNone: Bool = false) {
        self.code = code
        self.label = label
        self.isMissing = isMissing
        self.isNone = isNone
    }
}

/// The answers of all records to one question, or to one row of a grid.
package struct Column: Sendable {
    package enum Values: Sendable {
        /// One answer: for each record `notShown`, `skipped`, or 2 + the place of the option.
        case single([UInt8], [Option])
        /// Several answers: who saw the question, and for each option who ticked it.
        case multiple(shown: Bits, ticked: [Bits], [Option])
        /// Who saw it; `NaN` where nothing was filled in.
        case number(shown: Bits, [Double])
        /// Who saw it; `nil` where nothing was filled in.
        case text(shown: Bits, [String?])
    }

    /// Codes of a single answer that are no option.
    package static let notShown: UInt8 = 0
    package static let skipped: UInt8 = 1
    package static let firstOption: UInt8 = 2
    /// The most options a single column can have.
    package static let mostOptions = 253

    /// Unique in its data set, at most 8 ASCII characters: `V12`, `V12_3`.
    package let name: String
    /// The question, or `question – row` in a grid.
    package let label: String
    package let values: Values

    package init(_ name: String, _ label: String, _ values: Values) {
        self.name = name
        self.label = label
        self.values = values
    }

    package var options: [Option] {
        switch values {
        case .single(_, let options), .multiple(_, _, let options): options
        case .number, .text: []
        }
    }

    package var count: Int {
        switch values {
        case .single(let codes, _): codes.count
        case .multiple(let shown, _, _): shown.count
        case .number(let shown, _), .text(let shown, _): shown.count
        }
    }
}
