import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer saves the answers of one function, on top of what someone else may have saved in the meantime.
enum SaveWorkbook {
    enum Outcome: Sendable {
        case saved
        /// Someone else changed the same fields. Nothing was saved; `mine` has what both can agree on.
        case conflict(mine: WorkbookSheet.Values, theirs: WorkbookSheet, fields: [String])
    }

    /// - Parameter begunWith: the version that the form was made from.
    static func perform(
        _ function: String, _ mine: WorkbookSheet.Values, begunWith version: Int, content: Int, by visit: Visit,
        house: House
    ) async throws -> Outcome {
        try await change(function, content: content, by: visit, house: house) { cycle, now, db in
            let base = try WorkbookSheet.find(function, version: version, of: cycle.id, in: db)?.values ?? [:]
            // What is no field of the form stays as it is.
            let hidden = now.values.filter { $0.key.hasPrefix("p-") }
            let merged = FieldMerge.merge(
                base: base.filter { !$0.key.hasPrefix("p-") }, theirs: now.values.filter { !$0.key.hasPrefix("p-") },
                mine: mine)
            guard merged.conflicts.isEmpty else {
                return (.conflict(mine: merged.values, theirs: now, fields: merged.conflicts), nil)
            }
            return (.saved, merged.values.merging(hidden) { first, _ in first })
        }
    }

    /// Takes an earlier state back, as a new one.
    static func restore(_ function: String, version: Int, content: Int, by visit: Visit, house: House) async throws {
        try await change(function, content: content, by: visit, house: house) { cycle, _, db in
            guard let old = try WorkbookSheet.find(function, version: version, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            return ((), old.values)
        }
    }

    /// Changes the newest state in one transaction. When `body` gives no values, or the same ones, nothing is written.
    @discardableResult
    static func change<Answer: Sendable>(
        _ function: String, content: Int, by visit: Visit, house: House,
        _ body:
            @escaping @Sendable (PolicyCycle, WorkbookSheet, any SQLConnection) throws -> (
                Answer, WorkbookSheet.Values?
            )
    ) async throws -> Answer {
        try await house.database.write { db in
            try db.holdAlone("policy_workbook")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let now = try WorkbookSheet.find(function, of: cycle.id, in: db) ?? .empty(function)
            let (answer, values) = try body(cycle, now, db)
            guard let values, values != now.values || now.version == 0 else { return answer }
            try WorkbookSheet.insert(
                function, after: now.version, values, of: cycle.id, content: content, person: visit.actor.person,
                now: visit.now, in: db)
            try house.record(
                Audit.Event(
                    "werkboek-bewaard", "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["functie": .string(function)]), by: visit, in: db)
            return answer
        }
    }
}
