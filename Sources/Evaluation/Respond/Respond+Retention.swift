package import Community
import Core
import Services
import Storage

extension RespondPart {
    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "enquete-antwoorden-op-naam", name: Text("Antwoorden van enquêtes op naam"),
                reason: Text("Zo lang kun je nog iets navragen. Daarna blijven de antwoorden, zonder wie ze gaf."),
                keep: .days(365)
            ) { before, _, db in
                try Self.untie(closedBefore: before, in: db)
            },
            RetentionRule(
                id: "enquete-concepten", name: Text("Antwoorden van enquêtes die nooit zijn verstuurd"),
                reason: Text("Wat je invulde en niet verstuurde, telt niet mee als de enquête is gesloten."),
                keep: .days(7)
            ) { before, _, db in
                let closed = try db.rows(
                    """
                    SELECT id FROM survey WHERE state = \(Survey.State.closed) AND closed_at < \(before)
                    AND EXISTS (SELECT 1 FROM survey_response r WHERE r.survey_id = survey.id
                        AND r.state = \(ResponseState.draft)) LIMIT 100
                    """
                ).map { try $0("id", as: String.self) }
                return try db.run(
                    """
                    DELETE FROM survey_response WHERE survey_id IN (\(list: closed)) AND state = \(ResponseState.draft)
                    """)
            },
            RetentionRule(
                id: "enquete-eigen-link", name: Text("Mails met de link naar je eigen vragenlijst"),
                reason: Text("Je vroeg er zelf om. Het adres staat verder nergens."), keep: .days(7)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < \(before)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead)) AND kind = \(RespondMail.kind)
                        ORDER BY created_at, id LIMIT 2000)
                    """)
            },
        ]
    }

    /// Takes the addresses off the answers of surveys that closed before, survey by survey, and writes these answers
    /// anew in random order without times.
    private static func untie(closedBefore before: Moment, in db: any SQLConnection) throws -> Int {
        let surveys = try db.rows(
            """
            SELECT * FROM survey WHERE mode = \(Survey.Mode.linked) AND state = \(Survey.State.closed)
            AND kind = \(Survey.Kind.own) AND closed_at < \(before) AND EXISTS (SELECT 1 FROM survey_response r
                WHERE r.survey_id = survey.id AND (r.address_id IS NOT NULL OR r.secret_hash IS NOT NULL)) LIMIT 5
            """
        ).map(Survey.init(row:))
        var count = 0
        for survey in surveys {
            count += try Pseudonyms.rewrite(survey, at: survey.closedAt ?? before, in: db)
        }
        return count
    }
}
