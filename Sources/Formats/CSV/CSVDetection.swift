extension CSVEncoding {
    /// The file as UTF-8 bytes without mark.
    static func decode(_ bytes: [UInt8]) throws(CSVError) -> ([UInt8], CSVEncoding) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw CSVError(line: 1, kind: .utf16)
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw CSVError(line: 1, kind: .spreadsheet)
        }
        if let nul = bytes.firstIndex(of: 0) {
            throw CSVError(line: line(of: nul, in: bytes), kind: .nulByte)
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if String(validating: bytes, as: UTF8.self) != nil {
            return hasMark ? (Array(bytes.dropFirst(3)), .utf8WithMark) : (bytes, .utf8)
        }
        if hasMark {
            throw CSVError(line: firstInvalidLine(bytes), kind: .invalidUTF8)
        }
        return (LegacyText.utf8(bytes), .windows1252)
    }

    private static func line(of index: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        var previous: UInt8 = 0
        for byte in bytes[..<index] {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { line += 1 }
            previous = byte
        }
        return line
    }

    private static func firstInvalidLine(_ bytes: [UInt8]) -> Int {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            if String(validating: bytes[start..<end], as: UTF8.self) == nil { break }
            start = end + 1
        }
        return line(of: start, in: bytes)
    }
}

extension CSVDelimiter {
    /// Excel's own way to say it: a first line `sep=;`, which is no record.
    static func declared(in text: [UInt8]) -> (delimiter: CSVDelimiter, end: Int)? {
        var line = text.prefix { $0 != 0x0A && $0 != 0x0D }
        var end = line.endIndex
        if line.first == 0x22, line.last == 0x22, line.count == 7 { line = line.dropFirst().dropLast() }
        guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }),
            let last = line.last, let delimiter = CSVDelimiter(rawValue: last)
        else { return nil }
        if end < text.endIndex { end += text[end] == 0x0D && end + 1 < text.endIndex && text[end + 1] == 0x0A ? 2 : 1 }
        return (delimiter, end)
    }

    /// The sign that stands most often in the header outside quotes. At a draw the semicolon wins, because commas also
    /// stand inside names; a header of one column counts as semicolon.
    static func detected(in text: [UInt8], from start: Int) -> CSVDelimiter {
        let counts = counted(in: text, from: start, quotes: true) ?? counted(in: text, from: start, quotes: false) ?? []
        var best = CSVDelimiter.semicolon
        var most = 0
        for (delimiter, count) in zip(allCases, counts) where count > most {
            best = delimiter
            most = count
        }
        return best
    }

    /// Nothing when a quote stays open: then the quotes mean something else.
    private static func counted(in text: [UInt8], from start: Int, quotes: Bool) -> [Int]? {
        var counts = [Int](repeating: 0, count: allCases.count)
        var isQuoted = false
        var hasContent = false
        for byte in text[start...].prefix(100_000) {
            if byte == 0x22 {
                isQuoted.toggle()
                hasContent = true
            } else if quotes && isQuoted {
                continue
            } else if byte == 0x0A || byte == 0x0D {
                if hasContent { return counts }
            } else {
                hasContent = true
                if let position = allCases.firstIndex(where: { $0.rawValue == byte }) { counts[position] += 1 }
            }
        }
        return quotes && isQuoted ? nil : counts
    }
}
