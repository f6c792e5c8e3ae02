package import Community
import Core
import Formats
import Storage

extension PlanPart {
    package var personalData: [PersonalData] { [answersData, writingData] }

    /// Answers, tasks and files: the work stays, the name goes.
    private var answersData: PersonalData {
        PersonalData(
            name: Text("Jouw werk aan de stappen van een beleidsplan"),
            export: { person, db in
                [
                    "antwoorden": .array(
                        try db.rows(
                            """
                            SELECT question_id, text, saved_at FROM policy_step_answer WHERE person_id = \(person)
                            ORDER BY saved_at, question_id
                            """
                        ).map { row in
                            [
                                "vraag": .string(try row("question_id")), "tekst": .string(try row("text")),
                                "op": .string(try row("saved_at")),
                            ]
                        }),
                    "taken": .array(
                        try db.rows(
                            """
                            SELECT title, due_day, done_at FROM policy_task
                            WHERE owner_id = \(person) OR done_by = \(person) OR created_by = \(person)
                            ORDER BY created_at, id
                            """
                        ).map { row in
                            [
                                "taak": .string(try row("title")),
                                "klaar op": JSONValue(try row("due_day", as: String?.self)),
                                "afgevinkt op": JSONValue(try row("done_at", as: String?.self)),
                            ]
                        }),
                    "bestanden": .array(
                        try db.rows(
                            "SELECT name, uploaded_at FROM policy_file WHERE person_id = \(person) ORDER BY uploaded_at, id"
                        ).map { ["naam": .string(try $0("name")), "op": .string(try $0("uploaded_at"))] }),
                ]
            },
            erase: { person, _, db in
                try db.run("UPDATE policy_step SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_step_answer SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_task SET owner_id = NULL WHERE owner_id = \(person)")
                try db.run("UPDATE policy_task SET done_by = NULL WHERE done_by = \(person)")
                try db.run("UPDATE policy_task SET created_by = NULL WHERE created_by = \(person)")
                try db.run("UPDATE policy_step_person SET added_by = NULL WHERE added_by = \(person)")
                try db.run("UPDATE policy_file SET person_id = NULL WHERE person_id = \(person)")
            })
    }

    /// Texts and remarks are records of the municipality: they stay, as words of someone who is no longer there.
    private var writingData: PersonalData {
        PersonalData(
            name: Text("Wat jij schreef in een beleidsplan"),
            export: { person, db in
                [
                    "teksten": .array(
                        try db.rows(
                            """
                            SELECT element_id, version, text, saved_at FROM policy_element_version
                            WHERE person_id = \(person) ORDER BY saved_at, element_id
                            """
                        ).map { row in
                            [
                                "onderdeel": .string(try row("element_id")), "versie": .int(try row("version")),
                                "tekst": .string(try row("text")), "op": .string(try row("saved_at")),
                            ]
                        }),
                    "opmerkingen": .array(
                        try db.rows(
                            """
                            SELECT element_id, text, created_at FROM policy_comment WHERE person_id = \(person)
                            ORDER BY created_at, id
                            """
                        ).map { row in
                            [
                                "onderdeel": .string(try row("element_id")), "tekst": .string(try row("text")),
                                "op": .string(try row("created_at")),
                            ]
                        }),
                    "nog apart": .array(
                        try db.rows(
                            """
                            SELECT element_id, text, at FROM policy_clash WHERE second_id = \(person) ORDER BY at, id
                            """
                        ).map { row in
                            [
                                "onderdeel": .string(try row("element_id")), "tekst": .string(try row("text")),
                                "op": .string(try row("at")),
                            ]
                        }),
                ]
            },
            erase: { person, now, db in
                try db.run("UPDATE policy_element SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_element_version SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_comment SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_comment SET resolved_by = NULL WHERE resolved_by = \(person)")
                try db.run("UPDATE policy_clash SET first_id = NULL WHERE first_id = \(person)")
                try db.run(
                    """
                    UPDATE policy_clash SET second_id = NULL, settled_at = COALESCE(settled_at, \(now))
                    WHERE second_id = \(person)
                    """)
                try db.run("UPDATE policy_adoption SET person_id = NULL WHERE person_id = \(person)")
            })
    }

    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "policy-plan-files", name: Text("Bestanden bij de stappen van een beleidsplan"),
                reason: Text("Werkdocumenten zijn na een ronde en een evaluatie niet meer nodig."), keep: .days(6 * 365)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM policy_file WHERE id IN
                        (SELECT id FROM policy_file WHERE uploaded_at < \(before) ORDER BY uploaded_at, id LIMIT 500)
                    """)
            },
            RetentionRule(
                id: "policy-plan-clashes", name: Text("Teksten die tegelijk geschreven werden"),
                reason: Text("Ze zijn samengebracht of vervallen."), keep: .days(365)
            ) { before, _, db in
                try db.run("DELETE FROM policy_clash WHERE settled_at < \(before)")
            },
        ]
    }
}
