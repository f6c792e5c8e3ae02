import Community
import Core
import Storage

/// What the rounds themselves know about how old the policy is and who made it.
struct PolicyHistory: Sendable {
    /// The day on which the council last adopted a plan.
    let adopted: Day?
    /// Whether inhabitants and organisations were consulted for it; nothing when nobody can tell.
    let madeWithField: Bool?

    /// - Parameter day: what came after it does not count.
    static func load(_ cycle: PolicyCycle, on day: Day, house: House, t: Texts, now: Moment, in db: any SQLConnection)
        throws -> PolicyHistory
    {
        let rounds = try PolicyCycle.all(of: [cycle.municipality], in: db)
        let decided = rounds.filter { round in
            round.phase != .preparing && (round.councilDay.map { $0 <= day } ?? false)
        }
        guard let last = decided.max(by: { ($0.councilDay ?? day) < ($1.councilDay ?? day) }) else {
            return PolicyHistory(adopted: nil, madeWithField: nil)
        }
        let policy = house.registry.modules.compactMap { $0 as? Policy }.first
        let consultation = try policy?.part(.consultation)?.status(of: last, t: t, now: now, in: db)
        let isDone = consultation.map { $0.state == .done }
        // A round without one may have asked in another way: only a finished one says something.
        return PolicyHistory(adopted: last.councilDay, madeWithField: isDone == true ? true : nil)
    }

    /// What a run may begin with, so that nobody types what is known.
    var proposals: [String: [String]] {
        var values: [String: [String]] = [:]
        if let adopted { values["fact-policy-date"] = [adopted.iso] }
        if madeWithField == true { values["fact-made-with-field"] = ["fact-made-with-field-yes"] }
        return values
    }
}
