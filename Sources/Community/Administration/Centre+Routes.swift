import Core
import Storage
import Web

extension Community {
    func centreRoutes(_ routes: Routes) {
        routes.get("/beheer/centrales", access: .administrator) { visit in
            let (centres, unserved) = try await house.database.read { db in
                let scope = try AdministrationScope(visit, in: db)
                return (try Centre.all(scope, in: db), try Centre.unserved(scope, in: db))
            }
            return CentrePages(visit: visit, unserved: unserved).list(centres)
        }
        routes.get("/beheer/centrales/nieuw", access: .administrator) { visit in
            let (pages, _) = try await centrePages(visit, nil)
            return pages.edit(nil, pages.form(isNew: true).filled())
        }
        routes.post("/beheer/centrales/nieuw", access: .administrator) { visit in
            let (pages, _) = try await centrePages(visit, nil)
            let state = pages.form(isNew: true).read(visit.form)
            guard state.isValid else { return pages.edit(nil, state) }
            try await SaveCentre(house: house, visit: visit, state: state)(nil)
            return .redirect(to: "/beheer/centrales", notice: visit.t("De centrale is toegevoegd."))
        }
        routes.get("/beheer/centrales/{centrale}", access: .administrator) { visit in
            let (pages, centre) = try await centrePages(visit, visit.parameter("centrale"))
            return pages.edit(centre, pages.form(isNew: false).filled(centre.map(CentrePages.values) ?? [:]))
        }
        routes.post("/beheer/centrales/{centrale}", access: .administrator) { visit in
            let (pages, centre) = try await centrePages(visit, visit.parameter("centrale"))
            let state = pages.form(isNew: false).read(visit.form)
            guard state.isValid else { return pages.edit(centre, state) }
            try await SaveCentre(house: house, visit: visit, state: state)(visit.parameter("centrale"))
            return .redirect(
                to: "/beheer/centrales", notice: visit.t("Opgeslagen. Binnen een minuut staat het op elke pagina."))
        }
    }

    private func centrePages(_ visit: Visit, _ id: String?) async throws -> (CentrePages, Centre?) {
        try await house.database.read { db in
            let scope = try AdministrationScope(visit, in: db)
            let centre = try id.map { try Centre.find($0, scope: scope, in: db) }
            return (CentrePages(visit: visit, unserved: try Centre.unserved(scope, in: db)), centre)
        }
    }
}
