import Community
import Core
import Formats
package import Storage

/// What the council adopted: the whole document as it was, with its fingerprint.
struct Adoption: Sendable {
    let id: String
    let cycle: PolicyCycle.Identity
    /// 1 for the plan, 2 for its first amendment.
    let number: Int
    let day: Day
    let decision: String
    let remarks: String
    /// SHA-256 of the record, in hexadecimal.
    let sha256: String
    let recordedAt: Moment

    private init(row: Row) throws {
        id = try row("id")
        cycle = PolicyCycle.Identity(try row("cycle_id"))
        number = try row("number")
        day = try row("adopted_on")
        decision = try row("decision")
        remarks = try row("remarks")
        sha256 = try row("sha256")
        recordedAt = try row("recorded_at")
    }

    func path(in cycle: PolicyCycle) -> String { PlanPath(cycle).home + "/vastgesteld/\(number)" }

    /// Without the record itself, which is large.
    private static let columns: SQL =
        """
        SELECT a.id, a.cycle_id, a.number, a.adopted_on, a.decision, a.remarks, a.sha256, a.recorded_at
        FROM policy_adoption a
        """

    static func latest(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Adoption? {
        try db.first("\(columns) WHERE a.cycle_id = \(cycle) ORDER BY a.number DESC LIMIT 1").map(Adoption.init(row:))
    }

    static func find(_ number: Int, of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> Adoption? {
        try db.first("\(columns) WHERE a.cycle_id = \(cycle) AND a.number = \(number)").map(Adoption.init(row:))
    }

    static func all(of cycle: PolicyCycle.Identity, in db: any SQLConnection) throws -> [Adoption] {
        try db.rows("\(columns) WHERE a.cycle_id = \(cycle) ORDER BY a.number DESC").map(Adoption.init(row:))
    }

    /// Every adopted plan of the site: a handful in a decade.
    static func all(in db: any SQLConnection) throws -> [Adoption] {
        try db.rows("\(columns) ORDER BY a.adopted_on DESC, a.number DESC").map(Adoption.init(row:))
    }

    /// The frozen text, when it is still what the council adopted.
    func frozen(in db: any SQLConnection) throws -> FrozenPlan? {
        guard let record = try db.value("SELECT record FROM policy_adoption WHERE id = \(id)", as: String.self),
            let document = try FrozenDocument.read(
                record, sha256: sha256, object: id, action: Self.action, in: db)
        else { return nil }
        return FrozenPlan(record: record, document: document)
    }

    /// The word in the log.
    static let action = "plan-vastgesteld"
}

/// The record of an adopted plan, read back.
struct FrozenPlan: Sendable {
    /// The record to the letter: whoever takes its SHA-256 finds the fingerprint.
    let record: String
    let document: FrozenDocument
    /// The municipality's own words by element.
    private(set) var texts: [String: String] = [:]
    private(set) var skipped: [String: String] = [:]

    init(record: String, document: FrozenDocument) {
        self.record = record
        self.document = document
        let value = try? JSONValue(parsing: record, maximumBytes: 64_000_000)
        for element in value?["onderdelen"]?.array ?? [] {
            guard let id = element["id"]?.string else { continue }
            texts[id] = element["tekst"]?.string ?? ""
            if let reason = element["overgeslagen"]?.string { skipped[id] = reason }
        }
    }
}

/// For the check of the whole database.
package enum AdoptedPlans {
    /// What is wrong with the texts that councils adopted, in words; empty when all are what they were.
    package static func problems(in db: any SQLConnection) throws -> [String] {
        try Adoption.all(in: db).compactMap { adoption in
            try adoption.frozen(in: db) == nil
                ? "The adopted plan \(adoption.id) is not what the council adopted: its fingerprint does not match."
                : nil
        }
    }
}
