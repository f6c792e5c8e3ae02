import Core
import Formats
import Services
import Storage

/// Checks the chain of the audit log in the background and writes the outcome into the log itself.
enum AuditCheck {
    static let kind = "logboek-controleren"
    private static let object = "logboek"

    static func job(house: House) -> Job {
        Job(kind, .daily(minute: 4 * 60 + 30)) { _, now in
            let problems = try await house.database.read { db in try Audit.problems(in: db) }
            try await house.database.write { db in
                try Audit.record(
                    Audit.Event(
                        "logboek-gecontroleerd", object, object, result: problems.isEmpty ? "gelukt" : "fout",
                        details: ["fouten": JSONValue(problems)]),
                    by: .program(kind), now: now, in: db)
            }
        }
    }

    /// Asks for a check now, unless one waits already.
    static func ask(now: Moment, in db: any SQLConnection) throws {
        let waits = try db.exists(
            "SELECT 1 FROM job WHERE state = \(Jobs.State.waiting) AND kind = \(kind) AND run_at <= \(now) LIMIT 1")
        if !waits { try Jobs.add(kind, at: now, now: now, in: db) }
    }

    struct Result: Sendable {
        let at: Moment
        let isWhole: Bool
    }

    static func last(in db: any SQLConnection) throws -> Result? {
        try db.first("SELECT at, result FROM audit_event WHERE object_id = \(object) ORDER BY seq DESC LIMIT 1").map {
            row in
            try Result(at: row("at"), isWhole: row("result", as: String.self) == "gelukt")
        }
    }
}
