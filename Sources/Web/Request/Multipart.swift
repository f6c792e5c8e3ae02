import Core

/// The parts of a `multipart/form-data` body (RFC 7578).
package enum Multipart {
    package struct Part: Sendable {
        package let name: String
        package let fileName: String?
        package let contentType: String
        package let bytes: [UInt8]
    }

    /// The boundary in a Content-Type header, at most 70 characters (RFC 2046).
    package static func boundary(of contentType: String) -> String? {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let mark = contentType.firstRange(of: "boundary=")
        else { return nil }
        var value = contentType[mark.upperBound...].prefix { $0 != ";" }
        if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 { value = value.dropFirst().dropLast() }
        return (1...70).contains(value.utf8.count) ? String(value) : nil
    }

    /// At most `limit` parts; `nil` when the body is not what the header says.
    package static func parts(of body: [UInt8], boundary: String, limit: Int = 200) -> [Part]? {
        let mark = Array("--\(boundary)".utf8)
        var parts: [Part] = []
        guard var start = find(mark, in: body, from: 0) else { return nil }
        while true {
            start += mark.count
            guard start + 2 <= body.count else { return nil }
            if body[start] == 45, body[start + 1] == 45 { return parts }
            guard body[start] == 13, body[start + 1] == 10, let end = find([13, 10] + mark, in: body, from: start),
                let part = part(body[(start + 2)..<max(start + 2, end)]), parts.count < limit
            else { return nil }
            parts.append(part)
            start = end + 2
        }
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let content = Array(bytes)
        guard let gap = find([13, 10, 13, 10], in: content, from: 0), gap < 4096 else { return nil }
        var name: String?
        var fileName: String?
        var type = "text/plain"
        for line in String(decoding: content[..<gap], as: UTF8.self).split(separator: "\r\n") {
            let lower = line.lowercased()
            if lower.hasPrefix("content-disposition:") {
                name = quoted("name", in: line)
                fileName = quoted("filename", in: line)
            } else if lower.hasPrefix("content-type:") {
                type = line.dropFirst(13).trimmed
            }
        }
        guard let name else { return nil }
        return Part(name: name, fileName: fileName, contentType: type, bytes: Array(content[(gap + 4)...]))
    }

    private static func quoted(_ key: String, in line: Substring) -> String? {
        guard let start = line.firstRange(of: "; \(key)=\"") else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" })
    }

    private static func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, body.count >= needle.count, start >= 0 else { return nil }
        var index = start
        let last = body.count - needle.count
        while index <= last {
            if body[index] == first, body[index..<(index + needle.count)].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }
}
