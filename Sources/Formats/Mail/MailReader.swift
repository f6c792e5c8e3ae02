/// Reads mail that people send, well enough for their replies (RFC 5322, 2045–2047).
///
/// Forgiving about form and strict about size: a message that costs too much is refused, an odd one is read as well as
/// can be.
package struct MailReader: Sendable {
    package struct Limits: Sendable {
        package var bytes: Int
        /// In one header block.
        package var headers: Int
        /// Of one header block.
        package var headerBytes: Int
        /// Multiparts inside one another.
        package var depth: Int
        package var parts: Int
        /// Of the text that is returned.
        package var textBytes: Int

        package init(
            bytes: Int = 10_000_000, headers: Int = 500, headerBytes: Int = 200_000, depth: Int = 5, parts: Int = 200,
            textBytes: Int = 200_000
        ) {
            self.bytes = bytes
            self.headers = headers
            self.headerBytes = headerBytes
            self.depth = depth
            self.parts = parts
            self.textBytes = textBytes
        }
    }

    package var limits: Limits

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    package func read(_ bytes: [UInt8]) throws(MailReadError) -> ReceivedMail {
        guard bytes.count <= limits.bytes else { throw MailReadError.tooLarge(limit: limits.bytes) }
        let part = try MIMEPart(bytes[...], limits: limits)
        guard !part.headers.isEmpty else { throw MailReadError.noHeaders }
        let headers = part.headers.map { header in
            ReceivedMail.Header(
                name: String(decoding: header.name, as: UTF8.self), value: EncodedWord.decode(header.value),
                raw: EncodedWord.unfolded(header.value))
        }
        var mail = ReceivedMail(headers: headers, text: nil, isTruncated: false)
        var partsLeft = limits.parts
        guard let found = try firstText(in: part, depth: 0, partsLeft: &partsLeft) else { return mail }
        var content = found.decodedBody
        if content.count > limits.textBytes {
            content = TextLines.cut(content, at: limits.textBytes)
            mail.isTruncated = true
        }
        let type = found.contentType
        let text = TextLines.normalised(Charset.decode(content, charset: type.parameters["charset"] ?? ""))
        let isFlowed = type.parameters["format"]?.lowercased() == "flowed"
        let deletesBlank = type.parameters["delsp"]?.lowercased() == "yes"
        mail.text = isFlowed ? TextLines.unflowed(text, deletesBlank: deletesBlank) : text
        return mail
    }

    /// Depth first, as a reader shows the parts.
    private func firstText(
        in part: MIMEPart, depth: Int, partsLeft: inout Int
    ) throws(MailReadError) -> MIMEPart? {
        guard partsLeft > 0 else { throw MailReadError.tooManyParts(limit: limits.parts) }
        partsLeft -= 1
        let type = part.contentType
        if type.type == "text/plain" { return part.isAttachment ? nil : part }
        guard type.type.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty else {
            return nil
        }
        guard depth < limits.depth else { throw MailReadError.nestedTooDeep(limit: limits.depth) }
        for slice in part.slices(boundary: Array(boundary.utf8), limit: limits.parts) {
            let child = try MIMEPart(slice, limits: limits)
            if let found = try firstText(in: child, depth: depth + 1, partsLeft: &partsLeft) { return found }
        }
        return nil
    }
}
