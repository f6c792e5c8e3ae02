import Community
import Core
import Storage

/// What the rounds themselves know about how old the policy is and who made it.
struct PolicyHistory: Sendable {
    /// The day on which the council adopted the plan that stands.
    let adopted: Day?
    /// Whether inhabitants and organisations were consulted for it; nothing when nobody can tell.
    let madeWithField: Bool?

    /// The plan that stands is the last one the council adopted: of the round before while this one is still being
    /// prepared, of this round after its own decision. The day a round planned for its council says nothing about it.
    ///
    /// - Parameter day: what came after it does not count.
    static func load(_ cycle: PolicyCycle, on day: Day, house: House, t: Texts, now: Moment, in db: any SQLConnection)
        throws -> PolicyHistory
    {
        guard let (round, adopted) = try standing(in: cycle.municipality, on: day, db) else {
            return PolicyHistory(adopted: nil, madeWithField: nil)
        }
        let policy = house.registry.modules.compactMap { $0 as? Policy }.first
        let consultation = try policy?.part(.consultation)?.status(of: round, t: t, now: now, in: db)
        let isDone = consultation.map { $0.state == .done }
        // A round without one may have asked in another way: only a finished one says something.
        return PolicyHistory(adopted: adopted, madeWithField: isDone == true ? true : nil)
    }

    /// The round of the plan that stands, and the day of its decision. An amendment makes a plan no younger, as in the
    /// figure `policy-age-months`.
    private static func standing(in municipality: String, on day: Day, _ db: any SQLConnection) throws
        -> (round: PolicyCycle, adopted: Day)?
    {
        let row = try db.first(
            """
            SELECT a.cycle_id, a.adopted_on FROM policy_adoption a JOIN policy_cycle c ON c.id = a.cycle_id
            WHERE c.municipality_code = \(municipality) AND a.number = 1 AND a.adopted_on <= \(day)
            ORDER BY a.adopted_on DESC, c.number DESC LIMIT 1
            """)
        guard let row, let round = try PolicyCycle.find(PolicyCycle.Identity(try row("cycle_id")), in: db) else {
            return nil
        }
        return (round, try row("adopted_on", as: Day.self))
    }

    /// What a run may begin with, so that nobody types what is known.
    var proposals: [String: [String]] {
        var values: [String: [String]] = [:]
        if let adopted { values["fact-policy-date"] = [adopted.iso] }
        if madeWithField == true { values["fact-made-with-field"] = ["fact-made-with-field-yes"] }
        return values
    }
}
