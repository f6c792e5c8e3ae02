import Core
package import Services
import Storage

extension Community {
    package var personRetention: [RetentionRule] {
        let house = self.house
        return [
            RetentionRule(
                id: "accounts", name: Text("Accounts die niemand gebruikt"),
                reason: Text(
                    "Na drie jaar stilte sturen we een mail. Blijft het een maand stil, dan wissen we het account."),
                keep: UnusedAccounts.silence
            ) { before, now, db in
                // Few at a time: an erasure looks through all mail.
                let people = try UnusedAccounts.warned(before: before, now: now, limit: 5, in: db)
                for person in people {
                    try PersonFile.erase(person.id, by: .program("bewaartermijnen"), house: house, now: now, in: db)
                }
                return people.count
            }
        ]
    }

    package var personJobs: [Job] { [UnusedAccounts(house: house).warningJob, EraseMe(house: house).cleaningJob] }
}

/// Accounts without a sign of life. Whoever acts for an organisation or works for a municipality keeps theirs.
struct UnusedAccounts: Sendable {
    let house: House

    /// Three years.
    static let silence = Span.days(1096)
    /// Between the warning and the erasure.
    static let patience = Span.days(30)
    static let warning = "account-waarschuwing"

    var warningJob: Job {
        Job("accounts-waarschuwen", .daily(minute: 2 * 60 + 30)) { _, now in
            try await house.database.write { db in
                for person in try Self.unwarned(before: now - Self.silence, now: now, limit: 200, in: db) {
                    try warn(person, now: now, in: db)
                }
            }
        }
    }

    private func warn(_ person: Person, now: Moment, in db: any SQLConnection) throws {
        guard let email = person.email else { return }
        let t = house.t(person.language)
        let day = t.date((now + Self.patience).day)
        try house.mail(
            Mail(
                to: email, name: person.name, subject: t("Wil je je account houden?"), kind: Self.warning,
                language: person.language,
                [
                    .paragraph(
                        t("Je hebt je account drie jaar niet gebruikt. We bewaren gegevens niet langer dan nodig.")),
                    .paragraph(t("Wil je het houden? Log dan in voor \(day). Anders wissen we het.")),
                    .button(label: t("Inloggen"), url: house.origin + "/inloggen"),
                ]), in: db)
    }

    private static func unwarned(before: Moment, now: Moment, limit: Int, in db: any SQLConnection) throws -> [Person] {
        try silent(
            before,
            """
            NOT EXISTS (SELECT 1 FROM mail w WHERE w.recipient = p.email AND w.kind = \(warning)
                AND w.created_at > \(now - .days(90)))
            """, limit, in: db)
    }

    /// Those who had the warning and the time to answer it.
    static func warned(before: Moment, now: Moment, limit: Int, in db: any SQLConnection) throws -> [Person] {
        try silent(
            before,
            """
            EXISTS (SELECT 1 FROM mail w WHERE w.recipient = p.email AND w.kind = \(warning)
                AND w.created_at BETWEEN \(now - .days(90)) AND \(now - patience))
            """, limit, in: db)
    }

    private static func silent(_ before: Moment, _ condition: SQL, _ limit: Int, in db: any SQLConnection) throws
        -> [Person]
    {
        let rest: SQL = """
            p.erased_at IS NULL AND p.email IS NOT NULL AND \(condition)
                AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)
                AND NOT EXISTS (SELECT 1 FROM municipal_role r WHERE r.person_id = p.id)
            """
        // Two halves, so that each walks an index of its own.
        return try db.rows(
            """
            SELECT p.* FROM person p WHERE p.last_seen_at < \(before) AND \(rest)
            UNION ALL
            SELECT p.* FROM person p WHERE p.last_seen_at IS NULL AND p.created_at < \(before) AND \(rest)
            LIMIT \(limit)
            """
        ).map(Person.init(row:))
    }
}
