import Community
import Core
import Questionnaires
import Storage
import Web

extension Evaluation {
    static var pageSize: Int { 30 }

    func surveyRoutes(_ routes: Routes) {
        routes.get("/enquetes", access: .surveyReaders) { [house] visit in
            let codes = visit.actor.municipalities(with: SurveyAccess.readers)
            let after = visit.query["na"].flatMap { Int($0) }
            let page = try await house.database.read { db in
                try Survey.page(of: codes, after: after, limit: Self.pageSize, in: db)
            }
            return SurveyPages(visit: visit).list(page)
        }
        routes.get("/enquetes/nieuw", access: .surveyMakers) { visit in
            let form = try await startForm(visit)
            let wanted = visit.query["vragenlijst"].map { ["vragenlijst": $0] } ?? [:]
            return SurveyPages(visit: visit).start(form, form.filled(wanted))
        }
        routes.post("/enquetes/nieuw", access: .surveyMakers) { [house] visit in
            let form = try await startForm(visit)
            let state = form.read(visit.form)
            guard state.isValid else { return SurveyPages(visit: visit).start(form, state, status: 400) }
            let codes = visit.actor.municipalities(with: SurveyAccess.makers)
            let code = codes.count == 1 ? codes[0] : state["gemeente"]
            let number = try await StartSurvey.perform(state, municipality: code, by: visit, house: house)
            return .redirect(to: "/enquetes/\(number)", notice: visit.t("De enquête staat klaar om af te maken."))
        }
        routes.get("/enquetes/{enquete}", access: .surveyReaders) { [house] visit in
            let view = try await house.database.read { db in
                try SurveyView.load(Survey.found(visit, SurveyAccess.readers, in: db), visit: visit, in: db)
            }
            return SurveyPages(visit: visit).home(view)
        }
    }

    private func startForm(_ visit: Visit) async throws -> Form {
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        return try await house.database.read { [t = visit.t] db in
            let places = try codes.compactMap { try Places.municipality($0, in: db) }.map {
                (code: $0.code, name: $0.name)
            }
            let own = try db.rows(
                """
                SELECT id, name FROM survey_questionnaire WHERE municipality_code IN (\(list: codes))
                AND archived_at IS NULL ORDER BY name_key, id LIMIT 200
                """
            ).map { (id: try $0("id", as: String.self), name: try $0("name", as: String.self)) }
            let surveys = try Survey.page(of: codes, after: nil, limit: 50, in: db).items
            return SurveyForm(municipalities: places, questionnaires: own, surveys: surveys, t: t).form
        }
    }
}
