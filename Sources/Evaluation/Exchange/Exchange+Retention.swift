package import Community
import Core
import Formats
import Storage

extension ExchangePart {
    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "enquete-bestanden", name: Text("Bestanden van enquêtes die klaarstaan"),
                reason: Text("Een bestand met antwoorden blijft niet liggen: je maakt het zo opnieuw."), keep: .days(2),
                apply: { before, _, db in
                    try db.run(
                        """
                        DELETE FROM survey_export WHERE id IN (SELECT id FROM survey_export
                            WHERE created_at < \(before) ORDER BY created_at, id LIMIT 1000)
                        """)
                }),
            RetentionRule(
                id: "enquete-inlezen", name: Text("Ingelezen tabellen die niet zijn overgenomen"),
                reason: Text("Zolang je de kolommen kiest, bewaren we de tabel. Daarna niet meer."), keep: .days(14),
                apply: { before, _, db in
                    try db.run(
                        """
                        DELETE FROM survey_import WHERE id IN (SELECT id FROM survey_import
                            WHERE created_at < \(before) ORDER BY created_at, id LIMIT 1000)
                        """)
                }),
        ]
    }

    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Bestanden van enquêtes die jij maakte of inlas"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT format AS name, created_at FROM survey_export WHERE person_id = \(person)
                            UNION ALL SELECT file_name, created_at FROM survey_import WHERE person_id = \(person)
                            ORDER BY 2, 1
                            """
                        ).map { row in
                            ["bestand": .string(try row("name")), "sinds": .string(try row("created_at"))]
                        })
                },
                erase: { person, _, db in
                    try db.run("UPDATE survey_export SET person_id = NULL WHERE person_id = \(person)")
                    try db.run("UPDATE survey_import SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }
}
