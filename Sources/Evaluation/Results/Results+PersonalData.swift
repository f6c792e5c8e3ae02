package import Community
import Core
import Formats
import Storage

extension ResultsPart {
    /// Who published which table and released which quote. The tables stay with the municipality.
    package var personalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Tabellen en citaten die jij publiceerde"),
                export: { person, db in
                    .array(
                        try db.rows(
                            """
                            SELECT title AS name, published_at AS at FROM survey_publication WHERE published_by = \(person)
                            UNION ALL SELECT text, released_at FROM survey_quote WHERE released_by = \(person)
                            ORDER BY 2, 1
                            """
                        ).map { row in ["wat": .string(try row("name")), "op": .string(try row("at"))] })
                },
                erase: { person, _, db in
                    try db.run("UPDATE survey_publication SET published_by = NULL WHERE published_by = \(person)")
                    try db.run("UPDATE survey_quote SET released_by = NULL WHERE released_by = \(person)")
                })
        ]
    }
}
