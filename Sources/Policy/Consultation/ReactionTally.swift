import Community
import Core
package import Storage

/// How many reactions there are, where they came from and how far their answers are. Counts, never shares: whoever
/// takes part speaks for no more people than one.
package struct ReactionTally: Sendable, Equatable {
    package private(set) var total = 0
    /// Not looked at yet for personal data.
    package private(set) var unchecked = 0
    package private(set) var unanswered = 0
    package private(set) var sources: [Reaction.Source: Int] = [:]
    package private(set) var dispositions: [Reaction.Disposition: Int] = [:]

    package init() {}

    /// For each consultation of a round.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Consultation.Identity:
        ReactionTally]
    {
        try counted("c.cycle_id = \(cycle)", in: db)
    }

    package static func of(_ consultation: Consultation.Identity, in db: any SQLConnection) throws -> ReactionTally {
        try counted("c.id = \(consultation)", in: db)[consultation] ?? ReactionTally()
    }

    private static func counted(_ condition: SQL, in db: any SQLConnection) throws -> [Consultation.Identity:
        ReactionTally]
    {
        let rows = try db.rows(
            """
            SELECT r.consultation_id, r.source, r.disposition, COUNT(*) AS reactions,
                SUM(CASE WHEN r.checked_at IS NULL THEN 1 ELSE 0 END) AS unchecked
            FROM policy_reaction r JOIN policy_consultation c ON c.id = r.consultation_id WHERE \(condition)
            GROUP BY r.consultation_id, r.source, r.disposition
            """)
        var tallies: [Consultation.Identity: ReactionTally] = [:]
        for row in rows {
            let count: Int = try row("reactions")
            var tally = tallies[try row("consultation_id")] ?? ReactionTally()
            tally.total += count
            tally.unchecked += try row("unchecked")
            tally.sources[try row("source"), default: 0] += count
            if let disposition = try row("disposition", as: Reaction.Disposition?.self) {
                tally.dispositions[disposition, default: 0] += count
            } else {
                tally.unanswered += count
            }
            tallies[try row("consultation_id")] = tally
        }
        return tallies
    }

    /// Whether nothing is left to look at or to answer.
    package var isDone: Bool { unchecked == 0 && unanswered == 0 }
}
