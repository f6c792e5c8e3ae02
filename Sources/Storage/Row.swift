/// One row of an answer. Read a column by name, its type follows from the place it goes to: `name = try row("name")`.
package struct Row: Sendable {
    /// The names of the columns of an answer, shared by its rows.
    package final class Columns: Sendable {
        package let names: [String]

        package init(_ names: [String]) { self.names = names }

        /// Of two with the same name the first. An answer has some twenty columns: to compare names is quicker than to
        /// hash one.
        package func place(of name: String) -> Int? { names.firstIndex(of: name) }
    }

    package let columns: Columns
    package let values: [SQLValue]

    package init(columns: Columns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// - Throws: `StorageError.missingColumn` or `.unexpectedValue`.
    @inlinable
    package func callAsFunction<Value: SQLConvertible>(_ column: String, as type: Value.Type = Value.self) throws
        -> Value
    {
        guard let index = columns.place(of: column) else { throw StorageError.missingColumn(column) }
        guard let value = Value(sqlValue: values[index]) else { throw StorageError.unexpectedValue(column: column) }
        return value
    }
}

extension Row: Equatable {
    /// Same names, same values.
    package static func == (left: Row, right: Row) -> Bool {
        left.values == right.values && (left.columns === right.columns || left.columns.names == right.columns.names)
    }
}

package enum StorageError: Error, Equatable {
    case missingColumn(String)
    case unexpectedValue(column: String)
    /// A rule of the schema was broken: unique, foreign key, check or not null. The text is the engine's.
    case constraint(String)
    /// The statement failed for another reason.
    case failed(code: String, message: String)
    /// Another process holds the database, or it is not what it should be. The text is for the administrator.
    case unusable(String)
    /// Nothing was changed, and asking again a little later may work: the server is away, the disk is full, too many
    /// ask at once. The text is for the log.
    case unavailable(String)
    /// The connection was lost while the transaction was being committed: it is there as a whole or not at all, and
    /// nobody can say which. Only a request that carries its own key may be repeated. The text is for the log.
    case unknownOutcome(String)
}

extension StorageError: CustomStringConvertible {
    /// In words, for the log and for whoever runs a command.
    package var description: String {
        switch self {
        case .missingColumn(let name): "The answer has no column \(name)."
        case .unexpectedValue(let column): "The column \(column) holds something else than expected."
        case .constraint(let text), .unusable(let text), .unavailable(let text), .unknownOutcome(let text): text
        case .failed(let code, let message): "\(message) (\(code))"
        }
    }
}
