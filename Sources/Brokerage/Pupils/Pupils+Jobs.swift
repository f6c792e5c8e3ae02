import Community
import Core
import Services
import Storage

extension Brokerage {
    /// Reminders, and the mails to parents after an outcome.
    var pupilJobs: [Job] {
        [
            Job(PublishRound.job) { [house] payload, now in
                try await house.database.write { db in
                    try PublishRound.tellParents(payload, house: house, now: now, in: db)
                }
            },
            Job("stage-herinneringen", .daily(minute: 8 * 60 + 30)) { [house] _, now in
                try await house.database.write { db in
                    try PupilReminders(house: house, now: now).parents(in: db)
                }
                try await house.database.write { db in try PupilReminders(house: house, now: now).schools(in: db) }
            },
        ]
    }
}

/// Nobody is forgotten: a parent who did not answer, a class that did not choose.
struct PupilReminders: Sendable {
    let house: House
    let now: Moment
    private static let afterDays = 7
    private static let beforeClosing = 3

    /// Asks parents once more after a week, as long as the choosing is not over.
    func parents(in db: any SQLConnection) throws {
        let since = now - .days(Self.afterDays)
        let rows = try db.rows(
            """
            SELECT p.* FROM pupil_round r JOIN pupil p ON p.round_id = r.id
            WHERE r.state = \(PupilRound.State.open) AND r.wishes_until >= \(now.day) AND p.under_16 = \(true)
            AND p.consent_at IS NULL AND p.refused_at IS NULL AND p.erased_at IS NULL AND p.guardian_email IS NOT NULL
            AND p.guardian_mailed_at < \(since) ORDER BY p.id LIMIT 500
            """)
        for row in rows {
            let pupil = try Pupil(row: row)
            // Once: whoever was mailed a week after coming in has had the second mail.
            let created: Moment = try row("created_at")
            if let mailed = pupil.guardianMailedAt, mailed > created + .days(1) { continue }
            guard let school = try School.find(pupil.school, in: db),
                let round = try PupilRound.find(pupil.round, in: db)
            else { continue }
            _ = try GuardianMail(house: house).ask(pupil, school: school, round: round, now: now, in: db)
        }
    }

    /// Three days before the choosing closes, a school hears how many did not choose yet.
    func schools(in db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT s.id, s.number, s.name, COUNT(p.id) AS missing FROM pupil_round r
            JOIN pupil p ON p.round_id = r.id JOIN school s ON s.id = p.school_id
            WHERE r.state = \(PupilRound.State.open) AND r.wishes_until = \(now.day + Self.beforeClosing)
            AND p.erased_at IS NULL
            AND NOT (\(WishList.isMade()))
            GROUP BY s.id, s.number, s.name ORDER BY s.number
            """)
        for row in rows {
            let missing: Int = try row("missing")
            let number: Int = try row("number")
            let school: String = try row("name")
            for contact in try SchoolContact.all(of: try row("id"), in: db) where contact.joinedAt != nil {
                let t = house.t(try Person.language(of: contact.email, in: db))
                try house.mail(
                    Mail(
                        to: contact.email, name: contact.name,
                        subject: t("Nog 3 dagen om een stage te kiezen"), kind: "stage-kiezen", language: t.language,
                        [
                            .paragraph(
                                t.plural(
                                    missing, "Bij \(school) heeft 1 leerling nog niets gekozen.",
                                    "Bij \(school) hebben \(missing) leerlingen nog niets gekozen.")),
                            .button(label: t("Kijk wie dat zijn"), url: house.origin + "/school/\(number)"),
                        ]), in: db)
            }
        }
    }
}
