package import Community
package import Core
package import Storage

/// How long people usually wait for an organisation's first answer.
package enum AnswerTime {
    /// Each page of a vacancy asks it: from the index alone, without a look at fifty applications.
    static let migration = Migration(
        "brokerage-060-answer-time",
        [
            """
            CREATE INDEX application_answered ON application (organisation_id, confirmed_at, answered_at)
                WHERE answered_at IS NOT NULL AND confirmed_at IS NOT NULL
            """
        ])

    /// How many of the latest answers count, and how few are too few to say something.
    private static let latest = 50
    private static let fewest = 3

    /// The median over the latest answers, in days, rounded up and at least one; `nil` with fewer than three answers.
    package static func usual(for organisation: Organisation.Identity, in db: any SQLConnection) throws -> Int? {
        let waits = try db.rows(
            """
            SELECT confirmed_at, answered_at FROM application
            WHERE organisation_id = \(organisation) AND answered_at IS NOT NULL AND confirmed_at IS NOT NULL
            ORDER BY confirmed_at DESC LIMIT \(latest)
            """
        ).map { row in try row("answered_at", as: Moment.self) - row("confirmed_at", as: Moment.self) }
        guard waits.count >= fewest, let median = median(waits) else { return nil }
        return max(1, days(median))
    }

    /// The middle wait; of an even number the longer of the two in the middle, so that nothing is promised too soon.
    package static func median(_ waits: [Span]) -> Span? {
        guard !waits.isEmpty else { return nil }
        return waits.sorted()[waits.count / 2]
    }

    /// Days begun, so that three hours are one day.
    package static func days(_ wait: Span) -> Int {
        Int((max(0, wait.milliseconds) + 86_399_999) / 86_400_000)
    }
}
