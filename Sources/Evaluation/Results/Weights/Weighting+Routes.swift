import Community
import Core
import Services
import Storage
import Web

extension ResultsPart {
    func weightingRoutes(_ routes: Routes) {
        routes.get(Self.base + "/weging", access: .surveyMakers) { [house] visit in
            try await Self.weightingPages(visit, house, asked: visit.query.all("op")).reply()
        }
        routes.post(Self.base + "/weging", access: .surveyMakers) { [house] visit in
            let pages = try await Self.weightingPages(visit, house, asked: visit.form.all("op"))
            let (weighting, state) = pages.choices.read(visit.form)
            guard state.isValid, !weighting.isOff else { return pages.reply(state, status: 400) }
            let survey = try await Self.save(weighting, visit, house)
            return .redirect(
                to: ResultsSection.weights.path(of: survey),
                notice: visit.t("De gewichten zijn bewaard. Kies in een tabel of je weegt."))
        }
        routes.post(Self.base + "/weging/uit", access: .surveyMakers) { [house] visit in
            let survey = try await Self.save(SurveyWeighting(), visit, house)
            return .redirect(to: ResultsSection.weights.path(of: survey), notice: visit.t("De weging staat uit."))
        }
    }

    private static func save(_ weighting: SurveyWeighting, _ visit: Visit, _ house: House) async throws -> Survey {
        try await house.database.write { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try weighting.save(survey.id, now: visit.now, in: db)
            try house.record(
                Audit.Event("weging-veranderd", "enquete", survey.id.text, municipality: survey.municipality),
                by: visit, in: db)
            return survey
        }
    }

    private static func weightingPages(_ visit: Visit, _ house: House, asked: [String]) async throws -> WeightingPages {
        try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let results = try ResultsData.load(survey, t: visit.t, in: db)
            let rows = try db.rows(
                """
                SELECT stratum, COUNT(*) AS amount FROM survey_address WHERE survey_id = \(survey.id)
                AND stratum IS NOT NULL GROUP BY stratum
                """)
            let addresses = try rows.reduce(into: [String: Int]()) {
                $0[try $1("stratum")] = try $1("amount", as: Int.self)
            }
            let choices = WeightingForm(
                results, asked: asked, saved: try SurveyWeighting.find(survey.id, in: db), addresses: addresses)
            return WeightingPages(visit: visit, results: results, choices: choices)
        }
    }
}
