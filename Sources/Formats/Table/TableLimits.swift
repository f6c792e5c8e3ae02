/// Bounds on what is taken from a file from outside, the same for every kind.
package struct TableLimits: Sendable, Equatable {
    /// Problems told of one table: who has ten thousand of them needs no more to know.
    package static let problems = 10_000

    /// The file itself.
    package var bytes: Int
    /// Of one table.
    package var rows: Int
    package var columns: Int
    /// Of all tables of the file together, gaps between filled cells counted.
    package var fields: Int
    /// UTF-8 bytes in one field.
    package var fieldBytes: Int
    /// What a packed file may grow to.
    package var unpackedBytes: Int
    /// Tables in one file.
    package var tables: Int

    package init(
        bytes: Int = 50_000_000, rows: Int = 200_000, columns: Int = 2_000, fields: Int = 5_000_000,
        fieldBytes: Int = 100_000, unpackedBytes: Int = 300_000_000, tables: Int = 50
    ) {
        self.bytes = bytes
        self.rows = rows
        self.columns = columns
        self.fields = fields
        self.fieldBytes = fieldBytes
        self.unpackedBytes = unpackedBytes
        self.tables = tables
    }
}
