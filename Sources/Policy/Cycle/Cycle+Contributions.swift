package import Community
package import Core
import Formats
package import Storage
import Web

extension Policy {
    /// What the home page of a round shows of its parts beyond their cards: the goals with their numbers.
    func highlights(of cycle: PolicyCycle, visit: Visit, in db: any SQLConnection) throws -> HTML {
        let goals = try Goal.all(of: cycle.id, in: db)
        let board = GoalBoard(
            lines: try GoalBoard.lines(Array(goals.prefix(Self.highlighted)), now: visit.now, in: db), archived: [])
        if board.lines.isEmpty { return .empty }
        let all: HTML =
            goals.count > Self.highlighted
            ? "<p>\(Part.button(visit.t("Alle \(goals.count) doelen"), cycle.path(.goals), quiet: true))</p>" : .empty
        return GoalTable(board: board, t: visit.t, today: visit.today, isOver: cycle.isClosed).markup() + all
    }

    /// As many goals as a plan has that people remember; the others are a link away.
    private static var highlighted: Int { 12 }

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
        try await house.database.write { db in
            guard let demo = try PolicyDemo.rounds(world, in: db) else { return }
            try demoParts(demo, in: db)
            // And the next plan begins with what the evaluations taught.
            try PlanPart(policy: self).demoAdoption(demo, of: demo.present, in: db)
        }
    }

    /// The share of each part, and the plan of the round that is over.
    func demoParts(_ demo: PolicyDemo, in db: any SQLConnection) throws {
        for part in parts {
            // The evaluations look back on a plan that was adopted.
            if part.kind == .evaluation { try PlanPart(policy: self).demoAdoption(demo, of: demo.past, in: db) }
            try part.demo(demo, in: db)
        }
    }
}
