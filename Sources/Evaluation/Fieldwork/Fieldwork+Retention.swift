package import Community
import Core
import Services
import Storage

extension FieldworkPart {
    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "enquete-adressen", name: Text("Adressen van enquêtes"),
                reason: Text(
                    "Zo lang kun je de respons nog nakijken. Per enquête kies je hoe lang, van een maand tot een jaar. De aantallen blijven."
                ), keep: .days(31)
            ) { _, now, db in
                try Self.removeAddresses(now, in: db)
            },
            RetentionRule(
                id: "enquete-lijsten", name: Text("Lijsten met adressen die niet zijn overgenomen"),
                reason: Text("Een week is genoeg om te besluiten."), keep: .days(7)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM survey_intake WHERE id IN (SELECT id FROM survey_intake WHERE created_at < \(before)
                        ORDER BY created_at, id LIMIT 500)
                    """)
            },
        ]
    }

    /// Surveys whose time is over lose their addresses, log and calls; all counts are kept first.
    private static func removeAddresses(_ now: Moment, in db: any SQLConnection) throws -> Int {
        let surveys = try db.rows(
            """
            SELECT s.* FROM survey s
            WHERE s.state = \(Survey.State.closed) AND s.closed_at IS NOT NULL AND s.kind = \(Survey.Kind.own)
            AND EXISTS (SELECT 1 FROM survey_address a WHERE a.survey_id = s.id)
            ORDER BY s.closed_at, s.id LIMIT 200
            """
        ).map(Survey.init(row:))
        for survey in surveys {
            let keep = try FieldworkSettings.of(survey.id, in: db).keepDays
            guard let closed = survey.closedAt, closed + .days(keep) < now else { continue }
            try FrozenAccount.freeze(survey, now: now, in: db)
            let ids = try db.rows(
                "SELECT id FROM survey_address WHERE survey_id = \(survey.id) ORDER BY number LIMIT 2000"
            ).map { try Address.Identity($0("id", as: String.self)) }
            try db.run("UPDATE survey_response SET address_id = NULL WHERE address_id IN (\(list: ids))")
            try ChangeAddress.delete(ids, in: db)
            return ids.count
        }
        return 0
    }
}
