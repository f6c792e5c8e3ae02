/// Reads the tables people export from other systems (RFC 4180 and its everyday variants).
///
/// UTF-8 with or without mark, else Windows-1252; semicolon, comma or tab, seen from the header or from Excel's
/// `sep=;` line; quoted fields with line ends; CRLF, LF or CR. Ragged records are kept and reported. What cannot be
/// read faithfully is refused as a whole, with the line.
package struct CSVReader: Sendable {
    /// Bounds on memory and time for a file from outside.
    package struct Limits: Sendable {
        package var bytes: Int
        package var rows: Int
        package var columns: Int
        /// Fields in the whole file: ten million delimiters are a small file but a large table.
        package var fields: Int
        /// UTF-8 bytes in one field.
        package var fieldBytes: Int

        package init(
            bytes: Int = 20_000_000, rows: Int = 100_000, columns: Int = 500, fields: Int = 2_000_000,
            fieldBytes: Int = 100_000
        ) {
            self.bytes = bytes
            self.rows = rows
            self.columns = columns
            self.fields = fields
            self.fieldBytes = fieldBytes
        }
    }

    package var limits: Limits
    /// Overrules detection.
    package var delimiter: CSVDelimiter?

    package init(limits: Limits = Limits(), delimiter: CSVDelimiter? = nil) {
        self.limits = limits
        self.delimiter = delimiter
    }

    package func read(_ bytes: [UInt8]) throws(CSVError) -> CSVTable {
        guard bytes.count <= limits.bytes else {
            throw CSVError(line: 1, kind: .tooManyBytes(limit: limits.bytes))
        }
        let (text, encoding) = try CSVEncoding.decode(bytes)
        var start = text.startIndex
        var line = 1
        var chosen = delimiter
        if let declared = CSVDelimiter.declared(in: text) {
            chosen = chosen ?? declared.delimiter
            start = declared.end
            line = 2
        }
        let separator = chosen ?? .detected(in: text, from: start)
        var scanner = CSVScanner(text: text, index: start, line: line, delimiter: separator, limits: limits)

        guard let first = try scanner.next() else { throw CSVError(line: 1, kind: .empty) }
        var table = CSVTable(header: [], rows: [], delimiter: separator, encoding: encoding, problems: [])
        table.name(first)
        report(first, in: &table)
        while let record = try scanner.next() {
            guard table.rows.count < limits.rows else {
                throw CSVError(line: record.line, kind: .tooManyRows(limit: limits.rows))
            }
            report(record, in: &table)
            table.rows.append(CSVRow(line: record.line, fields: record.fields))
        }
        return table
    }

    private func report(_ record: CSVScanner.Record, in table: inout CSVTable) {
        let expected = table.header.count
        let found = record.fields.count
        if found < expected {
            let kind = CSVProblem.Kind.tooFewFields(expected: expected, found: found)
            table.problems.append(CSVProblem(line: record.line, kind: kind))
        } else if found > expected {
            let kind = CSVProblem.Kind.tooManyFields(expected: expected, found: found)
            table.problems.append(CSVProblem(line: record.line, kind: kind))
        }
        if record.hasTextAfterQuote {
            table.problems.append(CSVProblem(line: record.line, kind: .textAfterQuote))
        }
        if record.hasQuoteInside {
            table.problems.append(CSVProblem(line: record.line, kind: .quoteInsideField))
        }
    }
}
