// Any bytes as the parts of a workbook: a sheet, its shared texts, its styles, its list; and whole archives.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let limits = TableLimits(
        bytes: 4_000, rows: 30, columns: 20, fields: 200, fieldBytes: 50, unpackedBytes: 50_000, tables: 3)
    var scanner = ExcelSheetScanner(
        strings: ["één", "_x0041_"], dates: [false, true], from1904: count % 2 == 0, limits: limits,
        cellsLeft: limits.fields)
    if let rows = try? scanner.scan(bytes) {
        precondition(rows.count <= 30, "too many rows")
        precondition(rows.map(\.cells.count).reduce(0, +) + scanner.cellsLeft <= limits.fields, "too many cells")
        precondition(zip(rows, rows.dropFirst()).allSatisfy { $0.number < $1.number }, "rows out of order")
        let table = ImportedTable(ExcelReader.Sheet(name: "a", isHidden: false, rows: rows))
        precondition(table.rows.allSatisfy { $0.cells.count == table.columns.count }, "a ragged table")
        var lines: [UInt8] = []
        TableLines.write([table]) { lines += $0 }
        precondition((try? TableLines.read(lines)) == [table], "our own lines are not read")
    }
    _ = try? ExcelParts.strings(bytes, limit: 100)
    _ = try? ExcelParts.dateStyles(bytes)
    _ = try? ExcelParts.book(bytes)
    _ = try? ExcelParts.relations(bytes, folder: "xl")
    _ = try? ExcelReader.read(bytes, limits: limits)
    _ = try? TableLines.read(bytes, limits: limits)
    return 0
}
