import Community
import Core
import Services
import Storage

/// Taking the person out of an application, at an erasure or when its time has come. What the figures need stays.
extension ApplicationWork {
    func anonymise(_ id: VacancyApplication.Identity, deletesMessages: Bool, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE application SET person_id = NULL, name = '', email = NULL, phone = NULL, postcode = NULL, message = '',
                reason_text = NULL, care_text = NULL, secret_hash = NULL, shares_contact = \(false), erased_at = \(now)
            WHERE id = \(id)
            """)
        try CareCall.settle(id, now: now, in: db)
        // What was done can tell who did it; the time stays.
        try db.run("UPDATE hours_entry SET person_id = NULL, note = '', reason = NULL WHERE application_id = \(id)")
        if deletesMessages {
            try db.run("DELETE FROM application_message WHERE application_id = \(id)")
        } else {
            try db.run("UPDATE application_message SET body = '', person_id = NULL WHERE application_id = \(id)")
        }
        for purpose in [VacancyApplication.followPurpose, VacancyApplication.confirmPurpose] {
            try Tokens.revoke(subject: id.text, purpose: purpose, now: now, in: db)
        }
    }

    /// Someone who is being erased leaves: the organisation hears that, and nothing more.
    func leave(_ application: VacancyApplication, tells: Bool = true, in db: any SQLConnection) throws {
        if application.state == .placed {
            try db.run(
                """
                UPDATE application SET stopped_at = \(now), state_at = \(now), reason = \(VacancyApplication.StopReason.other)
                WHERE id = \(application.id) AND stopped_at IS NULL
                """)
        } else {
            try db.run(
                """
                UPDATE application SET state = \(VacancyApplication.State.withdrawn), state_at = \(now), offer_until = NULL,
                    reason = \(VacancyApplication.WithdrawReason.other) WHERE id = \(application.id)
                """)
        }
        let dossier = try dossier(application.id, in: db)
        try record("reactie-ingetrokken", dossier.application, in: db)
        guard tells else { return }
        let sent = (application.confirmedAt ?? application.createdAt).day
        let title = dossier.vacancy.title
        for reader in try Reader.of(dossier.organisation, in: db) {
            let t = house.t(reader.language)
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name, subject: t("Een reactie op “\(title)” is gestopt"),
                    kind: "reactie-vertrokken", language: reader.language,
                    [
                        .paragraph(
                            t(
                                "De persoon die op \(t.date(sent)) reageerde op “\(title)” gaat niet verder en heeft alle gegevens laten wissen. Je hoeft niets te doen."
                            ))
                    ]
                ), in: db)
        }
    }
}
