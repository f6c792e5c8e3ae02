package import Core
import Services
package import Storage

/// What the outbox still holds of a person: mail to them, and their name in mail to others.
package enum MailTraces {
    /// Somewhat longer than mail is kept.
    private static let reach = Span.days(200)
    private static let mark = "…"

    /// Takes the person out of all mail, but for what the parts of the modules removed already.
    static func forget(_ id: Person.Identity, now: Moment, in db: any SQLConnection) throws {
        guard let person = try Person.find(id, in: db) else { return }
        if let email = person.email { try forget(recipient: email, in: db) }
        for words in [person.email, person.name, person.phone].compactMap(\.self) {
            try forget(words, now: now, in: db)
        }
    }

    /// Takes out some mail altogether: what waits never leaves, what has left keeps only its kind and its times.
    ///
    /// - Parameter condition: holds for the mail that goes.
    package static func forget(all condition: SQL, in db: any SQLConnection) throws {
        try db.run(
            """
            DELETE FROM mail WHERE (\(condition)) AND state IN (\(Outbox.State.waiting), \(Outbox.State.sending))
            """)
        try db.run(
            """
            UPDATE mail SET recipient = '', recipient_name = '', subject = '', text = '', html = '', reply_to = NULL,
                unsubscribe_url = NULL, last_error = NULL
            WHERE \(condition)
            """)
    }

    private static func forget(recipient email: String, in db: any SQLConnection) throws {
        try forget(all: "recipient = \(email)", in: db)
    }

    /// Takes a name or address out of the mail that others got.
    ///
    /// - Parameter among: holds for the mail that is looked at; all mail when left out. Words that anyone can type, such
    ///   as the name in a form without an account, must not touch the mail of strangers.
    package static func forget(
        _ words: String, among: SQL = "1 = 1", now: Moment, in db: any SQLConnection
    ) throws {
        guard words.count >= 2 else { return }
        // Counting on REPLACE keeps signs such as % and _ in the words from meaning anything.
        let rows = try db.rows(
            """
            SELECT id, recipient_name, subject, text, html, reply_to FROM mail WHERE created_at >= \(now - reach)
                AND (recipient_name = \(words) OR REPLACE(text, \(words), '') <> text
                    OR REPLACE(subject, \(words), '') <> subject
                    OR REPLACE(COALESCE(reply_to, ''), \(words), '') <> COALESCE(reply_to, ''))
                AND (\(among))
            """)
        for row in rows {
            // An address with a gap in it is no address.
            let replyTo = try row("reply_to", as: String?.self).flatMap { $0.contains(words) ? nil : $0 }
            try db.run(
                """
                UPDATE mail SET recipient_name = \(without(words, try row("recipient_name"))),
                    subject = \(without(words, try row("subject"))), text = \(without(words, try row("text"))),
                    html = \(without(escaped(words), try row("html"))), reply_to = \(replyTo)
                WHERE id = \(row("id", as: String.self))
                """)
        }
    }

    /// `text` without `words` where they stand on their own: Jan goes, januari stays.
    static func without(_ words: String, _ text: String) -> String {
        var result = ""
        var rest = text[...]
        var before: Character?
        while let range = rest.firstRange(of: words) {
            let head = rest[..<range.lowerBound]
            let left = head.last ?? before
            let right = range.upperBound < rest.endIndex ? rest[range.upperBound] : nil
            result += head
            result += isPartOfWord(left) || isPartOfWord(right) ? words : mark
            before = words.last
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private static func isPartOfWord(_ character: Character?) -> Bool {
        guard let character else { return false }
        return character.isLetter || character.isNumber
    }

    /// As the HTML of a mail spells it.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
