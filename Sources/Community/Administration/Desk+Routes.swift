import Core
import Services
import Storage
import Web

extension Community {
    func deskRoutes(_ routes: Routes) {
        routes.get("/beheer/post", access: .administrator) { visit in
            let address = visit.query.text("adres")
            let answer = try await house.database.read { db -> (Page<MailDesk.Line>, Int, [MailDesk.Line]?)? in
                guard try AdministrationScope(visit, in: db).runsHouse else { return nil }
                return (
                    try MailDesk.dead(before: visit.query.text("voor"), in: db), try Health.waitingMail(in: db),
                    try address.map { try MailDesk.recent(to: $0, in: db) }
                )
            }
            guard let (dead, waiting, found) = answer else { return AdministrationNav.notYours(visit, .mail) }
            return MailDeskPages(visit: visit).page(dead, waiting: waiting, found: found)
        }
        routes.post("/beheer/post/{mail}/opnieuw", access: .administrator) { visit in
            try await MailDesk.retry(visit.parameter("mail"), visit: visit, house: house)
            return .redirect(to: "/beheer/post", notice: visit.t("De mail gaat zo opnieuw op pad."))
        }
        routes.post("/beheer/post/{mail}/weg", access: .administrator) { visit in
            try await MailDesk.drop(visit.parameter("mail"), visit: visit, house: house)
            return .redirect(to: "/beheer/post", notice: visit.t("De mail is weggegooid."))
        }
        routes.get("/beheer/taken", access: .administrator) { visit in
            let answer = try await house.database.read { db -> (Page<JobDesk.Line>, Int)? in
                guard try AdministrationScope(visit, in: db).runsHouse else { return nil }
                return (try JobDesk.dead(before: visit.query.text("voor"), in: db), try Health.waitingJobs(in: db))
            }
            guard let (dead, waiting) = answer else { return AdministrationNav.notYours(visit, .jobs) }
            return JobDesk.page(dead, waiting: waiting, visit: visit)
        }
        routes.post("/beheer/taken/{taak}/opnieuw", access: .administrator) { visit in
            try await JobDesk.retry(visit.parameter("taak"), visit: visit, house: house)
            return .redirect(to: "/beheer/taken", notice: visit.t("De taak gaat zo opnieuw beginnen."))
        }
        routes.post("/beheer/taken/{taak}/weg", access: .administrator) { visit in
            try await JobDesk.drop(visit.parameter("taak"), visit: visit, house: house)
            return .redirect(to: "/beheer/taken", notice: visit.t("De taak is weggegooid."))
        }
    }
}
