import Community
import Core
import Formats
import Services
import Storage
import Web

extension KeptWishes {
    static let personalData = PersonalData(
        name: Text("Wat je zoekt in vrijwilligerswerk"),
        export: { person, db in
            guard let kept = try find(Person.Identity(person), in: db) else { return [] }
            return [
                [
                    "wensen": kept.wishes.json, "organisatiesMogenMijVinden": .bool(kept.findable),
                    "vindbaarSinds": JSONValue(kept.findableAt?.iso), "bewaardOp": .string(kept.createdAt.iso),
                    "veranderdOp": .string(kept.updatedAt.iso),
                ]
            ]
        },
        erase: { person, _, db in
            try delete(Person.Identity(person), in: db)
            // Links that were asked for and not used yet carry wishes too.
            try db.run(
                """
                DELETE FROM token WHERE purpose = \(KeepWishes.purpose)
                AND subject IN (SELECT email FROM person WHERE id = \(person))
                """)
        })

    /// Two years without use; then a mail, and a month to answer it.
    static let silence = Span.days(731)
    static let patience = Span.days(30)

    static let retention = RetentionRule(
        id: "wensen", name: Text("Wensen die niemand meer gebruikt"),
        reason: Text("Wat iemand zoekt verandert. Na twee jaar stilte vragen we ernaar, een maand later wissen we ze."),
        keep: silence
    ) { before, now, db in
        let people = try db.rows(
            """
            SELECT person_id FROM person_wishes WHERE used_at < \(before) AND warned_at IS NOT NULL
            AND warned_at < \(now - patience) ORDER BY used_at LIMIT 500
            """
        ).map { try $0("person_id", as: Person.Identity.self) }
        for person in people { try delete(person, in: db) }
        return people.count
    }

    /// Asks who did not use their wishes for two years whether they may go.
    static func warningJob(_ house: House) -> Job {
        Job("wensen-waarschuwen", .daily(minute: 2 * 60 + 50)) { _, now in
            try await house.database.write { db in
                let quiet = try db.rows(
                    """
                    SELECT p.* FROM person_wishes w JOIN person p ON p.id = w.person_id
                    WHERE w.used_at < \(now - silence) AND w.warned_at IS NULL ORDER BY w.used_at LIMIT 200
                    """
                ).map(Person.init(row:))
                for person in quiet {
                    try db.run("UPDATE person_wishes SET warned_at = \(now) WHERE person_id = \(person.id)")
                    try warn(person, house, now: now, in: db)
                }
            }
        }
    }

    private static func warn(_ person: Person, _ house: House, now: Moment, in db: any SQLConnection) throws {
        guard let email = person.email else { return }
        let t = house.t(person.language)
        try house.mail(
            Mail(
                to: email, name: person.name, subject: t("Zoek je nog vrijwilligerswerk?"), kind: "wensen-waarschuwing",
                language: person.language,
                [
                    .paragraph(
                        t("Twee jaar geleden bewaarde je wat je zoekt. We bewaren gegevens niet langer dan nodig.")),
                    .paragraph(
                        t(
                            "Wil je je wensen houden? Kijk er dan naar voor \(t.date((now + patience).day)). Anders wissen we ze."
                        )),
                    .button(label: t("Bekijk mijn wensen"), url: house.origin + path),
                ]), in: db)
    }
}
