import Core
import Services
import Storage

/// A proposal that begins.
struct NewProposal {
    let person: String?
    let name: String
    let role: VisionRole
    let email: String?
    let secret: String?
    let expires: Day?

    func insert(into cycle: PolicyCycle, content: VisionContent, now: Moment, in db: any SQLConnection) throws
        -> VisionProposal.Identity
    {
        let id = VisionProposal.Identity(at: now)
        let choice = UUIDv7.make(at: now)
        let number = try db.count(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_vision_proposal WHERE cycle_id = \(cycle.id)")
        try VisionChoice().add(choice, cycle: cycle.id, version: content.version, in: db)
        try db.run(
            """
            INSERT INTO policy_vision_proposal (id, cycle_id, number, choice_id, person_id, name, role, email,
                secret_hash, expires_on, state, created_at)
            VALUES (\(id), \(cycle.id), \(number), \(choice), \(person), \(name), \(role), \(email),
                \(secret.map(Secret.hash)), \(expires), \(VisionProposal.State.open), \(now))
            """)
        return id
    }
}
