/// Reads the sheets of an `.xlsx` workbook (ECMA-376, transitional and strict): values, not formulas or looks.
///
/// Strict and with bounds, for files from outside; runs in a child process. A cell with a formula gives the answer that
/// the program that saved it wrote down.
package struct ExcelReader {
    package enum Failure: Error, Sendable, Equatable {
        case notAWorkbook
        case encrypted
        case damaged
        case unsupported
        /// Unpacked, in bytes.
        case tooLarge(limit: Int)
        case tooManySheets(limit: Int)
        case tooManyRows(limit: Int)
        case tooManyColumns(limit: Int)
        /// In all sheets together.
        case tooManyCells(limit: Int)
    }

    package struct Sheet: Sendable, Equatable {
        package var name: String
        package var isHidden: Bool
        /// In order; rows without cells are left out.
        package var rows: [Row]
        package var problems: [ImportedProblem] = []
    }

    package struct Row: Sendable, Equatable {
        /// Counted from 1.
        package var number: Int
        /// From the first column on, gaps as empty cells.
        package var cells: [ImportedCell]
    }

    private let limits: TableLimits
    private var archive: ZipFile
    private var cellsLeft: Int

    /// The sheets with cells, in the order of the workbook.
    package static func read(_ bytes: [UInt8], limits: TableLimits = TableLimits()) throws(Failure) -> [Sheet] {
        let archive: ZipFile
        do throws(ZipFile.Failure) {
            archive = try ZipFile(bytes, maximumBytes: limits.unpackedBytes)
        } catch { throw failure(error) }
        var reader = ExcelReader(limits: limits, archive: archive, cellsLeft: limits.fields)
        return try reader.sheets()
    }

    private mutating func sheets() throws(Failure) -> [Sheet] {
        let root = try relations("_rels/.rels", folder: "")
        let main = root.first { $0.type.hasSuffix("/officeDocument") }?.target ?? "xl/workbook.xml"
        guard let bytes = try part(main) else { throw .notAWorkbook }
        let folder = ExcelPath.folder(main)
        let relations = try relations(ExcelPath.relations(of: main), folder: folder)
        func target(_ type: String) -> String? { relations.first { $0.type.hasSuffix(type) }?.target }
        let book = try parsed { () throws(XMLReader.Failure) in try ExcelParts.book(bytes) }
        guard book.sheets.count <= limits.tables else { throw .tooManySheets(limit: limits.tables) }
        var strings: [String] = []
        if let path = target("/sharedStrings"), let bytes = try part(path) {
            let limit = limits.fields
            strings = try parsed { () throws(XMLReader.Failure) in try ExcelParts.strings(bytes, limit: limit) }
            guard strings.count <= limit else { throw .tooManyCells(limit: limit) }
        }
        var dates: [Bool] = []
        if let path = target("/styles"), let bytes = try part(path) {
            dates = try parsed { () throws(XMLReader.Failure) in try ExcelParts.dateStyles(bytes) }
        }
        var sheets: [Sheet] = []
        for item in book.sheets {
            guard let relation = relations.first(where: { $0.id == item.relation }),
                relation.type.hasSuffix("/worksheet"), let bytes = try part(relation.target)
            else { continue }
            var scanner = ExcelSheetScanner(
                strings: strings, dates: dates, from1904: book.from1904, limits: limits, cellsLeft: cellsLeft)
            let rows = try scanner.scan(bytes)
            cellsLeft = scanner.cellsLeft
            sheets.append(
                Sheet(name: item.name, isHidden: item.isHidden, rows: rows, problems: scanner.problems))
        }
        return sheets
    }

    private mutating func relations(_ path: String, folder: String) throws(Failure) -> [ExcelParts.Relation] {
        guard let bytes = try part(path) else { return [] }
        return try parsed { () throws(XMLReader.Failure) in try ExcelParts.relations(bytes, folder: folder) }
    }

    private mutating func part(_ path: String) throws(Failure) -> [UInt8]? {
        guard let entry = archive.entry(named: path) else { return nil }
        do throws(ZipFile.Failure) { return try archive.unpack(entry) } catch { throw Self.failure(error) }
    }

    private func parsed<Value>(_ body: () throws(XMLReader.Failure) -> Value) throws(Failure) -> Value {
        do throws(XMLReader.Failure) { return try body() } catch { throw .damaged }
    }

    private static func failure(_ error: ZipFile.Failure) -> Failure {
        switch error {
        case .notAnArchive: .notAWorkbook
        case .unsupported: .unsupported
        case .encrypted: .encrypted
        case .damaged, .tooManyEntries: .damaged
        case .tooLarge(let limit): .tooLarge(limit: limit)
        }
    }
}
