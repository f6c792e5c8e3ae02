package import Community
import Core
import Formats
import Storage

extension EvaluationPart {
    /// What somebody wrote in evaluations. The words are the municipality's and stay; whose they were goes.
    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Wat jij schreef in evaluaties"),
                export: { person, db in
                    [
                        "antwoorden": .array(
                            try texts(
                                db.rows(
                                    """
                                    SELECT text, saved_at AS at FROM policy_evaluation_answer WHERE person_id = \(person)
                                    ORDER BY saved_at, question
                                    """))),
                        "conclusies": .array(
                            try texts(
                                db.rows(
                                    """
                                    SELECT reason AS text, decided_at AS at FROM policy_evaluation_conclusion
                                    WHERE person_id = \(person) ORDER BY decided_at, goal_id
                                    """))),
                        "opmerkingen": .array(
                            try texts(
                                db.rows(
                                    """
                                    SELECT text, made_at AS at FROM policy_evaluation_remark WHERE person_id = \(person)
                                    ORDER BY made_at, id
                                    """))),
                    ]
                },
                erase: { person, _, db in
                    try db.run("UPDATE policy_evaluation_answer SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_evaluation_conclusion SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_evaluation_remark SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE policy_evaluation_remark SET answered_by = NULL WHERE answered_by = \(person)")
                    try db.run("UPDATE policy_evaluation SET begun_by = NULL WHERE begun_by = \(person)")
                    try db.run("UPDATE policy_evaluation SET finished_by = NULL WHERE finished_by = \(person)")
                    try db.run("UPDATE policy_carried SET decided_by = NULL WHERE decided_by = \(person)")
                })
        ]
    }
}

private func texts(_ rows: [Row]) throws -> [JSONValue] {
    try rows.map { row in ["tekst": .string(try row("text")), "op": .string(try row("at"))] }
}
