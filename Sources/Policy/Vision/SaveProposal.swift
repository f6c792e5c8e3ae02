import Community
import Core
import Services
import Storage
import Web

/// Somebody saves or hands in a proposal.
enum SaveProposal {
    /// An officer's own, which is made when there is none yet.
    static func own(_ choice: VisionChoice, send: Bool, content: VisionContent, by visit: Visit, house: House)
        async throws -> PolicyCycle
    {
        try await house.database.write { db in
            try db.holdAlone("policy_vision_proposal")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let person = try visit.person()
            if try VisionProposal.own(person, cycle.id, in: db) == nil {
                let new = NewProposal(
                    person: person, name: "", role: .official, email: nil, secret: nil, expires: nil)
                _ = try new.insert(into: cycle, content: content, now: visit.now, in: db)
            }
            guard let proposal = try VisionProposal.own(person, cycle.id, in: db) else { throw WebError.notFound }
            try write(proposal, choice, send: send, cycle, visit, house, in: db)
            return cycle
        }
    }

    /// By the secret link. - Returns: `nil` when the link works no more.
    static func byLink(_ choice: VisionChoice, send: Bool, by visit: Visit, house: House) async throws
        -> VisionProposal?
    {
        let secret = try visit.parameter("sleutel")
        return try await house.database.write { db in
            guard let (cycle, proposal) = try look(secret, today: visit.today, in: db) else { return nil }
            try write(proposal, choice, send: send, cycle, visit, house, in: db)
            return try VisionProposal.find(cycle.id, number: proposal.number, in: db)
        }
    }

    /// The proposal behind a link while it works: until its day, and while no vision was adopted after it was asked.
    static func look(_ secret: String, today: Day, in db: any SQLConnection) throws -> (PolicyCycle, VisionProposal)? {
        guard let proposal = try VisionProposal.find(hash: Secret.hash(secret), in: db),
            let cycle = try PolicyCycle.find(proposal.cycle, in: db), !cycle.isClosed,
            proposal.expires.map({ $0 >= today }) ?? false,
            proposal.isFresh(since: try AdoptedVision.latest(of: cycle.id, in: db)?.createdAt)
        else { return nil }
        return (cycle, proposal)
    }

    private static func write(
        _ proposal: VisionProposal, _ choice: VisionChoice, send: Bool, _ cycle: PolicyCycle, _ visit: Visit,
        _ house: House, in db: any SQLConnection
    ) throws {
        try choice.replace(proposal.choiceID, in: db)
        if send, !proposal.isSent {
            try db.run(
                """
                UPDATE policy_vision_proposal SET state = \(VisionProposal.State.sent), sent_at = \(visit.now)
                WHERE id = \(proposal.id)
                """)
        }
        try house.record(
            Audit.Event(
                send ? "visie-voorgesteld" : "visie-voorstel-bewaard", "visievoorstel", proposal.id.text,
                municipality: cycle.municipality), by: visit, in: db)
    }
}
