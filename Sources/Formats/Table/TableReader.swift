/// The kinds of files with tables that people bring.
package enum TableKind: String, Sendable, CaseIterable {
    case sav, xlsx, csv
}

/// Why a file was refused. Nothing of it is used.
package struct TableRefusal: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case empty
        /// The bytes are no file of the kind that was said.
        case otherKind
        case encrypted
        case damaged
        /// A way of packing or a text encoding that is not read here.
        case unsupported
        case tooLarge
        case tooManyRows
        case tooManyColumns
        case tooManyCells
        case tooManyTables
        /// A quote in a CSV file that is never closed.
        case unclosedQuote
        /// Reading took too long, or broke off; nothing is known about why.
        case tooSlow
        case failed
        /// Others are being read already.
        case busy
    }

    package var kind: Kind
    /// The line of a CSV file, or 0.
    package var line: Int
    /// The bound that was passed, or 0.
    package var limit: Int

    package init(_ kind: Kind, line: Int = 0, limit: Int = 0) {
        self.kind = kind
        self.line = line
        self.limit = limit
    }
}

/// Reads a file of any kind as tables. For bytes from outside: call it in a child process only.
package enum TableReader {
    package static func read(
        _ kind: TableKind, _ bytes: [UInt8], limits: TableLimits = TableLimits()
    ) throws(TableRefusal) -> [ImportedTable] {
        guard bytes.count <= limits.bytes else { throw TableRefusal(.tooLarge, limit: limits.bytes) }
        guard !bytes.isEmpty else { throw TableRefusal(.empty) }
        switch kind {
        case .csv: return [try csv(bytes, limits)]
        case .sav: return [try sav(bytes, limits)]
        case .xlsx: return try xlsx(bytes, limits)
        }
    }

    private static func csv(_ bytes: [UInt8], _ limits: TableLimits) throws(TableRefusal) -> ImportedTable {
        let bounds = CSVReader.Limits(
            bytes: limits.bytes, rows: limits.rows, columns: limits.columns, fields: limits.fields,
            fieldBytes: limits.fieldBytes)
        do throws(CSVError) {
            return ImportedTable(try CSVReader(limits: bounds).read(bytes))
        } catch { throw TableRefusal(from: error) }
    }

    private static func sav(_ bytes: [UInt8], _ limits: TableLimits) throws(TableRefusal) -> ImportedTable {
        guard bytes.starts(with: Array("$FL".utf8)) else { throw TableRefusal(.otherKind) }
        do throws(SPSSReader.Failure) {
            return ImportedTable(try SPSSReader.read(bytes, limits: limits))
        } catch { throw TableRefusal(from: error) }
    }

    private static func xlsx(_ bytes: [UInt8], _ limits: TableLimits) throws(TableRefusal) -> [ImportedTable] {
        // A workbook with a password, and one of before 2007, are files of another kind altogether.
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw TableRefusal(.encrypted) }
        do throws(ExcelReader.Failure) {
            let tables = try ExcelReader.read(bytes, limits: limits).filter { !$0.rows.isEmpty }.map(ImportedTable.init)
            guard tables.isEmpty else { return tables }
        } catch { throw TableRefusal(from: error) }
        throw TableRefusal(.empty)
    }
}

extension TableRefusal {
    init(from error: CSVError) {
        switch error.kind {
        case .empty: self.init(.empty)
        case .utf16, .invalidUTF8: self.init(.unsupported, line: error.line)
        case .spreadsheet: self.init(.otherKind)
        case .nulByte: self.init(.damaged, line: error.line)
        case .unclosedQuote: self.init(.unclosedQuote, line: error.line)
        case .tooManyBytes(let limit): self.init(.tooLarge, limit: limit)
        case .tooManyRows(let limit): self.init(.tooManyRows, line: error.line, limit: limit)
        case .tooManyColumns(let limit): self.init(.tooManyColumns, line: error.line, limit: limit)
        case .tooManyFields(let limit): self.init(.tooManyCells, line: error.line, limit: limit)
        case .fieldTooLong(let limit): self.init(.tooLarge, line: error.line, limit: limit)
        }
    }

    init(from error: SPSSReader.Failure) {
        switch error {
        case .tooManyVariables(let limit): self.init(.tooManyColumns, limit: limit)
        case .tooManyRecords(let limit): self.init(.tooManyRows, limit: limit)
        case .tooManyValues(let limit): self.init(.tooManyCells, limit: limit)
        case .library(let code, _): self.init(SPSSReader.isUnsupported(code) ? .unsupported : .damaged)
        }
    }

    init(from error: ExcelReader.Failure) {
        switch error {
        case .notAWorkbook: self.init(.otherKind)
        case .encrypted: self.init(.encrypted)
        case .damaged: self.init(.damaged)
        case .unsupported: self.init(.unsupported)
        case .tooLarge(let limit): self.init(.tooLarge, limit: limit)
        case .tooManySheets(let limit): self.init(.tooManyTables, limit: limit)
        case .tooManyRows(let limit): self.init(.tooManyRows, limit: limit)
        case .tooManyColumns(let limit): self.init(.tooManyColumns, limit: limit)
        case .tooManyCells(let limit): self.init(.tooManyCells, limit: limit)
        }
    }
}
