package import Community
import Core
import Formats
import Storage

extension GoalsPart {
    /// The goals someone owns and the figures they wrote down. The work stays with the municipality; who did it goes.
    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Doelen waarvan jij de eigenaar bent, en metingen die je opschreef"),
                export: { person, db in
                    let goals = try db.rows(
                        "SELECT result, created_at FROM policy_goal WHERE owner_id = \(person) ORDER BY created_at, id"
                    ).map { row -> JSONValue in
                        ["doel": .string(try row("result")), "sinds": .string(try row("created_at"))]
                    }
                    let rows = try db.rows(
                        """
                        SELECT m.day, m.source, m.recorded_at, g.result FROM policy_goal_measurement m
                        JOIN policy_goal g ON g.id = m.goal_id WHERE m.person_id = \(person) ORDER BY m.recorded_at, m.id
                        """
                    ).map { row -> JSONValue in
                        [
                            "doel": .string(try row("result")), "dag": .string(try row("day")),
                            "bron": .string(try row("source")), "opgeschreven": .string(try row("recorded_at")),
                        ]
                    }
                    let targets = try db.rows(
                        """
                        SELECT t.reason, t.set_at, g.result FROM policy_goal_target t
                        JOIN policy_goal g ON g.id = t.goal_id WHERE t.person_id = \(person) ORDER BY t.set_at, t.seq
                        """
                    ).map { row -> JSONValue in
                        [
                            "doel": .string(try row("result")), "reden": .string(try row("reason")),
                            "vastgelegd": .string(try row("set_at")),
                        ]
                    }
                    return ["doelen": .array(goals), "metingen": .array(rows), "streefwaarden": .array(targets)]
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_goal SET owner_id = NULL WHERE owner_id = \(person)")
                    try db.run("UPDATE policy_goal SET created_by = NULL WHERE created_by = \(person)")
                    try db.run("UPDATE policy_goal_target SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_goal_measurement SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }
}
