package import Core
import Formats
package import Services
import Storage
package import Web

/// What the administration adds to the house.
extension Community {
    package func administrationRoutes(_ routes: Routes) {
        routes.get("/beheer", access: .administrator) { visit in
            let engine = try await house.database.engineVersion()
            return try await house.database.read { db in
                let scope = try AdministrationScope(visit, in: db)
                let staff = try db.count(
                    """
                    SELECT COUNT(DISTINCT person_id) FROM municipal_role WHERE municipality_code IN (\(list: scope.codes))
                    """)
                return OverviewPage(
                    visit: visit, scope: scope, health: try Health(in: db), engine: engine, staff: staff)
            }.reply
        }
        staffRoutes(routes)
        deskRoutes(routes)
        backupRoutes(routes)
        auditRoutes(routes)
        centreRoutes(routes)
        areaRoutes(routes)
        providerDeskRoutes(routes)
    }

    package func administrationMenu(for visit: Visit) -> [MenuItem] {
        visit.actor.has([.administrator]) ? [MenuItem(visit.t("Beheer"), "/beheer", order: 90)] : []
    }

    /// What went wrong in the installation and waits for a person.
    package func administrationTasks(for actor: Actor, t: Texts, now: Moment) async throws -> [TaskItem] {
        guard actor.has([.administrator]), let person = actor.person else { return [] }
        let health = try await house.database.read { db -> Health? in
            guard try AdministrationScope(Person.Identity(person), in: db)?.runsHouse == true else { return nil }
            return try Health(in: db)
        }
        guard let health else { return [] }
        var tasks: [TaskItem] = []
        if health.lastCheck?.isWhole == false {
            tasks.append(
                TaskItem(
                    function: .verankeren, title: t("Het logboek is niet heel"),
                    detail: t("Bij de controle ontbrak iets of was iets gewijzigd. Zoek uit wat er is gebeurd."),
                    action: t("Bekijk het logboek"), path: "/beheer/logboek", isUrgent: true,
                    since: health.lastCheck?.at))
        }
        tasks += try await backupTasks(t: t, now: now)
        if health.deadMail > 0 {
            tasks.append(
                TaskItem(
                    function: .verankeren,
                    title: t.plural(health.deadMail, "1 mail kon niet weg", "\(health.deadMail) mails konden niet weg"),
                    detail: t("Kijk wat de reden is. Probeer het opnieuw of gooi de mail weg."),
                    action: t("Bekijk de post"),
                    path: "/beheer/post"))
        }
        if health.deadJobs > 0 {
            tasks.append(
                TaskItem(
                    function: .verankeren,
                    title: t.plural(health.deadJobs, "1 taak is mislukt", "\(health.deadJobs) taken zijn mislukt"),
                    detail: t("Achtergrondwerk lukte vijf keer niet."), action: t("Bekijk de taken"),
                    path: "/beheer/taken"))
        }
        return tasks
    }

    package var administrationJobs: [Job] { [AuditCheck.job(house: house), AuditHead.job(house: house)] }

    /// Mail that was sent to a person.
    package var administrationPersonalData: [PersonalData] {
        [
            PersonalData(
                name: Text("Mails aan jou"),
                export: { person, db in
                    guard let email = try Person.find(Person.Identity(person), in: db)?.email else { return .array([]) }
                    return .array(
                        try db.rows(
                            """
                            SELECT kind, subject, created_at, sent_at FROM mail WHERE recipient = \(email)
                            ORDER BY created_at DESC LIMIT 1000
                            """
                        ).map { row in
                            try [
                                "soort": .string(row("kind")), "onderwerp": .string(row("subject")),
                                "gemaakt": .string(row("created_at")),
                                "verstuurd": JSONValue(row("sent_at", as: String?.self)),
                            ]
                        })
                },
                erase: { person, _, db in
                    guard let email = try Person.find(Person.Identity(person), in: db)?.email else { return }
                    // What still waits may be the word that the data are gone.
                    try db.run(
                        """
                        DELETE FROM mail
                        WHERE recipient = \(email) AND state IN (\(Outbox.State.sent), \(Outbox.State.dead))
                        """)
                })
        ]
    }

    package var administrationRetention: [RetentionRule] {
        [
            RetentionRule(
                id: "post", name: Text("Verstuurde mails"),
                reason: Text("Zo lang vragen mensen nog waar een mail bleef."), keep: .days(90)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM mail WHERE id IN (
                        SELECT id FROM mail WHERE created_at < \(before) AND state IN (\(Outbox.State.sent), \(Outbox.State.dead))
                        ORDER BY created_at, id LIMIT 2000)
                    """)
            },
            RetentionRule(
                id: "achtergrondwerk", name: Text("Afgeronde taken"), reason: Text("Om een storing na te gaan."),
                keep: .days(30)
            ) { before, _, db in
                try db.run(
                    """
                    DELETE FROM job WHERE id IN (
                        SELECT id FROM job WHERE state = \(Jobs.State.done) AND run_at < \(before) LIMIT 2000)
                    """)
            },
        ]
    }
}
