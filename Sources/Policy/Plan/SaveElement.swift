import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer saves the text of an element. Who began from an older text overwrites nothing: their text is kept beside
/// it until they have brought the two together, and both writers are told.
enum SaveElement {
    enum Outcome: Sendable {
        case saved(version: Int)
        case unchanged
        /// Somebody else saved meanwhile; the text waits under this id.
        case clashed(id: String)
    }

    /// The most characters of one element.
    static let limit = 20_000

    /// - Parameters:
    ///   - base: the version that stood in the form when the writing began.
    ///   - clash: the waiting text that this one settles.
    static func perform(
        _ element: ElementsContent.Element, text: String, base: Int, settling clash: String? = nil, by visit: Visit,
        house: House
    ) async throws -> Outcome {
        let text = Paragraphs.normal(text)
        return try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let current = try PlanElement.find(element.id, of: cycle.id, in: db)
            if current.text == text, current.version > 0 || text.isEmpty {
                try Clash.settle(clash, of: cycle, by: visit, in: db)
                return .unchanged
            }
            guard base == current.version,
                try store(element.id, text, base, nil, cycle, visit.actor.person, visit.now, in: db)
            else {
                let id = try Clash.keep(element.id, text, base, current, cycle, visit, in: db)
                try record("plan-botsing", element, cycle, visit, house, db)
                return .clashed(id: id)
            }
            try Clash.settle(clash, of: cycle, by: visit, in: db)
            try record("plan-tekst", element, cycle, visit, house, db)
            return .saved(version: base + 1)
        }
    }

    /// Puts an older text back, as a new version.
    static func restore(
        _ element: ElementsContent.Element, version: Int, by visit: Visit, house: House
    ) async throws -> Int {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard let old = try ElementVersion.find(version, element.id, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            let current = try PlanElement.find(element.id, of: cycle.id, in: db)
            guard
                try store(
                    element.id, old.text, current.version, version, cycle, visit.actor.person, visit.now, in: db)
            else {
                throw WebError.badRequest(Text("Iemand anders bewaarde net een nieuwe tekst. Kijk eerst daarnaar."))
            }
            try record("plan-teruggezet", element, cycle, visit, house, db)
            return current.version + 1
        }
    }

    /// Leaves an element out with a reason, or takes it in again.
    static func skip(_ element: ElementsContent.Element, reason: String?, by visit: Visit, house: House) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try db.run(
                """
                INSERT INTO policy_element (cycle_id, element_id, text, version, skip_reason, person_id, saved_at)
                VALUES (\(cycle.id), \(element.id), '', 0, \(reason), \(visit.actor.person), \(visit.now))
                ON CONFLICT (cycle_id, element_id) DO UPDATE SET skip_reason = excluded.skip_reason
                """)
            try record(reason == nil ? "plan-onderdeel-toch" : "plan-onderdeel-weg", element, cycle, visit, house, db)
        }
    }

    /// - Returns: `false` when the version is not `base` any more.
    static func store(
        _ element: String, _ text: String, _ base: Int, _ restored: Int?, _ cycle: PolicyCycle, _ person: String?,
        _ now: Moment, in db: any SQLConnection
    ) throws -> Bool {
        try db.run(
            """
            INSERT INTO policy_element (cycle_id, element_id, text, version, person_id, saved_at)
            VALUES (\(cycle.id), \(element), '', 0, \(person), \(now)) ON CONFLICT (cycle_id, element_id) DO NOTHING
            """)
        let changed = try db.run(
            """
            UPDATE policy_element SET text = \(text), version = \(base + 1), skip_reason = NULL, person_id = \(person),
                saved_at = \(now) WHERE cycle_id = \(cycle.id) AND element_id = \(element) AND version = \(base)
            """)
        guard changed == 1 else { return false }
        try db.run(
            """
            INSERT INTO policy_element_version (cycle_id, element_id, version, text, restored_from, person_id, saved_at)
            VALUES (\(cycle.id), \(element), \(base + 1), \(text), \(restored), \(person), \(now))
            """)
        return true
    }

    static func record(
        _ action: String, _ element: ElementsContent.Element, _ cycle: PolicyCycle, _ visit: Visit, _ house: House,
        _ db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "ronde", cycle.id.text, municipality: cycle.municipality,
                details: ["onderdeel": .string(element.id)]), by: visit, in: db)
    }
}
