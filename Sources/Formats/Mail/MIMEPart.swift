/// Headers and a body: a message or a part of one.
struct MIMEPart {
    struct Header {
        var name: ArraySlice<UInt8>
        /// Folds included.
        var value: ArraySlice<UInt8>
    }

    private(set) var headers: [Header] = []
    private(set) var body: ArraySlice<UInt8>

    /// Headers end at the first blank line, or where a line is no header; both CRLF and LF end lines.
    init(_ bytes: ArraySlice<UInt8>, limits: MailReader.Limits) throws(MailReadError) {
        body = bytes
        while let end = body.firstIndex(of: 0x0A) ?? (body.isEmpty ? nil : body.endIndex - 1) {
            guard end - bytes.startIndex <= limits.headerBytes else {
                throw MailReadError.headersTooLong(limit: limits.headerBytes)
            }
            var line = body[body.startIndex...end]
            while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
            if line.isEmpty {
                body = body[(end + 1)...]
                return
            }
            if let first = line.first, first == 0x20 || first == 0x09 {
                guard let last = headers.indices.last else { return }
                headers[last].value = bytes[headers[last].value.startIndex..<line.endIndex]
            } else if let colon = line.firstIndex(of: 0x3A), Self.isName(line[..<colon]) {
                guard headers.count < limits.headers else { throw MailReadError.tooManyHeaders(limit: limits.headers) }
                headers.append(Header(name: line[..<colon], value: line[(colon + 1)...].drop { $0 == 0x20 }))
            } else if !line.starts(with: Array("From ".utf8)) || !headers.isEmpty {
                // A line "From " before everything is how mail boxes on disk divide messages.
                return
            }
            body = body[(end + 1)...]
        }
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty && name.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private func header(_ name: String) -> ArraySlice<UInt8>? {
        headers.first { String(decoding: $0.name, as: UTF8.self).lowercased() == name }?.value
    }

    /// Text in US-ASCII when the header misses (RFC 2045 §5.2).
    var contentType: ParameterisedValue {
        header("content-type").map(ParameterisedValue.init) ?? ParameterisedValue(type: "text/plain")
    }

    var isAttachment: Bool {
        header("content-disposition").map { ParameterisedValue($0).type == "attachment" } ?? false
    }

    var decodedBody: [UInt8] {
        let encoding = header("content-transfer-encoding").map { ParameterisedValue($0).type } ?? ""
        return switch encoding {
        case "quoted-printable": QuotedPrintable.decode(body)
        case "base64": Base64.decode(body)
        default: Array(body)
        }
    }

    /// What stands between the lines `--boundary`, without what comes before the first; a missing last line is
    /// forgiven.
    func slices(boundary: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
        var slices: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = body.startIndex
        while line < body.endIndex {
            let end = body[line...].firstIndex(of: 0x0A) ?? body.endIndex
            if let isLast = Self.delimiter(body[line..<end], boundary) {
                if let start { slices.append(Self.withoutLineEnd(body[start..<line])) }
                if isLast || slices.count >= limit { return slices }
                start = min(end + 1, body.endIndex)
            }
            line = end + 1
        }
        if let start { slices.append(body[start...]) }
        return slices
    }

    /// Whether a line divides parts, and if so whether it is the last.
    private static func delimiter(_ line: ArraySlice<UInt8>, _ boundary: [UInt8]) -> Bool? {
        guard line.starts(with: [0x2D, 0x2D]), line.dropFirst(2).starts(with: boundary) else { return nil }
        var rest = line.dropFirst(2 + boundary.count)
        let isLast = rest.starts(with: [0x2D, 0x2D])
        if isLast { rest = rest.dropFirst(2) }
        return rest.allSatisfy { $0 <= 0x20 } ? isLast : nil
    }

    /// The line end before a boundary belongs to the boundary.
    private static func withoutLineEnd(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let shorter = slice.last == 0x0A ? slice.dropLast() : slice
        return shorter.last == 0x0D ? shorter.dropLast() : shorter
    }
}
