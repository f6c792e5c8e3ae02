package import Community
import Core
import Services
import Storage

extension ConsultationPart {
    package var retention: [RetentionRule] {
        [
            RetentionRule(
                id: "raadpleging-weggehaald", name: Text("Persoonlijke gegevens die uit een reactie zijn gehaald"),
                reason: Text("Zo lang kan een beleidsmedewerker een vergissing herstellen."),
                keep: .days(ModerateReaction.originalDays)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE policy_reaction SET original = NULL, hidden_at = NULL WHERE id IN
                        (SELECT id FROM policy_reaction WHERE hidden_at < \(before) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "raadpleging-onbevestigd", name: Text("Mailadressen bij reacties die niet zijn bevestigd"),
                reason: Text("Zonder bevestiging weten we niet van wie het adres is."),
                keep: .days(ConsultationMail.confirmDays)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE policy_reaction SET email = NULL WHERE id IN (SELECT id FROM policy_reaction
                        WHERE email IS NOT NULL AND email_confirmed_at IS NULL AND created_at < \(before) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "raadpleging-schrijvers", name: Text("Wie reageerde op een raadpleging die gesloten is"),
                reason: Text("Een jaar lang kunnen we nog laten weten wat er met een reactie gebeurde."),
                keep: .days(365)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE policy_reaction SET name = NULL, shows_name = \(false), email = NULL,
                        email_confirmed_at = NULL, person_id = NULL WHERE id IN
                        (SELECT r.id FROM policy_consultation c JOIN policy_reaction r ON r.consultation_id = c.id
                        WHERE (c.closed_at < \(before)
                            OR (c.closed_at IS NULL AND c.last_day < \((before - .days(365)).day))) AND (r.name IS NOT NULL OR r.email IS NOT NULL
                            OR r.person_id IS NOT NULL) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "raadpleging-gasten", name: Text("Wie werd uitgenodigd voor een raadpleging"),
                reason: Text("Zo lang werkt de link waarmee je ons antwoord leest."), keep: .days(365)
            ) { before, _, db in
                try db.run(
                    """
                    UPDATE policy_invitation SET name = '', email = NULL, person_id = NULL WHERE id IN
                        (SELECT i.id FROM policy_consultation c JOIN policy_invitation i ON i.consultation_id = c.id
                        WHERE c.last_day < \(before.day) AND (i.email IS NOT NULL OR i.person_id IS NOT NULL) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "raadpleging-post", name: Text("Mails over raadplegingen"),
                reason: Text("In die mails staat wat iemand schreef."), keep: .days(28)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < \(before)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead))
                        AND kind IN (\(list: ConsultationMail.Kind.all)) ORDER BY created_at, id LIMIT 2000)
                    """)
            },
        ]
    }
}
