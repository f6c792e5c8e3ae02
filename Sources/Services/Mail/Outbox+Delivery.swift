package import Core
package import Storage

/// How mail leaves the outbox: taken with a lease, tried, tried again later, and at last put aside for a person.
extension Outbox {
    /// The waits between tries: together somewhat over two days.
    static let waits: [Span] = [
        .minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(6), .hours(12), .hours(24),
    ]

    /// How long a taken mail belongs to who took it.
    static let lease = Span.minutes(5)

    /// What must be left of a lease when a send begins: a send ends within a minute, and clocks differ a little.
    static let leastLease = Span.minutes(2)

    /// Takes up to `limit` mails that are due. A lease that ran out (the process died) makes a mail due again.
    package static func take(_ limit: Int, now: Moment, in db: any SQLConnection) throws -> [Item] {
        try db.rows(
            """
            UPDATE mail SET state = \(State.sending), next_at = \(now + lease)
            WHERE id IN (SELECT id FROM mail WHERE state IN (\(State.waiting), \(State.sending)) AND next_at <= \(now)
                ORDER BY next_at, id LIMIT \(limit))
            RETURNING *
            """
        ).map(Item.init(row:)).sorted { $0.id < $1.id }
    }

    /// Makes the lease of a taken mail full again. `nil`: it ran out and another process has the mail now.
    package static func renew(_ item: Item, now: Moment, in db: any SQLConnection) throws -> Item? {
        let until = max(now + lease, item.dueAt)
        guard try db.run("UPDATE mail SET next_at = \(until) WHERE \(held(item))") == 1 else { return nil }
        var renewed = item
        renewed.dueAt = until
        return renewed
    }

    /// Puts mail back that was taken and not tried.
    package static func release(_ items: [Item], now: Moment, in db: any SQLConnection) throws {
        for item in items {
            try db.run("UPDATE mail SET state = \(State.waiting), next_at = \(now) WHERE \(held(item))")
        }
    }

    /// - Parameter keepsSecrets: leaves a mail with a secret readable, where the outbox itself is the mailbox.
    /// - Returns: whether the mail was still ours to mark.
    @discardableResult
    package static func markSent(_ item: Item, keepsSecrets: Bool = false, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        // That it left is true whoever has it by now: it must not leave again.
        let isMarked =
            try db.run(
                """
                UPDATE mail SET state = \(State.sent), sent_at = \(now), last_error = NULL, tries = tries + 1
                WHERE id = \(item.id) AND state <> \(State.sent)
                """) == 1
        if keepsSecrets { return isMarked }
        try db.run(
            "UPDATE mail SET text = '', html = '', unsubscribe_url = NULL WHERE id = \(item.id) AND secret = \(true)")
        return isMarked
    }

    /// - Returns: whether the mail was still ours to mark. The word of a slower process about a mail that another took
    ///   over changes nothing: it may have left meanwhile.
    @discardableResult
    package static func markFailed(_ item: Item, _ failure: MailFailure, now: Moment, in db: any SQLConnection) throws
        -> Bool
    {
        let wait = item.tries < waits.count ? waits[item.tries] : nil
        let state = failure.isPermanent || wait == nil ? State.dead : State.waiting
        return try db.run(
            """
            UPDATE mail SET state = \(state), tries = tries + 1, next_at = \(now + (wait ?? .minutes(0))),
                last_error = \(failure.reason) WHERE \(held(item))
            """) == 1
    }

    /// The mail as long as it is still held under this lease. A later lease of the same mail always ends later, so its
    /// end tells them apart.
    private static func held(_ item: Item) -> SQL {
        "id = \(item.id) AND state = \(State.sending) AND next_at = \(item.dueAt)"
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
