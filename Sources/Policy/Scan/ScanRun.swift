import Community
import Core
import Storage

/// One time that a scan was filled in, by a few people together.
///
/// People answer at one table, with room for remarks: the scan asks what is there, which one person can look up and
/// three can settle by talking. Where opinions differ on purpose there are the type test and the vision workshop.
struct ScanRun: Sendable {
    typealias Identity = ID<ScanRun>

    enum State: String, Sendable, SQLConvertible {
        case open
        /// The answers stand; only actions still move.
        case closed = "klaar"
    }

    let id: Identity
    let cycle: PolicyCycle.Identity
    /// Within its round, as in its address.
    let number: Int
    let kind: ScanKind
    /// Of the questions.
    let version: Int
    let day: Day
    /// In which roles people took part.
    let participants: String
    let state: State
    let createdAt: Moment
    let closedAt: Moment?

    init(row: Row) throws {
        id = try row("id")
        cycle = try row("cycle_id")
        number = try row("number")
        kind = try row("kind")
        version = try row("content_version")
        day = try row("day")
        participants = try row("participants")
        state = try row("state")
        createdAt = try row("created_at")
        closedAt = try row("closed_at")
    }

    func path(_ cycle: PolicyCycle) -> String { cycle.path(.scans) + "/\(number)" }
    func path(_ cycle: PolicyCycle, _ section: String) -> String { path(cycle) + "/" + section }
}

/// What was answered to one question.
struct ScanGiven: Sendable, Equatable {
    /// The id of the answer; nothing when only a remark was left.
    let choice: String?
    /// A remark, or the evidence.
    let note: String
}

/// What was noted at a page as a whole, and how often it was saved.
struct ScanNote: Sendable {
    let revision: Int
    let action: String
    let owner: Person.Identity?
    let ownerName: String?
    let due: Day?
    let doneAt: Moment?
    /// Until which year a promise holds, where that is asked.
    let anchoredUntil: Int?

    init(row: Row) throws {
        revision = try row("revision")
        action = try row("action")
        owner = try row("owner_id", as: String?.self).map { Person.Identity($0) }
        ownerName = try row("owner_name")
        due = try row("due")
        doneAt = try row("done_at")
        anchoredUntil = try row("anchored_until")
    }

    var isOpen: Bool { !action.isEmpty && doneAt == nil }
}
