/// A message to be sent: plain text, with HTML beside it where that helps.
package struct MailMessage: Sendable, Equatable {
    /// How a reader stops further mail with one click (RFC 2369 and RFC 8058).
    package struct Unsubscribe: Sendable, Equatable {
        /// An https address that stops the mail on a POST, without signing in.
        package var url: String
        package var mail: String?

        package init(url: String, mail: String? = nil) {
            self.url = url
            self.mail = mail
        }
    }

    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var from: MailAddress
    package var to: [MailAddress]
    package var replyTo: MailAddress?
    package var subject: String
    /// Without angle brackets. The same for every attempt, so that a resend can be recognised.
    package var messageID: String
    /// The message this one answers, and those before it, oldest first; without angle brackets.
    package var inReplyTo: String?
    package var references: [String]
    /// Seconds since 1970.
    package var date: Int64
    package var text: String
    package var html: String?
    package var unsubscribe: Unsubscribe?
    /// Further headers, such as `Auto-Submitted`. Text beyond ASCII is encoded.
    package var headers: [Header]

    package init(
        from: MailAddress, to: [MailAddress], replyTo: MailAddress? = nil, subject: String, messageID: String,
        inReplyTo: String? = nil, references: [String] = [], date: Int64, text: String, html: String? = nil,
        unsubscribe: Unsubscribe? = nil, headers: [Header] = []
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.date = date
        self.text = text
        self.html = html
        self.unsubscribe = unsubscribe
        self.headers = headers
    }
}
