package import Community
import Core
import Services
package import Storage

extension Brokerage {
    /// For the rules below, what has ended and is not erased yet; for an erasure, what someone wrote.
    package static let applicationKept = Migration(
        "brokerage-005-application-retention",
        [
            "CREATE INDEX application_kept ON application (state, erased_at, state_at)",
            "CREATE INDEX application_message_person ON application_message (person_id)",
        ])

    /// The first words of the kinds of mail about applications, which hold names and what people wrote.
    static let applicationMailKinds = ["reactie-", "plek-", "plaatsing-", "nazorg", "herinnering-", "wachtlijst-"]

    /// How long applications are kept: four weeks after a refusal, two years after a placement ended, which is what
    /// Dutch practice keeps of applicants and of people who left.
    package var applicationRetention: [RetentionRule] {
        let house = self.house
        return [
            RetentionRule(
                id: "reactie-onbevestigd", name: Text("Reacties die niet zijn bevestigd"),
                reason: Text("Zonder bevestiging weten we niet of de schrijver dit wil."), keep: .days(7)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM application WHERE id IN (SELECT id FROM application
                        WHERE state = \(VacancyApplication.State.unconfirmed) AND created_at < \(before) LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "reactie-gesloten", name: Text("Reacties die niet doorgingen of zijn ingetrokken"),
                reason: Text("Zo lang is het normaal om gegevens van kandidaten te bewaren."), keep: .days(28)
            ) { before, now, db in
                let ended = [VacancyApplication.State.declined, .withdrawn]
                return try Self.anonymise(
                    "state IN (\(list: ended)) AND erased_at IS NULL AND state_at < \(before)", house, now, in: db)
            },
            RetentionRule(
                id: "reactie-post", name: Text("Mails over reacties"),
                reason: Text("In die mails staan namen en berichten. Ze blijven niet langer dan de reactie zelf."),
                keep: .days(28)
            ) { before, _, db in
                let kinds = Self.applicationMailKinds.map { "kind LIKE \($0 + "%")" as SQL }
                return try db.run(
                    """
                    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < \(before)
                        AND state IN (\(Outbox.State.sent), \(Outbox.State.dead))
                        AND (\(SQL(joining: kinds, by: " OR "))) ORDER BY created_at, id LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "plaatsing-gestopt", name: Text("Plaatsingen die zijn gestopt"),
                reason: Text("Iemand kan nog om een bewijs van inzet vragen."), keep: .days(730)
            ) { before, now, db in
                let state = VacancyApplication.State.placed
                return try Self.anonymise(
                    "state = \(state) AND erased_at IS NULL AND state_at < \(before) AND stopped_at < \(before)", house,
                    now,
                    in: db)
            },
        ]
    }

    private static func anonymise(_ condition: SQL, _ house: House, _ now: Moment, in db: any SQLConnection) throws
        -> Int
    {
        let work = ApplicationWork(house, program: "bewaartermijnen", now: now)
        let rows = try db.rows("SELECT id FROM application WHERE \(condition) ORDER BY state_at LIMIT 500")
        for row in rows { try work.anonymise(row("id"), deletesMessages: true, in: db) }
        return rows.count
    }
}
