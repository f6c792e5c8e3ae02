import Community
import Core
import Formats
import Services
import Storage
import Web

/// From preparation to the field: somebody says that all is ready, and on the first day at nine it opens. What ties an
/// answer to an address, and the words of the questions, are fixed from then on.
struct OpenSurvey: Sendable {
    let house: House

    /// Says that it is ready, or takes that back as long as nothing went out.
    func ready(_ isReady: Bool, by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.draft(visit, in: db)
            var settings = try FieldworkSettings.of(survey.id, in: db)
            if isReady {
                guard try Readiness(survey, settings, seesBounces: house.receivesMail, in: db).isReady else {
                    throw WebError.badRequest(Text("Er mist nog iets. Kijk naar de lijst “Klaar om te openen”."))
                }
            }
            settings.readyAt = isReady ? visit.now : nil
            try settings.save(for: survey.id, in: db)
            if isReady {
                try Jobs.add(FieldworkJob.now, payload: survey.id.text, at: visit.now, now: visit.now, in: db)
            }
            try house.record(
                Audit.Event(
                    isReady ? "enquete-klaargezet" : "enquete-teruggehaald", "enquete", survey.id.text,
                    municipality: survey.municipality), by: visit, in: db)
            return survey
        }
    }

    /// Opens a survey whose hour has come. Gives whether it is in the field.
    func whenDue(_ id: Survey.Identity, now: Moment) async throws -> Bool {
        try await house.database.write { [house] db in
            guard let survey = try Survey.find(id, in: db), survey.kind == .own else { return false }
            if survey.state != .draft { return survey.state == .field }
            let settings = try FieldworkSettings.of(id, in: db)
            guard settings.readyAt != nil, let day = survey.opensOn,
                now >= DutchTime.moment(day, minute: FieldworkJob.hour)
            else { return false }
            guard try Readiness(survey, settings, seesBounces: house.receivesMail, in: db).isReady else {
                // Something changed since: a person must look again.
                var changed = settings
                changed.readyAt = nil
                try changed.save(for: id, in: db)
                return false
            }
            return try open(survey, now: now, in: db)
        }
    }

    /// Opens at this moment: the questions are frozen and the mode is fixed.
    func open(_ survey: Survey, now: Moment, in db: any SQLConnection) throws -> Bool {
        let version = try FreezeQuestions.perform(survey, now: now, in: db)
        let opened = try db.run(
            """
            UPDATE survey SET state = \(Survey.State.field), opened_at = \(now), version_id = \(version)
            WHERE id = \(survey.id) AND state = \(Survey.State.draft)
            """)
        guard opened == 1 else { return false }
        try Audit.record(
            Audit.Event(
                "enquete-geopend", "enquete", survey.id.text, municipality: survey.municipality,
                details: ["vorm": .string(survey.mode.rawValue)]), by: .program("veldwerk"), now: now, in: db)
        return true
    }
}
