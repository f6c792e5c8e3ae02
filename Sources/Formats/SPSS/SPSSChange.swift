/// What a file of SPSS cannot hold as it was given, and how it stands there instead.
package enum SPSSChange: Sendable, Hashable {
    case renamed(from: String, to: String)
    case renamedSet(from: String, to: String)
    case cutFileLabel
    case cutLabel(variable: String)
    case cutValueLabel(variable: String, value: String)
    case cutSetLabel(set: String)
    /// In this many records.
    case cutText(variable: String, records: Int)
    /// The label of a text of more than eight bytes.
    case droppedValueLabel(variable: String, value: String)
    /// A set that names fewer than two variables of the file.
    case droppedSet(String)
}

/// Why no file was made.
package enum SPSSError: Error, Sendable, Equatable {
    case noVariables
    case tooManyVariables(limit: Int)
    case twoVariables(named: String)
    /// More missing values than the format takes, or of another kind than the variable.
    case missingValues(variable: String)
    case widthOutOfRange(variable: String)
    case noWeight(named: String)
    /// A record with more or fewer values than variables; records count from 1.
    case recordLength(record: Int)
    /// A text in a numeric variable or the other way round; records count from 1.
    case wrongKind(variable: String, record: Int)
    /// The library that writes the file refused, with its own number and words.
    case library(code: Int, message: String)
    /// What was written does not read back as a dictionary.
    case dictionary
}

/// A file with what had to change in it.
package struct SPSSWritten: Sendable {
    package let bytes: [UInt8]
    /// In the order of the variables, each thing once.
    package let changes: [SPSSChange]
}
