package import Community
import Core
import Formats
import Storage

extension Brokerage {
    /// Who brought a list in.
    package var importPersonalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Geïmporteerde lijsten"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT file_name, rows_total, created_at, finished_at FROM import_run
                            WHERE person_id = \(person) ORDER BY created_at, id
                            """
                        ).map { row in
                            try [
                                "bestand": .string(row("file_name")), "regels": .int(row("rows_total")),
                                "geladen": .string(row("created_at")),
                                "klaar": JSONValue(row("finished_at", as: String?.self)),
                            ]
                        })
                },
                erase: { person, _, db in
                    try db.run("UPDATE import_run SET person_id = NULL WHERE person_id = \(person)")
                })
        ]
    }

    package var importRetention: [RetentionRule] {
        [
            RetentionRule(
                id: "import-bestanden", name: Text("Bestanden van imports"),
                reason: Text("Het bestand is alleen nodig tot de lijst is overgenomen."), keep: .days(7),
                apply: { before, _, db in
                    try db.run(
                        """
                        DELETE FROM import_run WHERE created_at < \(before)
                            AND state IN (\(list: [ImportRun.State.uploaded, .trying, .tried, .refused]))
                        """)
                        + db.run("UPDATE import_run SET file = NULL WHERE created_at < \(before) AND file IS NOT NULL")
                }),
            RetentionRule(
                id: "import-verslagen", name: Text("Verslagen van imports"),
                reason: Text("Zo is een jaar lang na te gaan waar een vacature vandaan kwam."), keep: .days(365),
                apply: { before, _, db in try db.run("DELETE FROM import_run WHERE created_at < \(before)") }),
        ]
    }
}
