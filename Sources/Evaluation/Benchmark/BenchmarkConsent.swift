import Community
import Core
import Questionnaires
import Services
import Storage
import Tabulation
import Web

/// The switch of a survey: its figures take part in the comparison, or no longer.
struct BenchmarkConsent: Sendable {
    let house: House

    /// Copies the shares of the closed questions, and which questions were asked otherwise; nothing else of the survey
    /// ever stands in the comparison. A later survey of the municipality takes the place of an earlier one.
    func give(by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state == .closed else {
                throw WebError.badRequest(
                    Text("Meedoen kan als de enquête gesloten is: dan veranderen de cijfers niet meer."))
            }
            guard let origin = try StoredQuestionnaire.find(survey.questionnaire, in: db)?.origin else {
                throw WebError.badRequest(
                    Text("Deze vragenlijst is eigen werk. Vergelijken kan alleen met een kant-en-klare lijst."))
            }
            let results = try ResultsData.load(survey, t: .dutch, in: db)
            try Self.forget(survey.id, in: db)
            let asked = (survey.closedAt ?? visit.now).day
            try db.run(
                """
                INSERT INTO survey_benchmark (survey_id, municipality_code, origin, asked_on, given_at, given_by)
                VALUES (\(survey.id), \(survey.municipality), \(origin), \(asked), \(visit.now), \(visit.actor.person))
                """)
            // A list that no longer comes with the program has nothing to be held against.
            if let original = ReadyMade.find(origin) { try Self.keep(results, asIn: original, in: db) }
            try house.record(
                Audit.Event("benchmark-aan", "enquete", survey.id.text, municipality: survey.municipality), by: visit,
                in: db)
            return survey
        }
    }

    /// Puts the figures of a survey in the comparison, and the names of the questions it asked otherwise: they have none.
    static func keep(_ results: ResultsData, asIn original: Questionnaire, in db: any SQLConnection) throws {
        let survey = results.survey.id
        for figure in BenchmarkFigure.all(of: results, asIn: original) {
            try db.run(
                """
                INSERT INTO survey_benchmark_figure (survey_id, question, row_key, value, base)
                VALUES (\(survey), \(figure.question), \(figure.row), \(figure.value), \(figure.base))
                """)
        }
        for question in results.questionnaire.departures(from: original) {
            try db.run("INSERT INTO survey_benchmark_departure (survey_id, question) VALUES (\(survey), \(question))")
        }
        try db.run("UPDATE survey_benchmark SET departures_kept = \(true) WHERE survey_id = \(survey)")
    }

    func withdraw(by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            try Self.forget(survey.id, in: db)
            try house.record(
                Audit.Event("benchmark-uit", "enquete", survey.id.text, municipality: survey.municipality), by: visit,
                in: db)
            return survey
        }
    }

    private static func forget(_ survey: Survey.Identity, in db: any SQLConnection) throws {
        try db.run("DELETE FROM survey_benchmark_departure WHERE survey_id = \(survey)")
        try db.run("DELETE FROM survey_benchmark_figure WHERE survey_id = \(survey)")
        try db.run("DELETE FROM survey_benchmark WHERE survey_id = \(survey)")
    }
}
