import Community
import Core
import Formats
import Services
import Storage
import Web

/// Who takes part in a step: a group or a function, as the officer names it.
struct StepPerson: Sendable {
    let id: String
    let name: String

    static let form = Form([
        Field(
            "naam", Text("Wie betrek je erbij?"),
            hint: Text("Noem een groep of een functie, zoals wijkraad De Akkers."), limit: 120, autocomplete: "off")
    ])

    static func all(of cycle: PolicyCycle.Identity, step: String, in db: any SQLConnection) throws -> [StepPerson] {
        try db.rows(
            """
            SELECT id, name FROM policy_step_person WHERE cycle_id = \(cycle) AND step_id = \(step)
            ORDER BY added_at, id LIMIT 200
            """
        ).map { StepPerson(id: try $0("id"), name: try $0("name")) }
    }

    static func add(_ names: [String], to step: StepsContent.Step, by visit: Visit, house: House) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let known = Set(try all(of: cycle.id, step: step.id, in: db).map(\.name))
            guard known.count + names.count <= 200 else {
                throw WebError.badRequest(Text("Er staan al tweehonderd namen bij deze stap."))
            }
            for name in names where !known.contains(name) {
                try db.run(
                    """
                    INSERT INTO policy_step_person (id, cycle_id, step_id, name, added_by, added_at)
                    VALUES (\(UUIDv7.make(at: visit.now)), \(cycle.id), \(step.id), \(name), \(visit.actor.person),
                        \(visit.now))
                    """)
            }
            try house.record(
                Audit.Event(
                    "stap-mensen", "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["stap": .string(step.id)]), by: visit, in: db)
        }
    }

    static func remove(_ id: String, by visit: Visit, house: House) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            guard try db.run("DELETE FROM policy_step_person WHERE id = \(id) AND cycle_id = \(cycle.id)") == 1 else {
                throw WebError.notFound
            }
            try house.record(
                Audit.Event("stap-mensen-weg", "ronde", cycle.id.text, municipality: cycle.municipality), by: visit,
                in: db)
        }
    }
}
