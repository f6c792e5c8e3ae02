import Core
import Storage
import Web

extension Community {
    func areaRoutes(_ routes: Routes) {
        routes.get("/beheer/gebieden", access: .administrator) { visit in
            let list = try await house.database.read { db in
                let scope = try AdministrationScope(visit, in: db)
                return try scope.municipalities(in: db).map { municipality in
                    let count = try db.count(
                        "SELECT COUNT(*) FROM neighbourhood WHERE municipality_code = \(municipality.code)")
                    return (municipality, count)
                }
            }
            return AreaPages(visit: visit).list(list)
        }
        routes.get("/beheer/gebieden/{gemeente}", access: .administrator) { visit in
            try await municipalityPage(visit, Areas.form.filled())
        }
        routes.post("/beheer/gebieden/{gemeente}", access: .administrator) { visit in
            var state = Areas.form.read(visit.form)
            let code = try visit.parameter("gemeente")
            if state.isValid, try await Areas(house: house, visit: visit).add(state["naam"], to: code) == .taken {
                state.addError("naam", Self.taken)
            }
            guard state.isValid else { return try await municipalityPage(visit, state) }
            return .redirect(to: "/beheer/gebieden/\(code)", notice: visit.t("De wijk is toegevoegd."))
        }
        routes.get("/beheer/wijken/{wijk}", access: .administrator) { visit in
            let area = try await area(visit)
            return AreaPages(visit: visit).rename(area, Areas.form.filled(["naam": area.name]))
        }
        routes.post("/beheer/wijken/{wijk}", access: .administrator) { visit in
            let area = try await area(visit)
            var state = Areas.form.read(visit.form)
            if state.isValid, try await Areas(house: house, visit: visit).rename(area.id, to: state["naam"]) == .taken {
                state.addError("naam", Self.taken)
            }
            guard state.isValid else { return AreaPages(visit: visit).rename(area, state) }
            return .redirect(to: "/beheer/gebieden/\(area.municipality)", notice: visit.t("De naam is gewijzigd."))
        }
    }

    private static let taken = Text("Er is al een wijk met deze naam.")

    private func area(_ visit: Visit) async throws -> Neighbourhood {
        let id = try visit.parameter("wijk")
        return try await house.database.read { db in
            try Areas.find(id, scope: AdministrationScope(visit, in: db), in: db)
        }
    }

    private func municipalityPage(_ visit: Visit, _ state: FormState) async throws -> Reply {
        let code = try visit.parameter("gemeente")
        let (municipality, areas) = try await house.database.read { db in
            try AdministrationScope(visit, in: db).require(code)
            guard let municipality = try Places.municipality(code, in: db) else { throw WebError.notFound }
            return (municipality, try Places.neighbourhoods(of: code, in: db))
        }
        return AreaPages(visit: visit).municipality(municipality, areas, state)
    }
}
