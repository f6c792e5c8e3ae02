/// A message that came in, as far as a reply needs it.
package struct ReceivedMail: Sendable, Equatable {
    package struct Header: Sendable, Equatable {
        package var name: String
        /// Unfolded, decoded, and without control characters.
        package var value: String
        /// Unfolded and without control characters, its encoded words unread: for addresses, whose signs may not come
        /// out of an encoded name.
        package var raw: String
    }

    package var headers: [Header]
    /// The first plain text in the message, with LF line ends. Nothing when there is only HTML or an attachment.
    package var text: String?
    /// The text was longer than the limit and stops there.
    package var isTruncated: Bool

    /// The first header with this name, without regard to case.
    package func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }

    package var subject: String { header("Subject") ?? "" }

    /// Nothing when it does not name exactly one address: then nobody knows who wrote.
    package var from: MailAddress? {
        let all = addresses("From")
        return all.count == 1 ? all.first : nil
    }

    package var to: [MailAddress] { addresses("To") }

    /// All addresses in all headers with this name.
    package func addresses(_ name: String) -> [MailAddress] {
        let wanted = name.lowercased()
        return headers.filter { $0.name.lowercased() == wanted }.flatMap { MailAddress.list(parsing: $0.raw) }
    }

    /// Without angle brackets.
    package var messageID: String? { header("Message-ID").flatMap { Self.identifiers($0).first } }
    package var inReplyTo: String? { header("In-Reply-To").flatMap { Self.identifiers($0).first } }
    package var references: [String] { header("References").map(Self.identifiers) ?? [] }

    /// Sent by a program: an absence note or a failure. Answering those makes two programs write to each other for
    /// ever (RFC 3834).
    package var isAutomatic: Bool {
        if let sent = header("Auto-Submitted")?.lowercased(), sent != "no" { return true }
        let precedence = header("Precedence")?.lowercased() ?? ""
        if ["bulk", "junk", "list", "auto_reply"].contains(precedence) { return true }
        return header("Return-Path") == "<>" || header("X-Autoreply") != nil || header("X-Autorespond") != nil
    }

    private static func identifiers(_ value: String) -> [String] {
        value.split(separator: "<").dropFirst(value.first == "<" ? 0 : 1).compactMap { part in
            part.firstIndex(of: ">").map { String(part[..<$0]) }
        }
    }
}

/// Why a message was not read.
package enum MailReadError: Error, Sendable, Equatable {
    case tooLarge(limit: Int)
    case tooManyHeaders(limit: Int)
    case headersTooLong(limit: Int)
    case nestedTooDeep(limit: Int)
    case tooManyParts(limit: Int)
    /// It does not start with headers.
    case noHeaders
}
