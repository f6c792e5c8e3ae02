/// One row of an answer. Read a column by name, its type follows from the place it goes to: `name = try row("name")`.
package struct Row: Sendable {
    package let columns: [String]
    package let values: [SQLValue]

    package init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// - Throws: `StorageError.missingColumn` or `.unexpectedValue`.
    package func callAsFunction<Value: SQLConvertible>(_ column: String, as type: Value.Type = Value.self) throws
        -> Value
    {
        guard let index = columns.firstIndex(of: column) else { throw StorageError.missingColumn(column) }
        guard let value = Value(sqlValue: values[index]) else { throw StorageError.unexpectedValue(column: column) }
        return value
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
}
