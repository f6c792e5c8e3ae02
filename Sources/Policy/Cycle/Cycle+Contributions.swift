package import Community
import Core
import Formats
import Storage
import Web

extension Policy {
    /// What the home page of a round shows of its parts beyond their cards: the goals with their numbers.
    func highlights(of cycle: PolicyCycle, visit: Visit, in db: any SQLConnection) throws -> HTML { .empty }

    /// Which rounds someone pulls and which parts they left out; the work itself stays with the municipality.
    var cyclePersonalData: PersonalData {
        PersonalData(
            name: Text("Beleidsrondes die jij trekt"),
            export: { person, db in
                .array(
                    try db.rows(
                        "SELECT name, created_at FROM policy_cycle WHERE owner_id = \(person) ORDER BY created_at, id"
                    ).map { row in ["ronde": .string(try row("name")), "sinds": .string(try row("created_at"))] })
            },
            erase: { person, _, db in
                try db.run("UPDATE policy_cycle SET owner_id = NULL WHERE owner_id = \(person)")
                try db.run("UPDATE policy_skip SET person_id = NULL WHERE person_id = \(person)")
            })
    }

    /// Two rounds: one that is over and one under way; then each part its share.
    package func demo(_ world: DemoWorld) async throws {
        try await house.database.write { [parts] db in
            guard let demo = try PolicyDemo.rounds(world, in: db) else { return }
            for part in parts { try part.demo(demo, in: db) }
        }
    }
}
