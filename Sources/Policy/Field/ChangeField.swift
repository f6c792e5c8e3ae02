import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer changes what counts for a field, adds one, puts one away, or keeps the counts of today.
enum ChangeField {
    /// The most fields that a municipality can add.
    static let most = 40

    static func save(
        _ key: String, name: String?, _ rule: WorkField.Rule, by visit: Visit, house: House
    ) async throws -> PolicyCycle {
        try await change("terrein-gewijzigd", key, by: visit, house: house) { cycle, db in
            try WorkField.save(key, name: name, rule, of: cycle.id, now: visit.now, in: db)
        }
    }

    static func add(name: String, _ rule: WorkField.Rule, by visit: Visit, house: House) async throws -> PolicyCycle {
        try await house.database.write { db in
            try db.holdAlone("policy_field")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let count = try db.count(
                "SELECT COUNT(*) FROM policy_field WHERE cycle_id = \(cycle.id) AND name IS NOT NULL")
            guard count < most else {
                throw WebError.badRequest(Text("Meer dan \(most) eigen terreinen kan niet. Zet er eerst een weg."))
            }
            let key = "eigen-\(count + 1)"
            try WorkField.save(key, name: name, rule, of: cycle.id, now: visit.now, in: db)
            try record("terrein-toegevoegd", key, cycle, visit, house, in: db)
            return cycle
        }
    }

    static func archive(_ field: WorkField, isAway: Bool, by visit: Visit, house: House) async throws -> PolicyCycle {
        try await change(isAway ? "terrein-weggezet" : "terrein-terug", field.key, by: visit, house: house) {
            cycle, db in
            if try !db.exists("SELECT 1 FROM policy_field WHERE cycle_id = \(cycle.id) AND field = \(field.key)") {
                try WorkField.save(field.key, name: nil, field.rule, of: cycle.id, now: visit.now, in: db)
            }
            let at: Moment? = isAway ? visit.now : nil
            try db.run(
                "UPDATE policy_field SET archived_at = \(at) WHERE cycle_id = \(cycle.id) AND field = \(field.key)")
        }
    }

    /// Keeps what there is today, to see later what moved.
    static func keepCounts(_ content: FieldsContent, by visit: Visit, house: House) async throws -> PolicyCycle {
        let supplies = house.registry.modules.flatMap(\.supply)
        return try await change("terreinen-geteld", "", by: visit, house: house) { cycle, db in
            try keep(cycle, content, supplies: supplies, today: visit.today, in: db)
        }
    }

    static func keep(
        _ cycle: PolicyCycle, _ content: FieldsContent, supplies: [Supply], today: Day, in db: any SQLConnection
    ) throws {
        let fields = try WorkField.all(of: cycle.id, content, t: .dutch, in: db).filter { $0.archivedAt == nil }
        try Coverage.live(fields, of: cycle.municipality, supplies: supplies, today: today, in: db).keep(
            for: cycle.id, in: db)
    }

    private static func change(
        _ action: String, _ field: String, by visit: Visit, house: House,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Void
    ) async throws -> PolicyCycle {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try body(cycle, db)
            try record(action, field, cycle, visit, house, in: db)
            return cycle
        }
    }

    private static func record(
        _ action: String, _ field: String, _ cycle: PolicyCycle, _ visit: Visit, _ house: House,
        in db: any SQLConnection
    ) throws {
        try house.record(
            Audit.Event(
                action, "ronde", cycle.id.text, municipality: cycle.municipality, details: ["terrein": .string(field)]),
            by: visit, in: db)
    }
}
