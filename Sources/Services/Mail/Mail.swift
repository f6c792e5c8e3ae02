package import Core

/// A mail as people read it: a subject, short paragraphs, at most a few buttons. Text and HTML are made from it.
package struct Mail: Sendable {
    package enum Block: Sendable {
        case paragraph(String)
        /// Words of another person, set apart.
        case quote(String)
        case button(label: String, url: String)
        case list([String])
        case small(String)
    }

    package var to: String
    package var toName: String
    package var subject: String
    package var blocks: [Block]
    package var language: Language
    /// A word for the log and the demo mailbox, such as `reactie-bevestigen`.
    package var kind: String
    /// The address a reply goes to, when that is not the site's own.
    package var replyTo: String?
    /// The page that stops mails of this kind with one click (RFC 8058).
    package var unsubscribeURL: String?
    /// Whoever reads it can do what the recipient can: the outbox forgets what it says once it has left.
    package var isSecret: Bool
    /// The id of the case it is about, when the case can be erased without knowing the recipient.
    package var caseID: String?

    package init(
        to: String, name: String = "", subject: String, kind: String, language: Language = .dutch,
        replyTo: String? = nil,
        unsubscribeURL: String? = nil, isSecret: Bool = false, caseID: String? = nil, _ blocks: [Block]
    ) {
        self.to = to
        toName = name
        self.subject = subject
        self.kind = kind
        self.language = language
        self.replyTo = replyTo
        self.unsubscribeURL = unsubscribeURL
        self.isSecret = isSecret
        self.caseID = caseID
        self.blocks = blocks
    }

    /// The mail as plain text, lines as long as they come: mail programs wrap them.
    package var plainText: String {
        blocks.map { block in
            switch block {
            case .paragraph(let text), .small(let text): text
            case .quote(let text):
                text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n")
            case .button(let label, let url): "\(label):\n\(url)"
            case .list(let items): items.map { "- " + $0 }.joined(separator: "\n")
            }
        }.joined(separator: "\n\n") + "\n"
    }
}
