package import Core

/// What a `.sav` file of SPSS says: a dictionary of variables and the records below it.
package struct SPSSFile: Sendable, Equatable {
    /// At most 64 bytes of UTF-8 reach the file.
    package var label: String
    package var variables: [SPSSVariable]
    package var sets: [SPSSSet]
    /// The name of the variable that holds the weight of each record.
    package var weight: String?
    /// When the file says it was made.
    package var created: Moment
    /// One value a variable, in the order of the variables.
    package var records: [[SPSSValue]]

    package init(
        label: String = "", variables: [SPSSVariable], sets: [SPSSSet] = [], weight: String? = nil,
        created: Moment = Moment(milliseconds: 0), records: [[SPSSValue]] = []
    ) {
        self.label = label
        self.variables = variables
        self.sets = sets
        self.weight = weight
        self.created = created
        self.records = records
    }
}

package struct SPSSVariable: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Digits after the point that are shown.
        case number(decimals: Int)
        /// The most bytes of UTF-8 that a value has, 1–32,767.
        case text(bytes: Int)
        case day
        /// A day and a time without a zone.
        case moment
    }

    /// How a value may be counted with; the numbers of the file format.
    package enum Measure: Sendable, Equatable {
        case unknown, nominal, ordinal, scale
    }

    package var name: String
    package var label: String
    package var kind: Kind
    package var measure: Measure
    /// In the order of the file.
    package var valueLabels: [SPSSValueLabel]
    package var missing: [SPSSMissing]

    package init(
        name: String, label: String = "", kind: Kind, measure: Measure = .nominal,
        valueLabels: [SPSSValueLabel] = [], missing: [SPSSMissing] = []
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.measure = measure
        self.valueLabels = valueLabels
        self.missing = missing
    }
}

package struct SPSSValueLabel: Sendable, Hashable {
    package var value: SPSSValue
    package var label: String

    package init(_ value: SPSSValue, _ label: String) {
        self.value = value
        self.label = label
    }
}

/// A value that a researcher leaves out of the base. SPSS takes three single values, or one range and one value.
package enum SPSSMissing: Sendable, Hashable {
    case value(Double)
    /// Both ends count.
    case range(Double, Double)
    /// At most eight bytes.
    case text(String)
}

package enum SPSSValue: Sendable, Hashable {
    case missing
    case number(Double)
    case text(String)
    case day(Day)
    /// The clock on the wall, written as if it were UTC.
    case moment(Moment)
}

/// A question with several answers, one variable an answer ("multiple response set").
package struct SPSSSet: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Each variable says yes with this value.
        case dichotomies(counted: Double)
        /// Each variable holds one of the chosen answers.
        case categories
    }

    /// Without the dollar sign that the file puts in front.
    package var name: String
    package var label: String
    package var kind: Kind
    /// The names of its variables.
    package var variables: [String]

    package init(name: String, label: String = "", kind: Kind, variables: [String]) {
        self.name = name
        self.label = label
        self.kind = kind
        self.variables = variables
    }
}
