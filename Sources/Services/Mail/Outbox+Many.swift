package import Core
package import Storage

extension Outbox {
    /// Puts many mails in the outbox, each as `add` does, with a few hundred in one statement.
    package static func add(_ mails: [Mail], sender: Sender, now: Moment, in db: any SQLConnection) throws {
        for start in stride(from: 0, to: mails.count, by: 500) {
            let rows = mails[start..<min(start + 500, mails.count)].map { mail -> SQL in
                let id = UUIDv7.make(at: now)
                return """
                    (\(id), \("\(id)@\(sender.domain)"), \(mail.kind), \(mail.to), \(oneLine(mail.toName)),
                    \(mail.replyTo), \(mail.unsubscribeURL), \(oneLine(mail.subject)), \(mail.plainText),
                    \(mail.html(sender: sender.name)), \(State.waiting), 0, \(now), \(now), \(mail.isSecret), \(mail.caseID))
                    """
            }
            try db.run(
                """
                INSERT INTO mail (id, message_id, kind, recipient, recipient_name, reply_to, unsubscribe_url, subject,
                    text, html, state, tries, next_at, created_at, secret, case_id) VALUES \(SQL(joining: rows, by: ", "))
                """)
        }
    }
}
