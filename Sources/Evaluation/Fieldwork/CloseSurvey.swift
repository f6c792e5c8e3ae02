import Community
import Core
import Formats
import Services
import Storage
import Web

/// From the field to closed. There is no way back: what was published counts on it.
struct CloseSurvey: Sendable {
    let house: House

    /// Before its last day, by hand.
    func early(by visit: Visit) async throws -> Survey {
        try await house.database.write { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard try close(survey, now: visit.now, in: db) else {
                throw WebError.badRequest(Text("Deze enquête loopt niet."))
            }
            try house.record(
                Audit.Event("enquete-gesloten", "enquete", survey.id.text, municipality: survey.municipality),
                by: visit, in: db)
            return survey
        }
    }

    /// When the last day is over.
    func whenDue(_ id: Survey.Identity, now: Moment) async throws {
        try await house.database.write { db in
            guard let survey = try Survey.find(id, in: db), let last = survey.closesOn,
                now >= DutchTime.moment(last + 1), try close(survey, now: now, in: db)
            else { return }
            try Audit.record(
                Audit.Event("enquete-gesloten", "enquete", survey.id.text, municipality: survey.municipality),
                by: .program("veldwerk"), now: now, in: db)
        }
    }

    func close(_ survey: Survey, now: Moment, in db: any SQLConnection) throws -> Bool {
        let days = try AccountFigures.days(of: survey, in: db)
        let closed = try db.run(
            """
            UPDATE survey SET state = \(Survey.State.closed), closed_at = \(now)
            WHERE id = \(survey.id) AND state = \(Survey.State.field)
            """)
        guard closed == 1 else { return false }
        try Responses(vault: house.vault).close(survey, now: now, in: db)
        try FrozenAccount.keep(days, of: survey, now: now, in: db)
        try db.run(
            "UPDATE survey_call SET claimed_by = NULL, claimed_until = NULL, closed = \(true) WHERE survey_id = \(survey.id)"
        )
        return true
    }

    /// A later last day, as long as the survey is open.
    func later(_ day: Day, by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.takesAnswers(at: visit.now) else {
                throw WebError.badRequest(Text("Deze enquête loopt niet."))
            }
            guard let last = survey.closesOn, day > last, day - visit.today <= 366 else {
                throw WebError.badRequest(Text("Kies een dag na de laatste dag die er nu staat."))
            }
            try db.run("UPDATE survey SET closes_on = \(day) WHERE id = \(survey.id)")
            try house.record(
                Audit.Event(
                    "enquete-verlengd", "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["van": .string(last.iso), "tot": .string(day.iso)]), by: visit, in: db)
            return survey
        }
    }
}
