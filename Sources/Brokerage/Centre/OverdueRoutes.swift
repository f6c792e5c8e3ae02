import Community
import Core
import Storage
import Web

/// Applications that wait too long, and what the centre does about them.
struct OverdueRoutes: Sendable {
    static let page = "/centrale/reacties"

    let house: House

    func register(_ routes: Routes) {
        routes.get(Self.page, access: .centre) { visit in
            let codes = visit.centreMunicipalities
            let after = visit.query["na"].flatMap { Overdue.Place($0) }
            let view = try await house.database.read { db in
                try OverdueView(municipalities: codes, after: after, now: visit.now, in: db)
            }
            return OverduePage(visit: visit, view: view).reply
        }
        routes.get("/centrale/reacties/{nummer}", access: .centre) { visit in
            OverdueOrganisationPage(visit: visit, view: try await load(visit)).reply
        }
        routes.post("/centrale/reacties/{nummer}/herinneren", access: .centre) { visit in try await remind(visit) }
        routes.get("/centrale/reacties/{nummer}/{reactie}/sluiten", access: .centre) { visit in
            let view = try await load(visit)
            let item = try CloseForOrganisation.find(visit.number("reactie"), in: view)
            let start = CloseForOrganisation.start(item, house.t(item.application.language))
            return CloseForOrganisationPage(visit: visit, view: view, item: item, state: start).reply
        }
        routes.post("/centrale/reacties/{nummer}/{reactie}/sluiten", access: .centre) { visit in try await close(visit)
        }
    }

    private func load(_ visit: Visit) async throws -> OverdueOrganisation {
        let number = try visit.number("nummer")
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try OverdueOrganisation(number, municipalities: codes, now: visit.now, in: db)
        }
    }

    private func remind(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("nummer")
        let t = visit.t
        let notice =
            switch try await RemindOrganisation.perform(
                number, municipalities: visit.centreMunicipalities, visit: visit, house: house)
            {
            case .sent(let count):
                t.plural(
                    count, "De herinnering aan 1 reactie is verstuurd.",
                    "De herinnering aan \(count) reacties is verstuurd.")
            case .alreadyToday: t("Vandaag is er al een herinnering verstuurd. Bel liever even.")
            case .nobodyWaits: t("Niemand wacht hier meer te lang.")
            }
        return .redirect(to: "\(Self.page)/\(number)", notice: notice)
    }

    private func close(_ visit: Visit) async throws -> Reply {
        let number = try visit.number("nummer")
        let application = try visit.number("reactie")
        let state = CloseForOrganisation.form.read(visit.form)
        guard state.isValid else {
            let view = try await load(visit)
            let item = try CloseForOrganisation.find(application, in: view)
            return CloseForOrganisationPage(visit: visit, view: view, item: item, state: state).reply
        }
        try await CloseForOrganisation.perform(
            application, organisation: number, municipalities: visit.centreMunicipalities, state, visit: visit,
            house: house)
        return .redirect(
            to: "\(Self.page)/\(number)", notice: visit.t("De reactie is gesloten en het bericht is verstuurd."))
    }
}
