import Community
import Core
import Services
import Storage

/// Asks organisations for the answer they owe: one mail that lists all who wait, and an honest word to each of those.
struct ChaseOverdue: Sendable {
    let house: House
    let now: Moment

    func run() async throws {
        let limit = now - .days(Overdue.chaseDays)
        // Organisation by organisation, each in a transaction of its own, so that the site can write in between.
        while true {
            let next = try await house.database.read { db in
                try db.value(
                    """
                    SELECT a.organisation_id FROM application a
                    WHERE a.chased_at IS NULL AND \(Overdue.condition(since: limit)) ORDER BY a.state_at LIMIT 1
                    """, as: Organisation.Identity.self)
            }
            guard let next else { return }
            let done = try await house.database.write { db in try chase(next, limit: limit, in: db) }
            if done == 0 { return }
        }
    }

    private func chase(_ id: Organisation.Identity, limit: Moment, in db: any SQLConnection) throws -> Int {
        let work = ApplicationWork(house, program: "herinneren", now: now)
        let all: SQL = "a.organisation_id = \(id) AND \(Overdue.condition(since: limit))"
        // Apart from the list in the mail: a hundred that were told before must not hide the next.
        let untold = try Overdue.waiting("a.chased_at IS NULL AND \(all)", now: now, limit: 100, in: db)
        guard let row = try db.first("SELECT * FROM organisation WHERE id = \(id)") else { return 0 }
        let organisation = try Organisation(row: row)
        var fresh = 0
        for item in untold {
            let changed = try db.run(
                "UPDATE application SET chased_at = \(now) WHERE id = \(item.application.id) AND chased_at IS NULL")
            guard changed == 1 else { continue }
            fresh += 1
            try work.record("herinnering-gestuurd", item.application, in: db)
            try tellApplicant(item, work, in: db)
        }
        if fresh > 0 { try mail(organisation, Overdue.waiting(all, now: now, limit: 100, in: db), in: db) }
        return fresh
    }

    private func mail(_ organisation: Organisation, _ late: [Overdue.Waiting], in db: any SQLConnection) throws {
        for reader in try ApplicationWork.Reader.of(organisation, in: db) {
            let t = house.t(reader.language)
            let lines = late.map { item in
                let days = (now - item.since).wholeDays
                return t("\(item.application.name) – \(item.vacancyTitle) – wacht \(days) dagen")
            }
            let path = OrganisationNav.Item.applications.path(organisation.number)
            try house.mail(
                Mail(
                    to: reader.email, name: reader.name,
                    subject: t.plural(
                        late.count, "1 reactie wacht op jullie antwoord",
                        "\(late.count) reacties wachten op jullie antwoord"),
                    kind: "herinnering-organisatie", language: reader.language,
                    [
                        .paragraph(t("Deze mensen wachten langer dan een week op antwoord van \(organisation.name):")),
                        .list(lines),
                        .paragraph(
                            t(
                                "Een kort bericht is genoeg. Ook als het niet doorgaat, weet iemand dan waar die aan toe is."
                            )),
                        .button(label: t("Geef antwoord"), url: house.origin + path),
                        .small(
                            t("Na twee weken zonder antwoord neemt de vrijwilligerscentrale contact met jullie op.")),
                    ]), in: db)
        }
    }

    private func tellApplicant(_ item: Overdue.Waiting, _ work: ApplicationWork, in db: any SQLConnection) throws {
        let dossier = try work.dossier(item.application.id, in: db)
        let link = try work.followLink(dossier.application, in: db)
        try work.tellApplicant(
            dossier, kind: "herinnering-inwoner", link: link,
            subject: { t in t("Nog geen antwoord op “\(item.vacancyTitle)”") }, in: db
        ) { t in
            [
                .paragraph(
                    t("Je wacht al een week op antwoord van \(item.organisationName). Dat is langer dan we willen.")),
                .paragraph(
                    t(
                        "We hebben de organisatie nu om een antwoord gevraagd. Jij kunt kiezen: nog even wachten, verder zoeken of je reactie intrekken."
                    )),
                .button(label: t("Zoek verder"), url: house.origin + dossier.vacancy.othersLikeThis),
                .button(label: t("Trek je reactie in"), url: link + "/intrekken"),
            ]
        }
    }
}
