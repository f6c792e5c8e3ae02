/// Cuts UTF-8 text into records. Works on bytes: every sign that matters is ASCII and cannot occur inside another
/// character.
struct CSVScanner {
    struct Record {
        var line: Int
        var fields: [String] = []
        var hasTextAfterQuote = false
        var hasQuoteInside = false
    }

    private enum End {
        case delimiter
        case record
    }

    let text: [UInt8]
    var index: Int
    var line: Int
    let delimiter: UInt8
    let limits: CSVReader.Limits
    private var fieldsLeft: Int
    private var field: [UInt8] = []

    init(text: [UInt8], index: Int, line: Int, delimiter: CSVDelimiter, limits: CSVReader.Limits) {
        self.text = text
        self.index = index
        self.line = line
        self.delimiter = delimiter.rawValue
        self.limits = limits
        fieldsLeft = limits.fields
    }

    /// The next record that is not a blank line, or nothing at the end.
    mutating func next() throws(CSVError) -> Record? {
        while index < text.count, text[index] == 0x0A || text[index] == 0x0D { newline() }
        guard index < text.count else { return nil }
        var record = Record(line: line)
        while try scanField(&record) == .delimiter {}
        return record
    }

    private mutating func scanField(_ record: inout Record) throws(CSVError) -> End {
        guard record.fields.count < limits.columns else {
            throw CSVError(line: record.line, kind: .tooManyColumns(limit: limits.columns))
        }
        guard fieldsLeft > 0 else { throw CSVError(line: record.line, kind: .tooManyFields(limit: limits.fields)) }
        fieldsLeft -= 1
        field.removeAll(keepingCapacity: true)
        if index < text.count, text[index] == 0x22 {
            try scanQuoted()
            let length = field.count
            let end = try scanBare(&record)
            if field.count > length { record.hasTextAfterQuote = true }
            record.fields.append(String(decoding: field, as: UTF8.self))
            return end
        }
        let end = try scanBare(&record)
        record.fields.append(String(decoding: field, as: UTF8.self))
        return end
    }

    private mutating func scanQuoted() throws(CSVError) {
        let opened = line
        index += 1
        while index < text.count {
            let byte = text[index]
            if byte == 0x22 {
                index += 1
                guard index < text.count, text[index] == 0x22 else { return }
                try append(byte)
                index += 1
            } else if byte == 0x0A || byte == 0x0D {
                let start = index
                newline()
                for position in start..<index { try append(text[position]) }
            } else {
                try append(byte)
                index += 1
            }
        }
        throw CSVError(line: opened, kind: .unclosedQuote)
    }

    private mutating func scanBare(_ record: inout Record) throws(CSVError) -> End {
        while index < text.count {
            let byte = text[index]
            if byte == delimiter {
                index += 1
                return .delimiter
            }
            if byte == 0x0A || byte == 0x0D {
                newline()
                return .record
            }
            if byte == 0x22 { record.hasQuoteInside = true }
            try append(byte)
            index += 1
        }
        return .record
    }

    private mutating func append(_ byte: UInt8) throws(CSVError) {
        guard field.count < limits.fieldBytes else {
            throw CSVError(line: line, kind: .fieldTooLong(limit: limits.fieldBytes))
        }
        field.append(byte)
    }

    /// Steps over CRLF, LF or CR.
    private mutating func newline() {
        let isPair = text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
        index += isPair ? 2 : 1
        line += 1
    }
}
