package import Community
package import Core
import Formats
package import Storage
import Web

extension Policy {
    /// What the home page of a round shows of its parts beyond their cards: the goals with their numbers.
    func highlights(of cycle: PolicyCycle, visit: Visit, in db: any SQLConnection) throws -> HTML {
        let board = GoalBoard(
            lines: try GoalBoard.lines(Goal.all(of: cycle.id, in: db), now: visit.now, in: db), archived: [])
        return board.lines.isEmpty
            ? .empty : GoalTable(board: board, t: visit.t, today: visit.today, isOver: cycle.isClosed).markup()
    }

    /// Vertalen: the round that is under way.
    package func circle(of municipality: String, t: Texts, today: Day, in db: any SQLConnection) throws -> [CircleLine]
    {
        guard let cycle = try PolicyCycle.current(of: municipality, in: db) else { return [] }
        let line =
            cycle.phase == .preparing
            ? t("\(cycle.name): stap \(cycle.step) van 9") : "\(cycle.name): \(t(cycle.phase.label))"
        let goals = try Goal.all(of: cycle.id, in: db)
        let measured = try GoalReadings.load(goals, now: house.clock.now, in: db).values.filter { $0.value != nil }
            .count
        let learnt =
            goals.isEmpty
            ? []
            : [CircleLine(.verankeren, t("\(measured) van de \(goals.count) doelen gemeten"), path: cycle.path(.goals))]
        return [CircleLine(.vertalen, line, path: cycle.path())] + learnt
    }

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
            // Only now is everything there that the council adopts.
            try PlanPart(policy: self).demoAdoption(demo, in: db)
        }
    }
}
