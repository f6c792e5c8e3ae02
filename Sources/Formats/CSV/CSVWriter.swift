/// Writes tables that open well in a spreadsheet: CRLF, RFC 4180 quotes, and no field that runs (``CSVFormula``).
package struct CSVWriter: Sendable {
    /// The file so far.
    package private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8

    /// - Parameters:
    ///   - delimiter: a semicolon opens in columns in a Dutch Excel, a comma in most other programs.
    ///   - mark: the UTF-8 byte order mark, without which Excel reads Windows-1252.
    package init(delimiter: CSVDelimiter = .semicolon, mark: Bool = true) {
        self.delimiter = delimiter.rawValue
        if mark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// A whole table at once.
    package static func write(
        header: [String], rows: some Sequence<[String]>, delimiter: CSVDelimiter = .semicolon, mark: Bool = true
    ) -> [UInt8] {
        var writer = CSVWriter(delimiter: delimiter, mark: mark)
        writer.append(header)
        for row in rows { writer.append(row) }
        return writer.bytes
    }

    /// Adds a record: the header or a row. A record without fields adds nothing.
    package mutating func append(_ fields: [String]) {
        guard !fields.isEmpty else { return }
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            // A lone empty field would be a blank line, which readers skip.
            append(CSVFormula.neutralised(field), quoted: fields.count == 1 && field.isEmpty)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    private mutating func append(_ field: String, quoted: Bool) {
        guard quoted || needsQuotes(field) else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// All three delimiters count, so that no reader guesses wrong; blanks at the ends get lost in some readers.
    private func needsQuotes(_ field: String) -> Bool {
        let utf8 = field.utf8
        if utf8.first == 0x20 || utf8.last == 0x20 { return true }
        return utf8.contains { byte in
            byte == 0x22 || byte == 0x3B || byte == 0x2C || byte == 0x09 || byte == 0x0A || byte == 0x0D
        }
    }
}
