extension MailMessage {
    /// The message as it goes over the line (RFC 5322, 2045–2047): ASCII, CRLF, no line over 998 bytes.
    package func bytes() throws(MailError) -> [UInt8] {
        var headers = HeaderWriter()
        try headers.add("From", [from])
        guard !to.isEmpty else { throw MailError.noRecipient }
        try headers.add("To", to)
        if let replyTo { try headers.add("Reply-To", [replyTo]) }
        try headers.add("Subject", text: subject)
        try headers.add("Date", tokens: [CivilTime(seconds: date).rfc5322])
        try headers.add("Message-ID", tokens: [identifier(messageID)])
        if let inReplyTo { try headers.add("In-Reply-To", tokens: [identifier(inReplyTo)]) }
        if !references.isEmpty {
            var identifiers: [String] = []
            for reference in references { identifiers.append(try identifier(reference)) }
            try headers.add("References", tokens: identifiers)
        }
        if let unsubscribe { try write(unsubscribe, to: &headers) }
        for header in self.headers { try write(header, to: &headers) }
        try headers.add("MIME-Version", tokens: ["1.0"])
        return headers.output + body()
    }

    /// "=_" cannot occur in quoted-printable text, so no text contains the boundary (RFC 2045 §6.7).
    private static let boundary = "=_inzet-alternative"

    private func body() -> [UInt8] {
        guard let html else {
            let output = Self.part("text/plain", text)
            return output.last == 0x0A ? output : output + [0x0D, 0x0A]
        }
        var output = Array("Content-Type: multipart/alternative;\r\n boundary=\"\(Self.boundary)\"\r\n\r\n".utf8)
        // From plain to rich: a reader shows the last kind it knows.
        for (type, content) in [("text/plain", text), ("text/html", html)] {
            output.append(contentsOf: "--\(Self.boundary)\r\n".utf8)
            output.append(contentsOf: Self.part(type, content))
            output.append(contentsOf: "\r\n".utf8)
        }
        output.append(contentsOf: "--\(Self.boundary)--\r\n".utf8)
        return output
    }

    private static func part(_ type: String, _ content: String) -> [UInt8] {
        Array("Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
            + QuotedPrintable.encode(content)
    }

    private func write(_ unsubscribe: Unsubscribe, to headers: inout HeaderWriter) throws(MailError) {
        // An angle bracket or blank would end the address early.
        for link in [unsubscribe.url, unsubscribe.mail ?? ""] where !link.utf8.allSatisfy(Self.isLinkByte) {
            throw MailError.headerInjection(header: "List-Unsubscribe")
        }
        let mail = unsubscribe.mail.map { ["<mailto:\($0)>"] } ?? []
        try headers.add("List-Unsubscribe", tokens: ["<\(unsubscribe.url)>"] + mail, separator: ",")
        try headers.add("List-Unsubscribe-Post", tokens: ["List-Unsubscribe=One-Click"])
    }

    private static func isLinkByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
    }

    /// What `bytes()` writes itself: a second one of these makes readers disagree about the message.
    private static let ownHeaders: Set<String> = [
        "from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
        "content-type", "content-transfer-encoding", "list-unsubscribe", "list-unsubscribe-post", "cc", "bcc", "sender",
    ]

    private func write(_ header: Header, to headers: inout HeaderWriter) throws(MailError) {
        let isName = header.name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "-")
        }
        guard isName, (1...60).contains(header.name.utf8.count), !Self.ownHeaders.contains(header.name.lowercased())
        else { throw MailError.invalidHeaderName(header.name) }
        try headers.add(header.name, text: header.value)
    }

    private func identifier(_ id: String) throws(MailError) -> String {
        guard MailAddress.isValid(id) else { throw MailError.invalidMessageID(id) }
        return "<\(id)>"
    }
}
