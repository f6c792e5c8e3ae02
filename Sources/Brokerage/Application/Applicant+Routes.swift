import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// What an applicant does with an application, by secret link or signed in.
    package func applicantRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/mijn/reacties", access: .signedIn) { visit in
            let person = Person.Identity(try visit.person())
            let (page, years) = try await house.database.read { db in
                (
                    try VacancyApplication.list(of: person, after: visit.query.text("na"), in: db),
                    try YearSheet.years(of: person.text, in: db)
                )
            }
            return MyApplicationsPage(visit: visit, page: page, years: years).reply
        }
        for way in ApplicantDoor.ways {
            lookRoutes(routes, way)
            actRoutes(routes, way)
            formRoutes(routes, way)
        }
    }

    private func lookRoutes(_ routes: Routes, _ way: (path: String, access: Access)) {
        let house = self.house
        routes.get(way.path, access: way.access) { visit in try await Self.pages(visit, house).main() }
        routes.get(way.path + "/bewijs", access: way.access) { visit in
            let pages = try await Self.pages(visit, house)
            guard pages.view.application.state == .placed else { throw WebError.notFound }
            return Certificate(visit: visit, view: pages.view).reply
        }
    }

    private func actRoutes(_ routes: Routes, _ way: (path: String, access: Access)) {
        let house = self.house
        routes.post(way.path + "/bericht", access: way.access) { visit in
            let state = ApplicantForms.message.read(visit.form)
            guard state.isValid else { return try await Self.pages(visit, house).main(state, status: 400) }
            let sent = try await Self.act(visit, house) { application, work, db in
                try work.send(state["tekst"], from: .applicant, person: application.person, on: application.id, in: db)
            }
            switch sent {
            case .sent, .repeated: return try Self.back(visit, visit.t("Je bericht is verstuurd."))
            case .closed: return try Self.back(visit, visit.t("Je kunt hier niet meer schrijven."))
            case .tooMany: throw WebError.tooMany(retryAfter: 3600)
            }
        }
        routes.post(way.path + "/contact", access: way.access) { visit in
            let shares = visit.form.text("delen") == "ja"
            _ = try await Self.act(visit, house) { try $1.shareContact($0.id, shares, in: $2) }
            return try Self.back(
                visit, shares ? visit.t("De organisatie ziet nu je gegevens.") : visit.t("Je gegevens zijn verborgen."))
        }
        routes.post(way.path + "/plek", access: way.access) { visit in
            let answer = visit.form.text("antwoord")
            guard answer == "ja" || answer == "nee" else { throw WebError.badRequest(Text("Maak een keuze.")) }
            let stood = try await Self.act(visit, house) { try $1.answerOffer($0.id, accept: answer == "ja", in: $2) }
            guard stood else { return try Self.back(visit, visit.t("Dit aanbod geldt niet meer.")) }
            return try Self.back(
                visit,
                answer == "ja"
                    ? visit.t("Fijn. De organisatie weet dat je de plek wilt.")
                    : visit.t("De plek gaat naar de volgende."))
        }
    }

    private func formRoutes(_ routes: Routes, _ way: (path: String, access: Access)) {
        let house = self.house
        routes.get(way.path + "/intrekken", access: way.access) { visit in
            let pages = try await Self.pages(visit, house)
            return pages.view.application.state.isOpen ? pages.withdraw() : .redirect(to: pages.view.base)
        }
        routes.post(way.path + "/intrekken", access: way.access) { visit in
            let state = ApplicantForms.withdraw.read(visit.form)
            guard state.isValid, let reason = VacancyApplication.WithdrawReason(rawValue: state["reden"]) else {
                return try await Self.pages(visit, house).withdraw(state, status: 400)
            }
            let done = try await Self.act(visit, house) {
                try $1.withdraw($0.id, reason: reason, text: state.optional("tekst"), in: $2)
            }
            return try Self.back(visit, done ? visit.t("Je reactie is ingetrokken.") : Self.outdated(visit))
        }
        routes.get(way.path + "/stoppen", access: way.access) { visit in
            let pages = try await Self.pages(visit, house)
            return pages.view.application.isActivePlacement ? pages.stop() : .redirect(to: pages.view.base)
        }
        routes.post(way.path + "/stoppen", access: way.access) { visit in
            let state = ApplicantForms.stop.read(visit.form)
            guard state.isValid, let reason = VacancyApplication.StopReason(rawValue: state["reden"]) else {
                return try await Self.pages(visit, house).stop(state, status: 400)
            }
            let done = try await Self.act(visit, house) {
                try $1.stop($0.id, reason: reason, text: state.optional("tekst"), by: .applicant, in: $2)
            }
            return try Self.back(
                visit, done ? visit.t("Je bent gestopt. Bedankt voor je inzet.") : Self.outdated(visit))
        }
        routes.get(way.path + "/gaat-het", access: way.access) { visit in
            let pages = try await Self.pages(visit, house)
            guard pages.view.application.isActivePlacement else { return .redirect(to: pages.view.base) }
            let chosen = visit.query.text("antwoord").flatMap(CareAnswer.init(rawValue:))?.rawValue
            return pages.care(ApplicantForms.care.filled(chosen.map { ["antwoord": $0] } ?? [:]))
        }
        routes.post(way.path + "/gaat-het", access: way.access) { visit in
            let state = ApplicantForms.care.read(visit.form)
            guard state.isValid, let answer = CareAnswer(rawValue: state["antwoord"]) else {
                return try await Self.pages(visit, house).care(state, status: 400)
            }
            let done = try await Self.act(visit, house) {
                try $1.answerCare($0.id, answer, text: state.optional("tekst"), in: $2)
            }
            return try Self.back(visit, done ? visit.t("Bedankt voor je antwoord.") : Self.outdated(visit))
        }
    }

    private static func outdated(_ visit: Visit) -> String {
        visit.t("Er was al iets veranderd. Kijk hoe het nu staat.")
    }

    private static func pages(_ visit: Visit, _ house: House) async throws -> ApplicantPages {
        let door = try ApplicantDoor(visit)
        let view = try await house.database.read { [now = visit.now] db in try ApplicantView(door, now: now, in: db) }
        return ApplicantPages(visit: visit, view: view)
    }

    /// Finds the applicant's own application and acts on it in one transaction.
    private static func act<T: Sendable>(
        _ visit: Visit, _ house: House,
        _ body: @escaping @Sendable (VacancyApplication, ApplicationWork, any SQLConnection) throws -> T
    ) async throws -> T {
        let door = try ApplicantDoor(visit)
        let work = ApplicationWork(house, visit)
        return try await house.database.write { db in try body(door.find(now: work.now, in: db), work, db) }
    }

    private static func back(_ visit: Visit, _ notice: String) throws -> Reply {
        .redirect(to: try ApplicantDoor(visit).base, notice: notice)
    }
}
