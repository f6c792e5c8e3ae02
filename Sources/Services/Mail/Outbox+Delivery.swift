package import Core
package import Storage

/// How mail leaves the outbox: taken with a lease, tried, tried again later, and at last put aside for a person.
extension Outbox {
    /// The waits between tries: together somewhat over two days.
    static let waits: [Span] = [
        .minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(6), .hours(12), .hours(24),
    ]

    /// Takes up to `limit` mails that are due. A lease that ran out (the process died) makes a mail due again.
    package static func take(_ limit: Int, now: Moment, in db: any SQLConnection) throws -> [Item] {
        try db.rows(
            """
            UPDATE mail SET state = \(State.sending), next_at = \(now + .minutes(5))
            WHERE id IN (SELECT id FROM mail WHERE state IN (\(State.waiting), \(State.sending)) AND next_at <= \(now)
                ORDER BY next_at, id LIMIT \(limit))
            RETURNING *
            """
        ).map(Item.init(row:)).sorted { $0.id < $1.id }
    }

    /// Puts mail back that was taken and not tried.
    package static func release(_ ids: [String], now: Moment, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE mail SET state = \(State.waiting), next_at = \(now)
            WHERE id IN (\(list: ids)) AND state = \(State.sending)
            """)
    }

    /// - Parameter keepsSecrets: leaves a mail with a secret readable, where the outbox itself is the mailbox.
    package static func markSent(_ id: String, keepsSecrets: Bool = false, now: Moment, in db: any SQLConnection) throws
    {
        try db.run(
            "UPDATE mail SET state = \(State.sent), sent_at = \(now), last_error = NULL, tries = tries + 1 WHERE id = \(id)"
        )
        if keepsSecrets { return }
        try db.run("UPDATE mail SET text = '', html = '' WHERE id = \(id) AND secret = \(true)")
    }

    package static func markFailed(_ item: Item, _ failure: MailFailure, now: Moment, in db: any SQLConnection) throws {
        let wait = item.tries < waits.count ? waits[item.tries] : nil
        let state = failure.isPermanent || wait == nil ? State.dead : State.waiting
        try db.run(
            """
            UPDATE mail SET state = \(state), tries = tries + 1, next_at = \(now + (wait ?? .minutes(0))),
                last_error = \(failure.reason) WHERE id = \(item.id)
            """)
    }

    /// Gives a mail that was put aside another full round of tries.
    package static func retry(_ id: String, now: Moment, in db: any SQLConnection) throws -> Bool {
        try db.run(
            "UPDATE mail SET state = \(State.waiting), tries = 0, next_at = \(now) WHERE id = \(id) AND state = \(State.dead)"
        ) == 1
    }
}

/// Why a mail did not leave.
package struct MailFailure: Error, Sendable {
    /// The server will never take it: trying again is of no use.
    package let isPermanent: Bool
    package let reason: String
    package init(isPermanent: Bool, reason: String) {
        self.isPermanent = isPermanent
        self.reason = reason
    }
}

/// A way out for mail.
package protocol MailTransport: Sendable {
    /// Whether people read the mail in the outbox itself, so that nothing may be taken out of it.
    var keepsMail: Bool { get }
    /// - Throws: `MailFailure`.
    func send(_ message: [UInt8], from: String, to: String, id: String) async throws
}

extension MailTransport {
    package var keepsMail: Bool { false }
}
