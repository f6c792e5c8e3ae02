import GRDB
import GRDBSQLite
import Storage

/// A row read from the statement itself. GRDB's own row asks for each value by itself and keeps a copy in between; most
/// of what a page does is reading rows.
struct WholeRow: DatabaseValueConvertible, StatementColumnConvertible {
    let values: [SQLValue]

    /// The columns decide for themselves whether they are null, also the first.
    static func fromStatement(_ statement: SQLiteStatement, atUncheckedIndex index: CInt) -> Self? {
        Self(sqliteStatement: statement, index: index)
    }

    init(sqliteStatement statement: SQLiteStatement, index: CInt) {
        let count = sqlite3_column_count(statement)
        values = [SQLValue](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
            for column in 0..<count {
                buffer.initializeElement(at: Int(column), to: SQLValue(statement, column))
            }
            filled = Int(count)
        }
    }

    /// It is never written.
    var databaseValue: DatabaseValue { .null }
    static func fromDatabaseValue(_ value: DatabaseValue) -> Self? { nil }
}

extension SQLValue {
    fileprivate init(_ statement: SQLiteStatement, _ column: CInt) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: self = .text(String(cString: sqlite3_column_text(statement, column)))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, column)
            let count = Int(sqlite3_column_bytes(statement, column))
            self = .blob([UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)))
        default: self = .null
        }
    }
}
