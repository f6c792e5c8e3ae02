import Community
import Core
import Storage

/// The text of one of the fifteen elements as it is now.
struct PlanElement: Sendable {
    let id: String
    let text: String
    /// 0 as long as nobody wrote anything.
    let version: Int
    let skipReason: String?
    let author: String?
    let savedAt: Moment?

    var isReady: Bool { !text.isEmpty || skipReason != nil }

    static func empty(_ id: String) -> PlanElement {
        PlanElement(id: id, text: "", version: 0, skipReason: nil, author: nil, savedAt: nil)
    }

    private init(id: String, text: String, version: Int, skipReason: String?, author: String?, savedAt: Moment?) {
        self.id = id
        self.text = text
        self.version = version
        self.skipReason = skipReason
        self.author = author
        self.savedAt = savedAt
    }

    private init(row: Row) throws {
        id = try row("element_id")
        text = try row("text")
        version = try row("version")
        skipReason = try row("skip_reason")
        author = try row("name")
        savedAt = try row("saved_at")
    }

    private static let columns: SQL =
        "SELECT e.*, p.name FROM policy_element e LEFT JOIN person p ON p.id = e.person_id"

    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [String: PlanElement] {
        let list = try db.rows("\(columns) WHERE e.cycle_id = \(cycle)").map(PlanElement.init(row:))
        return Dictionary(list.map { ($0.id, $0) }) { first, _ in first }
    }

    static func find(_ id: String, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> PlanElement {
        try db.first("\(columns) WHERE e.cycle_id = \(cycle) AND e.element_id = \(id)").map(PlanElement.init(row:))
            ?? .empty(id)
    }

    /// How many elements are written or left out on purpose.
    static func ready(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM policy_element WHERE cycle_id = \(cycle)
            AND (text <> '' OR skip_reason IS NOT NULL)
            """)
    }
}

/// A text as it once was.
struct ElementVersion: Sendable {
    let version: Int
    let text: String
    let restoredFrom: Int?
    let author: String?
    let savedAt: Moment

    private init(row: Row) throws {
        version = try row("version")
        text = try row("text")
        restoredFrom = try row("restored_from")
        author = try row("name")
        savedAt = try row("saved_at")
    }

    private static let columns: SQL =
        "SELECT v.*, p.name FROM policy_element_version v LEFT JOIN person p ON p.id = v.person_id"

    static func find(_ version: Int, _ element: String, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws
        -> ElementVersion?
    {
        try db.first(
            """
            \(columns) WHERE v.cycle_id = \(cycle) AND v.element_id = \(element) AND v.version = \(version)
            """
        ).map(ElementVersion.init(row:))
    }

    /// The newest first.
    static func page(
        of element: String, _ cycle: PolicyCycle.Identity, before: Int?, in db: any SQLConnection
    ) throws -> Page<ElementVersion> {
        let limit = 30
        let fetched = try db.rows(
            """
            \(columns) WHERE v.cycle_id = \(cycle) AND v.element_id = \(element) AND v.version < \(before ?? Int.max)
            ORDER BY v.version DESC LIMIT \(limit + 1)
            """
        ).map(ElementVersion.init(row:))
        return Page(fetched: fetched, limit: limit) { String($0.version) }
    }
}
