import Community
import Core
import Questionnaires
import Services
import Storage

/// Surveys of the demo as they would have been made, opened and closed.
struct DemoSurveyMaker {
    let house: House
    let researcher: Person.Identity
    var municipality = "GM9999"

    func make(
        _ title: String, _ content: Questionnaire, mode: Survey.Mode, opens: Day, population: Int? = nil,
        leastCell: Int = 5, leastBase: Int = 10, purpose: String, previous: Survey? = nil, in db: any SQLConnection
    ) throws -> Survey {
        let made = DutchTime.moment(opens - 20, minute: 10 * 60)
        // A repeated survey asks with the same questionnaire.
        let questionnaire =
            try previous?.questionnaire
            ?? StoredQuestionnaire.add(
                content, name: title, municipality: municipality, origin: content.id, owner: researcher.text, now: made,
                in: db)
        let survey = try StartSurvey.add(
            title, municipality: municipality, mode: mode, questionnaire: questionnaire, previous: previous?.id,
            owner: researcher.text, now: made, in: db)
        try db.run(
            """
            UPDATE survey SET opens_on = \(opens), reminds_on = \(opens + 7), closes_on = \(opens + 28),
                population = \(population), least_cell = \(leastCell), least_base = \(leastBase),
                lawful_basis = 'taak', purpose = \(purpose) WHERE id = \(survey.id)
            """)
        return try Survey.find(survey.id, in: db) ?? survey
    }

    func open(_ survey: Survey, in db: any SQLConnection) throws -> Survey? {
        guard let day = survey.opensOn else { return nil }
        _ = try OpenSurvey(house: house).open(survey, now: DutchTime.moment(day, minute: 9 * 60), in: db)
        return try Survey.find(survey.id, in: db)
    }

    func close(_ survey: Survey, on day: Day, in db: any SQLConnection) throws {
        _ = try CloseSurvey(house: house).close(survey, now: DutchTime.moment(day), in: db)
    }
}
