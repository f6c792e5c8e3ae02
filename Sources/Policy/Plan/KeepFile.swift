import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer lays a file with a step, or takes it away.
enum KeepFile {
    /// So many files a step holds at most.
    static let most = 100

    static func add(_ file: UploadedFile, to step: StepsContent.Step, by visit: Visit, house: House) async throws {
        guard let kind = StepFile.Kind.of(file) else { throw WebError.badRequest(Text("Kies een bestand.")) }
        let name = StepFile.tidy(file.name)
        let id = UUIDv7.make(at: visit.now)
        try await change("bestand-erbij", id, by: visit, house: house) { cycle, db in
            let count = try db.count(
                "SELECT COUNT(*) FROM policy_file WHERE cycle_id = \(cycle.id) AND step_id = \(step.id)")
            guard count < most else {
                throw WebError.badRequest(Text("Bij deze stap staan al honderd bestanden. Haal er eerst een weg."))
            }
            try db.run(
                """
                INSERT INTO policy_file (id, cycle_id, step_id, name, content_type, size, bytes, person_id, uploaded_at)
                VALUES (\(id), \(cycle.id), \(step.id), \(name), \(kind.contentType), \(file.bytes.count),
                    \(file.bytes), \(visit.actor.person), \(visit.now))
                """)
        }
    }

    static func remove(_ id: String, by visit: Visit, house: House) async throws {
        try await change("bestand-weg", id, by: visit, house: house) { cycle, db in
            guard try db.run("DELETE FROM policy_file WHERE id = \(id) AND cycle_id = \(cycle.id)") == 1 else {
                throw WebError.notFound
            }
        }
    }

    private static func change(
        _ action: String, _ id: String, by visit: Visit, house: House,
        _ body: @escaping @Sendable (PolicyCycle, any SQLConnection) throws -> Void
    ) async throws {
        try await house.database.write { db in
            let cycle = try PolicyCycle.changeable(visit, in: db)
            try body(cycle, db)
            try house.record(
                Audit.Event(
                    action, "ronde", cycle.id.text, municipality: cycle.municipality,
                    details: ["bestand": .string(id)]), by: visit, in: db)
        }
    }
}
