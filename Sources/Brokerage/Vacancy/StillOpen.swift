import Community
import Core
import Services
import Storage

/// The question whether a vacancy is still open: by mail two weeks after the last sign of life, and when nothing comes
/// back the vacancy pauses. A stale vacancy costs a volunteer's courage.
enum StillOpen {
    static let purpose = "vacature-nog-open"
    static let askAfter = Span.days(14)
    static let pauseAfter = Span.days(7)
    /// A link in a mail works this long.
    static let lifetime = Span.days(60)

    /// What can be answered by a link without signing in.
    enum Answer: String, Sendable, CaseIterable {
        case yes = "ja"
        case pause = "pauze"
        case close = "sluiten"
    }

    static func revokeLinks(_ vacancy: Vacancy, now: Moment, in db: any SQLConnection) throws {
        try Tokens.revoke(subject: vacancy.id.text, purpose: purpose, now: now, in: db)
    }

    /// The vacancy a link is about; `nil` when the link was used or is too old, or the vacancy is closed.
    static func look(_ secret: String, now: Moment, in db: any SQLConnection) throws -> Vacancy? {
        guard let token = try Tokens.look(secret, for: purpose, now: now, in: db) else { return nil }
        let vacancy = try Vacancy.find(Vacancy.Identity(token.subject), in: db)
        return vacancy.flatMap { [.online, .paused].contains($0.state) ? $0 : nil }
    }

    /// A few vacancies at a time: the transaction stays short.
    static let batch = 100

    /// Asks about vacancies that gave no sign for two weeks and were not asked since.
    ///
    /// - Returns: how many were asked; call again until it is fewer than `batch`.
    static func ask(house: House, now: Moment, in db: any SQLConnection) throws -> Int {
        let silent = try db.rows(
            """
            SELECT * FROM vacancy WHERE state = \(Vacancy.State.online) AND last_sign_at <= \(now - askAfter)
            AND (asked_open_at IS NULL OR asked_open_at < last_sign_at) AND (last_day IS NULL OR last_day >= \(now.day))
            ORDER BY last_sign_at, id LIMIT \(batch)
            """
        ).map(Vacancy.init(row:))
        for vacancy in silent {
            try db.run("UPDATE vacancy SET asked_open_at = \(now) WHERE id = \(vacancy.id)")
            try Audit.record(Vacancy.event("vacature-nog-open-gevraagd", vacancy), by: cause, now: now, in: db)
            try VacancyMail.send("vacature-nog-open", about: vacancy, house: house, isSecret: true, in: db) { t in
                let link = try link(vacancy, house: house, now: now, in: db)
                return (
                    t("Is deze vacature nog open? \(vacancy.title)"),
                    [
                        .paragraph(t("We hoorden twee weken niets over deze vacature. Is de plek er nog?")),
                        .button(label: t("Geef antwoord"), url: link),
                        .paragraph(
                            t(
                                "Eén klik is genoeg, je hoeft niet in te loggen. Horen we een week niets? Dan zetten we de vacature op pauze."
                            )),
                    ]
                )
            }
        }
        return silent.count
    }

    /// Pauses vacancies that were asked about a week ago and gave no sign since.
    ///
    /// - Returns: the vacancies that were paused; call again until they are fewer than `batch`.
    static func pause(house: House, now: Moment, in db: any SQLConnection) throws -> [Vacancy.Identity] {
        let silent = try db.rows(
            """
            SELECT * FROM vacancy WHERE state = \(Vacancy.State.online)
            AND last_sign_at <= \(now - askAfter - pauseAfter) AND asked_open_at <= \(now - pauseAfter)
            AND asked_open_at >= last_sign_at ORDER BY last_sign_at, id LIMIT \(batch)
            """
        ).map(Vacancy.init(row:))
        for vacancy in silent {
            _ = try Vacancy.move(vacancy.id, from: [.online], to: .paused, now: now, in: db)
            try Audit.record(Vacancy.event("vacature-gepauzeerd", vacancy), by: cause, now: now, in: db)
            try VacancyMail.send("vacature-op-pauze", about: vacancy, house: house, isSecret: true, in: db) { t in
                let link = try link(vacancy, house: house, now: now, in: db)
                return (
                    t("We hebben je vacature op pauze gezet: \(vacancy.title)"),
                    [
                        .paragraph(
                            t(
                                "We vroegen of deze plek er nog is en kregen geen antwoord. Daarom laten we de vacature even niet zien."
                            )),
                        .button(label: t("Zet de vacature weer online"), url: link),
                        .paragraph(t("Eén klik is genoeg, je hoeft niet in te loggen.")),
                    ]
                )
            }
        }
        return silent.map(\.id)
    }

    static let cause = Audit.Cause.program("vacatures")

    private static func link(_ vacancy: Vacancy, house: House, now: Moment, in db: any SQLConnection) throws -> String {
        let secret = try Tokens.issue(purpose, subject: vacancy.id.text, lifetime: lifetime, now: now, in: db)
        return house.origin + "/nog-open/" + secret
    }
}
