import Community
import Core
import Storage

/// Someone the municipality makes its policy with: who they are, what they can and need, and when you speak again.
struct Party: Sendable {
    typealias Identity = ID<Party>

    let id: Identity
    /// Within its round, as in its address.
    let number: Int
    let cycle: PolicyCycle.Identity
    /// The id of a kind in the content.
    let kind: String
    /// The name in the register when it is linked, else the name that was typed.
    let name: String
    /// The organisation of the register, so that a change there is seen here.
    let organisation: (id: Organisation.Identity, number: Int)?
    let can: String
    let need: String
    /// A person's name and how to reach them: for officers only, and not longer than needed.
    let contact: String
    let email: String?
    let phone: String?
    let nextStep: String
    let nextDay: Day?
    let lastSpoken: Day?
    let archivedAt: Moment?
    /// Grows with each change.
    let version: Int

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        cycle = try row("cycle_id")
        kind = try row("kind")
        name = try row("shown_name")
        let linked: String? = try row("organisation_id")
        let linkedNumber: Int? = try row("organisation_number")
        organisation = linked.flatMap { id in linkedNumber.map { (Organisation.Identity(id), $0) } }
        can = try row("can_do")
        need = try row("needs")
        contact = try row("contact")
        email = try row("email")
        phone = try row("phone")
        nextStep = try row("next_step")
        nextDay = try row("next_day")
        lastSpoken = try row("last_spoken")
        archivedAt = try row("archived_at")
        version = try row("version")
    }

    /// Nobody spoke to them for so many months.
    func isQuiet(months: Int, today: Day) -> Bool {
        lastSpoken.map { $0 < today.firstOfMonth(adding: -months) + (today.parts.day - 1) } ?? true
    }

    func path(_ cycle: PolicyCycle) -> String { cycle.path(.parties) + "/\(number)" }
}

/// One talk with a party.
struct PartyTalk: Sendable {
    let id: String
    let day: Day
    let withWhom: String
    let note: String
    let author: String?

    init(row: Row) throws {
        id = try row("id")
        day = try row("day")
        withWhom = try row("with_whom")
        note = try row("note")
        author = try row("author")
    }
}
