import Community
import Core
import Storage
import Web

extension FieldworkPart {
    func settingsRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/opzet"
        routes.get(path, access: .surveyMakers) { visit in
            if let imported = try await Self.imported(visit, house) { return imported.page(visit) }
            return try await Self.settings(visit, house).page()
        }
        routes.post(path, access: .surveyMakers) { visit in
            if try await Self.imported(visit, house) != nil {
                let (imported, state) = try await ImportedSettings.save(visit, house)
                guard state.isValid else { return imported.page(visit, state, status: 400) }
                return .redirect(to: imported.survey.path("opzet"), notice: visit.t("De opzet is bewaard."))
            }
            var state = SettingsForm.form.read(visit.form)
            SettingsForm.check(&state, today: visit.today)
            guard state.isValid else { return try await Self.settings(visit, house).page(state, status: 400) }
            let survey = try await SaveSettings(house: house).perform(state, by: visit)
            return .redirect(to: survey.path("opzet"), notice: visit.t("De opzet is bewaard."))
        }
        routes.post(path + "/klaar", access: .surveyMakers) { visit in
            let survey = try await OpenSurvey(house: house).ready(true, by: visit)
            return .redirect(
                to: survey.path("opzet"), notice: visit.t("De enquête staat klaar. Je kunt hem nog terughalen."))
        }
        routes.post(path + "/terug", access: .surveyMakers) { visit in
            let survey = try await OpenSurvey(house: house).ready(false, by: visit)
            return .redirect(
                to: survey.path("opzet"), notice: visit.t("De enquête is teruggehaald. Er is niets verstuurd."))
        }
        routes.post(path + "/verlengen", access: .surveyMakers) { visit in
            let pages = try await Self.settings(visit, house)
            var state = EndingForm.later.read(visit.form)
            guard let day = EndingForm.day(&state, pages.survey, today: visit.today) else {
                return pages.page(refused: .later(state), status: 400)
            }
            let survey = try await CloseSurvey(house: house).later(day, by: visit)
            return .redirect(to: survey.path("opzet"), notice: visit.t("De laatste dag is verzet."))
        }
        routes.post(path + "/sluiten", access: .surveyMakers) { visit in
            let state = EndingForm.close.read(visit.form)
            guard state.isValid else {
                return try await Self.settings(visit, house).page(refused: .close(state), status: 400)
            }
            let survey = try await CloseSurvey(house: house).early(by: visit)
            return .redirect(to: survey.path("respons"), notice: visit.t("De enquête is gesloten."))
        }
    }

    /// `nil` for a survey of our own.
    private static func imported(_ visit: Visit, _ house: House) async throws -> ImportedSettings? {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            return survey.kind == .imported ? try ImportedSettings.load(survey, in: db) : nil
        }
    }

    private static func settings(_ visit: Visit, _ house: House) async throws -> SettingsPages {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let settings = try FieldworkSettings.of(survey.id, in: db)
            return SettingsPages(
                visit: visit, survey: survey, settings: settings,
                readiness: try Readiness(survey, settings, seesBounces: house.receivesMail, in: db))
        }
    }
}
