import Community
import Core
import Storage
import Web

/// What the home page of a round shows.
struct CycleView: Sendable {
    let cycle: PolicyCycle
    let previous: PolicyCycle?
    let next: PolicyCycle?
    let owner: String?
    let parts: [(kind: CyclePartKind, status: PartStatus)]
    let tasks: [TaskItem]
    let waiting: WaitingList
    let circle: CircleCards

    static func load(
        _ cycle: PolicyCycle, parts: [any CyclePart], house: House, visit: Visit, in db: any SQLConnection
    ) throws -> CycleView {
        let skipped = try SkippedPart.all(of: cycle.id, in: db)
        let statuses = try parts.map { part in
            let status =
                try skipped[part.kind].map { PartStatus(.skipped, line: $0.reason) }
                ?? part.status(of: cycle, t: visit.t, now: visit.now, in: db)
            return (part.kind, status)
        }
        let tasks =
            cycle.isClosed
            ? [] : try parts.flatMap { try $0.tasks(in: cycle, for: visit.actor, t: visit.t, now: visit.now, db: db) }
        return CycleView(
            cycle: cycle, previous: try cycle.previous.flatMap { try PolicyCycle.find($0, in: db) },
            next: try db.first("SELECT * FROM policy_cycle WHERE previous_id = \(cycle.id) LIMIT 1").map(
                PolicyCycle.init(row:)),
            owner: try PolicyPeople.name(cycle.owner, in: db), parts: statuses, tasks: tasks,
            waiting: try WaitingList.load(
                cycle, parts: parts.filter { skipped[$0.kind] == nil }, own: visit.actor.person, t: visit.t,
                today: visit.today, in: db),
            circle: try CircleCards.load(cycle, house: house, t: visit.t, today: visit.today, in: db))
    }

    /// The first part that asks for something: where a beginner goes on.
    var upNext: (kind: CyclePartKind, status: PartStatus)? {
        parts.first { $0.status.state == .busy && $0.status.next != nil }
            ?? parts.first { $0.status.state == .open && $0.status.next != nil }
    }
}
