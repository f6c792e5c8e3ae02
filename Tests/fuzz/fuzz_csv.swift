// Any bytes as a CSV file: read or refused, and what is read survives our own writer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let limits = CSVReader.Limits(bytes: 4_000, rows: 50, columns: 20, fields: 300, fieldBytes: 500)
    guard let table = try? CSVReader(limits: limits).read(bytes) else { return 0 }

    precondition(Set(table.header.map { $0.lowercased() }).count == table.header.count, "a column name stands twice")
    precondition(table.rows.allSatisfy { !$0.fields.isEmpty }, "a row without fields")
    let written = CSVWriter.write(header: table.header, rows: table.rows.map(\.fields))
    guard let again = try? CSVReader(delimiter: .semicolon).read(written) else {
        preconditionFailure("our own file is refused")
    }
    // A file of one column whose name is "sep=;" is the one that reads back otherwise.
    if table.header.count > 1 {
        precondition(again.rows.count == table.rows.count, "a row got lost")
        for (row, original) in zip(again.rows, table.rows) {
            precondition(row.fields == original.fields.map(CSVFormula.neutralised), "a field changed")
            precondition(!row.fields.contains(where: CSVFormula.isDangerous), "a formula got through")
        }
    }
    return 0
}
