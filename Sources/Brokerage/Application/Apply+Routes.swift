import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// Applying: the form, the confirmation by mail.
    package func applyRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/vacatures/{nummer}/reageren", access: .everyone) { visit in
            let number = try visit.number("nummer")
            let (pages, isFull, person) = try await house.database.read { db in
                let (pages, isFull) = try Self.applyPages(visit, number, in: db)
                return (pages, isFull, try Self.knownPerson(visit, in: db))
            }
            guard pages.vacancy.isOpen(on: visit.today) else { return pages.closed }
            return pages.form(ApplyForm.known(person), isFull: isFull)
        }
        routes.post("/vacatures/{nummer}/reageren", access: .everyone) { visit in
            let number = try visit.number("nummer")
            let (pages, isFull) = try await house.database.read { db in try Self.applyPages(visit, number, in: db) }
            let state = ApplyForm.form.read(visit.form)
            guard let draft = ApplyDraft(state, language: visit.t.language) else {
                return pages.form(state, isFull: isFull, status: 400)
            }
            let work = ApplicationWork(house, visit)
            let anyway = visit.form.text("toch") == "ja"
            let vacancy = pages.vacancy.id
            let applied = try await house.database.write { db in
                let known = try Self.knownPerson(visit, in: db)
                let person = known.flatMap { $0.email?.lowercased() == draft.email ? $0 : nil }
                return try work.apply(draft, to: vacancy, as: person, anyway: anyway, in: db)
            }
            switch applied {
            case .confirmed(let number):
                return .redirect(to: "/mijn/reacties/\(number)", notice: visit.t("Je reactie is verstuurd."))
            case .mailed: return .redirect(to: "/vacatures/\(number)/reageren/mail")
            case .already(let number): return pages.already(number)
            case .far(let metres): return pages.tooFar(metres, visit.form)
            case .thirdToday: return pages.thirdToday(visit.form)
            case .tooMany: throw WebError.tooMany(retryAfter: 3600)
            case .closed: return pages.closed
            }
        }
        routes.get("/vacatures/{nummer}/reageren/mail", access: .everyone) { visit in
            let number = try visit.number("nummer")
            return try await house.database.read { db in try Self.applyPages(visit, number, in: db).pages }.checkMail
        }
        confirmRoutes(routes)
    }

    private func confirmRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/reactie/bevestigen/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let pages = ConfirmPages(visit: visit)
            let found = try await house.database.read { db -> (ApplicationDossier, Bool)? in
                guard
                    let token = try Tokens.look(secret, for: VacancyApplication.confirmPurpose, now: visit.now, in: db),
                    let application = try VacancyApplication.find(VacancyApplication.Identity(token.subject), in: db),
                    application.state == .unconfirmed, let email = application.email
                else { return nil }
                let today = try VacancyApplication.confirmedToday(email: email, now: visit.now, in: db)
                return (try ApplicationDossier(application, in: db), today >= ApplicationWork.manyToday)
            }
            guard let (dossier, isThird) = found else { return pages.gone }
            return pages.ask(dossier, secret: secret, isThird: isThird)
        }
        routes.post("/reactie/bevestigen/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let work = ApplicationWork(house, visit)
            let pages = ConfirmPages(visit: visit)
            let confirmed = try await house.database.write { db in try work.confirm(secret: secret, in: db) }
            switch confirmed {
            case .sent(_, let secret):
                return .redirect(to: "/reactie/\(secret)", notice: visit.t("Je reactie is verstuurd."))
            case .already(let link): return .redirect(to: link, notice: visit.t("Je had al gereageerd."))
            case .closed(let vacancy): return pages.closed(vacancy)
            case nil: return pages.gone
            }
        }
    }

    /// The vacancy as the public may know it: what is not on line yet does not exist.
    private static func applyPages(_ visit: Visit, _ number: Int, in db: any SQLConnection) throws
        -> (pages: ApplyPages, isFull: Bool)
    {
        guard let vacancy = try Vacancy.find(number: number, in: db), vacancy.publishedAt != nil,
            vacancy.state != .draft, vacancy.state != .submitted, !vacancy.isTemplate
        else { throw WebError.notFound }
        let name = try db.value("SELECT name FROM organisation WHERE id = \(vacancy.organisation)", as: String.self)
        let pages = ApplyPages(visit: visit, vacancy: vacancy, organisation: name ?? "")
        return (pages, try VacancyPlaces.isFull(vacancy, in: db))
    }

    private static func knownPerson(_ visit: Visit, in db: any SQLConnection) throws -> Person? {
        guard let id = visit.actor.person else { return nil }
        return try Person.find(Person.Identity(id), in: db)
    }
}
