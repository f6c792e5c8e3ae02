/// What a mail server says about a message that it could not deliver (RFC 3464, in a `multipart/report` of RFC 6522).
package struct DeliveryReport: Sendable, Equatable {
    package struct Failure: Sendable, Equatable {
        /// In lower case.
        package let recipient: String
        /// Such as `5.1.1`; empty when the server did not say.
        package let status: String

        /// Trying again is of no use.
        package var isPermanent: Bool { status.isEmpty || status.hasPrefix("5") }
    }

    /// The Message-ID of what was sent, without angle brackets.
    package let message: String
    package let failures: [Failure]

    /// `nil` for anything that is no report of failures, or does not say which message it is about.
    package init?(_ bytes: [UInt8], limits: MailReader.Limits = MailReader.Limits()) {
        guard bytes.count <= limits.bytes, let whole = try? MIMEPart(bytes[...], limits: limits) else { return nil }
        let type = whole.contentType
        guard type.type == "multipart/report", type.parameters["report-type"]?.lowercased() == "delivery-status",
            let boundary = type.parameters["boundary"], !boundary.isEmpty
        else { return nil }
        var failures: [Failure] = []
        var message: String?
        for slice in whole.slices(boundary: Array(boundary.utf8), limit: 10) {
            guard let part = try? MIMEPart(slice, limits: limits) else { continue }
            switch part.contentType.type {
            case "message/delivery-status": failures += Self.failures(part.decodedBody, limits)
            case "message/rfc822", "text/rfc822-headers": message = message ?? Self.message(part.decodedBody, limits)
            default: break
            }
        }
        guard let message, !failures.isEmpty else { return nil }
        self.message = message
        self.failures = failures
    }

    /// Groups of fields with a blank line between them; the first is about the message, the others each about one
    /// recipient.
    private static func failures(_ body: [UInt8], _ limits: MailReader.Limits) -> [Failure] {
        let text = TextLines.normalised(String(decoding: body.prefix(100_000), as: UTF8.self))
        return text.split(separator: "\n\n").prefix(200).compactMap { group in
            guard let part = try? MIMEPart(ArraySlice(Array(group.utf8)), limits: limits) else { return nil }
            var fields: [String: String] = [:]
            for header in part.headers {
                let name = String(decoding: header.name, as: UTF8.self).lowercased()
                fields[name] = fields[name] ?? EncodedWord.unfolded(header.value)
            }
            guard fields["action"]?.lowercased().hasPrefix("failed") == true,
                let recipient = fields["original-recipient"] ?? fields["final-recipient"],
                let sign = recipient.firstIndex(of: ";")
            else { return nil }
            let address = recipient[recipient.index(after: sign)...].filter { !$0.isWhitespace && !"<>".contains($0) }
            let status = fields["status"]?.prefix { $0.isNumber || $0 == "." } ?? ""
            return address.contains("@") ? Failure(recipient: address.lowercased(), status: String(status)) : nil
        }
    }

    private static func message(_ body: [UInt8], _ limits: MailReader.Limits) -> String? {
        var limits = limits
        limits.textBytes = 0
        guard let part = try? MIMEPart(body[...], limits: limits) else { return nil }
        let header = part.headers.first { String(decoding: $0.name, as: UTF8.self).lowercased() == "message-id" }
        guard let value = header.map({ EncodedWord.unfolded($0.value) }), let start = value.firstIndex(of: "<"),
            let end = value[start...].firstIndex(of: ">")
        else { return nil }
        return String(value[value.index(after: start)..<end])
    }
}
