import Community
import Core
import Formats
import Storage
import Tabulation
import Web

extension ResultsPart {
    private static var saved: String { base + "/tabellen" }
    private var actions: SavedTableActions { SavedTableActions(house: house) }

    func savedRoutes(_ routes: Routes) {
        routes.get(Self.saved, access: .surveyMakers) { [house] visit in
            let view = try await house.database.read { db in
                try SavedTablePages.Plan.load(Survey.found(visit, SurveyAccess.makers, in: db), in: db)
            }
            return SavedTablePages(visit: visit).plan(view)
        }
        routes.get(Self.saved + "/{tabel}", access: .surveyMakers) { [house] visit in
            let detail = try await Self.detail(visit, house)
            return SavedTablePages(visit: visit).reply(detail, SavedTableForm.form.filled(detail.values))
        }
        routes.get(Self.saved + "/{tabel}/csv", access: .surveyMakers) { [house] visit in
            let detail = try await Self.detail(visit, house)
            let table = try detail.results.tableOrRefusal(detail.table.request)
            let notes = detail.results.notes(table, visit.t)
            let file = TableFile(
                table: table, title: detail.table.title, notes: [notes.base] + notes.method, t: visit.t)
            return file.reply(visit, name: "tabel-\(detail.results.survey.number)-\(detail.table.number)")
        }
        changeRoutes(routes)
    }

    private func changeRoutes(_ routes: Routes) {
        routes.post(Self.saved, access: .surveyMakers) { [house, actions] visit in
            let results = try await Self.load(visit, house)
            guard let ask = TableAsk(visit.query, data: results.data) else { throw WebError.notFound }
            _ = try results.tableOrRefusal(ask.request)
            let state = SavedTableForm.form.read(visit.form)
            guard state.isValid else {
                return SavedTablePages(visit: visit).saveAgain(results, ask, state)
            }
            let path = try await actions.add(ask.request, ask.picture, state, by: visit)
            return .redirect(to: path, notice: visit.t("Bewaard."))
        }
        routes.post(Self.saved + "/overnemen", access: .surveyMakers) { [actions] visit in
            let (survey, count) = try await actions.copy(by: visit)
            return .redirect(
                to: ResultsSection.plan.path(of: survey),
                notice: visit.t.plural(count, "1 tabel overgenomen.", "\(count) tabellen overgenomen."))
        }
        routes.post(Self.saved + "/{tabel}", access: .surveyMakers) { [house, actions] visit in
            let state = SavedTableForm.form.read(visit.form)
            guard state.isValid else {
                return SavedTablePages(visit: visit).reply(try await Self.detail(visit, house), state, status: 400)
            }
            return .redirect(to: try await actions.rename(state, by: visit), notice: visit.t("Opgeslagen."))
        }
        routes.post(Self.saved + "/{tabel}/omhoog", access: .surveyMakers) { [actions] visit in
            _ = try await actions.move(up: true, by: visit)
            return .redirect(to: "/enquetes/\(try visit.number("enquete"))/resultaten/tabellen")
        }
        routes.post(Self.saved + "/{tabel}/omlaag", access: .surveyMakers) { [actions] visit in
            _ = try await actions.move(up: false, by: visit)
            return .redirect(to: "/enquetes/\(try visit.number("enquete"))/resultaten/tabellen")
        }
        routes.post(Self.saved + "/{tabel}/weg", access: .surveyMakers) { [actions] visit in
            let survey = try await actions.remove(true, by: visit)
            let number = try visit.number("tabel")
            return .redirect(
                to: ResultsSection.plan.path(of: survey) + "?weg=\(number)", notice: visit.t("De tabel is weg."))
        }
        routes.post(Self.saved + "/{tabel}/terug", access: .surveyMakers) { [actions] visit in
            let survey = try await actions.remove(false, by: visit)
            return .redirect(to: ResultsSection.plan.path(of: survey), notice: visit.t("De tabel is terug."))
        }
    }

    static func detail(_ visit: Visit, _ house: House) async throws -> SavedTablePages.Detail {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard let table = try SavedTable.find(number: visit.number("tabel"), of: survey.id, in: db) else {
                throw WebError.notFound
            }
            return SavedTablePages.Detail(
                results: try ResultsData.load(survey, t: visit.t, in: db), table: table,
                publication: try PublishedTable.current(of: table.id, in: db))
        }
    }
}
