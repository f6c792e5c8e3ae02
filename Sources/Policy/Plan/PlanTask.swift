import Community
import Core
import Storage
import Web

/// Something that must be done in a step: suggested by the content or thought of by the officer.
struct PlanTask: Sendable {
    let id: String
    let cycle: PolicyCycle.Identity
    let step: String
    let content: String?
    let title: String
    let owner: String?
    let ownerName: String?
    let due: Day?
    let doneAt: Moment?

    var isDone: Bool { doneAt != nil }
    func isLate(on day: Day) -> Bool { !isDone && (due.map { $0 < day } ?? false) }

    init(row: Row) throws {
        id = try row("id")
        cycle = PolicyCycle.Identity(try row("cycle_id"))
        step = try row("step_id")
        content = try row("content_id")
        title = try row("title")
        owner = try row("owner_id")
        ownerName = try row("owner_name")
        due = try row("due_day")
        doneAt = try row("done_at")
    }

    private static let columns: SQL =
        "SELECT k.*, p.name AS owner_name FROM policy_task k LEFT JOIN person p ON p.id = k.owner_id"

    /// In the order of their dates; those without a date last.
    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [PlanTask] {
        try db.rows(
            """
            \(columns) WHERE k.cycle_id = \(cycle)
            ORDER BY CASE WHEN k.due_day IS NULL THEN 1 ELSE 0 END, k.due_day, k.created_at, k.id
            """
        ).map(PlanTask.init(row:))
    }

    static func find(_ id: String, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> PlanTask? {
        try db.first("\(columns) WHERE k.cycle_id = \(cycle) AND k.id = \(id)").map(PlanTask.init(row:))
    }

    static func form(owners: [(id: String, name: String)]) -> Form {
        Form([
            Field("titel", Text("Wat moet er gebeuren?"), limit: 160, autocomplete: "off"),
            Field(
                "wie", Text("Wie doet het?"), .select(owners.map { .init($0.id, Text("\($0.name)")) }), required: false),
            Field("klaar", Text("Wanneer is het klaar?"), .date, required: false),
        ])
    }

    var values: [String: String] { ["titel": title, "wie": owner ?? "", "klaar": due?.iso ?? ""] }
}
