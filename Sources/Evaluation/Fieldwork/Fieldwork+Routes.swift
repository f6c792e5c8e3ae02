import Community
import Core
import Storage
import Tabulation
import Web

extension FieldworkPart {
    func fieldworkRoutes(_ routes: Routes) {
        let house = self.house
        routes.get("/enquetes/{enquete}/veldwerk", access: .surveyCallers) { visit in
            try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.callers, in: db)
                let bounced = try db.count(
                    """
                    SELECT COUNT(*) FROM survey_address WHERE survey_id = \(survey.id)
                    AND outcome = \(Outcome.undelivered)
                    """)
                return FieldworkPage(
                    visit: visit, survey: survey, settings: try FieldworkSettings.of(survey.id, in: db),
                    counts: try AddressCounts(survey.id, in: db),
                    calls: try CallList.counts(survey.id, person: visit.actor.person, now: visit.now, in: db),
                    bounced: bounced
                ).reply
            }
        }
    }
}
