package import Core
package import Storage

/// Mail that waits to leave. It is written in the transaction of the change that causes it, so neither goes without
/// the other; a fixed Message-ID makes a second delivery recognisable.
package enum Outbox {
    package static let migration = Migration(
        "services-outbox-001",
        [
            """
            CREATE TABLE mail (
                id TEXT PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, recipient TEXT NOT NULL,
                recipient_name TEXT NOT NULL, reply_to TEXT, unsubscribe_url TEXT, subject TEXT NOT NULL,
                text TEXT NOT NULL, html TEXT NOT NULL, state TEXT NOT NULL, tries BIGINT NOT NULL,
                next_at \(type: .timestamp) NOT NULL, created_at \(type: .timestamp) NOT NULL,
                sent_at \(type: .timestamp), last_error TEXT)
            """,
            "CREATE INDEX mail_due ON mail (state, next_at)",
            "CREATE INDEX mail_recipient ON mail (recipient, created_at)",
            "CREATE INDEX mail_created ON mail (created_at, id)",
        ])

    /// Marks mail with a link that lets its reader in.
    package static let secretMigration = Migration(
        "services-outbox-002", ["ALTER TABLE mail ADD COLUMN secret BOOLEAN NOT NULL DEFAULT FALSE"])

    /// Tells which case a mail is about, for an erasure that cannot open the address any more.
    package static let caseMigration = Migration(
        "services-outbox-003",
        ["ALTER TABLE mail ADD COLUMN case_id TEXT", "CREATE INDEX mail_case ON mail (case_id)"])

    package enum State: String, SQLConvertible, CaseIterable {
        case waiting = "wacht"
        case sending = "bezig"
        case sent = "verstuurd"
        case dead = "mislukt"
    }

    /// Puts a mail in the outbox.
    package static func add(_ mail: Mail, sender: Sender, now: Moment, in db: any SQLConnection) throws {
        let id = UUIDv7.make(at: now)
        try db.run(
            """
            INSERT INTO mail (id, message_id, kind, recipient, recipient_name, reply_to, unsubscribe_url, subject, text,
                html, state, tries, next_at, created_at, secret, case_id)
            VALUES (\(id), \("\(id)@\(sender.domain)"), \(mail.kind), \(mail.to), \(oneLine(mail.toName)),
                \(mail.replyTo), \(mail.unsubscribeURL), \(oneLine(mail.subject)), \(mail.plainText),
                \(mail.html(sender: sender.name)), \(State.waiting), 0, \(now), \(now), \(mail.isSecret),
                \(mail.caseID))
            """)
    }

    /// Header values are one line, whatever a person typed into the name that stands in them.
    static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }).trimmed
    }

    /// Who the site's mail comes from.
    package struct Sender: Sendable {
        package var name: String
        package var address: String
        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
        package var domain: String { address.split(separator: "@").last.map(String.init) ?? "localhost" }
    }

    /// A mail as it lies in the outbox.
    package struct Item: Sendable {
        package let id: String
        package let messageID: String
        package let kind: String
        package let recipient: String
        package let recipientName: String
        package let replyTo: String?
        package let unsubscribeURL: String?
        package let subject: String
        package let text: String
        package let html: String
        package let state: State
        package let tries: Int
        /// When it may be tried; for a mail that is being sent the end of the lease.
        package internal(set) var dueAt: Moment
        package let createdAt: Moment
        package let sentAt: Moment?
        package let lastError: String?

        package init(row: Row) throws {
            id = try row("id")
            messageID = try row("message_id")
            kind = try row("kind")
            recipient = try row("recipient")
            recipientName = try row("recipient_name")
            replyTo = try row("reply_to")
            unsubscribeURL = try row("unsubscribe_url")
            subject = try row("subject")
            text = try row("text")
            html = try row("html")
            state = try row("state")
            tries = try row("tries")
            dueAt = try row("next_at")
            createdAt = try row("created_at")
            sentAt = try row("sent_at")
            lastError = try row("last_error")
        }
    }
}
