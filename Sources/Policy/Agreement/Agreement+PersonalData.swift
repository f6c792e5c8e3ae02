package import Community
import Core
import Formats
import Services
import Storage

extension AgreementPart {
    /// Agreements are a record of the municipality; who typed them is not needed for that.
    package var personalData: [PersonalData] {
        [
            PersonalData(name: Text("Wat je schreef over afspraken")) { person, db in
                let reports = try db.rows(
                    """
                    SELECT a.title, r.due_day, r.light, r.reason, r.done, r.otherwise, r.next_step, r.created_at
                    FROM policy_agreement_report r JOIN policy_agreement a ON a.id = r.agreement_id
                    WHERE r.person_id = \(person) ORDER BY r.created_at, r.id
                    """
                ).map { row -> JSONValue in
                    [
                        "afspraak": .string(try row("title")), "totEnMet": .string(try row("due_day")),
                        "licht": .string(try row("light")), "reden": .string(try row("reason")),
                        "gedaan": .string(try row("done")), "anders": .string(try row("otherwise")),
                        "volgende": .string(try row("next_step")), "verteld": .string(try row("created_at")),
                    ]
                }
                let own = try db.rows(
                    "SELECT title, created_at FROM policy_agreement WHERE person_id = \(person) ORDER BY number"
                ).map { row -> JSONValue in
                    ["afspraak": .string(try row("title")), "gemaakt": .string(try row("created_at"))]
                }
                let read = try db.rows(
                    """
                    SELECT a.title, r.read_at FROM policy_agreement_read r JOIN policy_agreement a ON a.id = r.agreement_id
                    WHERE r.person_id = \(person) ORDER BY r.read_at, a.number
                    """
                ).map { row -> JSONValue in
                    ["afspraak": .string(try row("title")), "gelezen": .string(try row("read_at"))]
                }
                return ["verslagen": .array(reports), "afspraken": .array(own), "gelezen": .array(read)]
            } erase: { person, _, db in
                try db.run("UPDATE policy_agreement SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_agreement_report SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_agreement_change SET person_id = NULL WHERE person_id = \(person)")
                try db.run("UPDATE policy_agreement_read SET person_id = NULL WHERE person_id = \(person)")
            }
        ]
    }

    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "afspraak-schrijvers", name: Text("Wie verslag deed van een afspraak"),
                reason: Text("Zo lang kan de gemeente nog vragen wat iemand bedoelde."), keep: .days(730)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE policy_agreement_report SET person_id = NULL WHERE id IN (SELECT id
                        FROM policy_agreement_report WHERE person_id IS NOT NULL AND created_at < \(before) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "afspraak-post", name: Text("Mails over afspraken"),
                reason: Text("De vraag om een verslag is dan beantwoord of opnieuw gesteld."), keep: .days(90)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < \(before)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead)) AND kind IN (\(RemindParties.kind), \(TellParties.kind))
                        ORDER BY created_at, id LIMIT 2000)
                    """)
            },
        ]
    }
}
