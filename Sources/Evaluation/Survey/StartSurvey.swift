import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// A maker begins a survey: a title and a questionnaire. Everything else has a place of its own.
enum StartSurvey {
    /// The choice of a questionnaire in the form: `kant-ID` is a ready-made one, `eigen-ID` one of the municipality,
    /// `leeg` an empty one.
    static func perform(_ state: FormState, municipality: String, by visit: Visit, house: House) async throws -> Int {
        try await house.database.write { db in
            guard visit.actor.has(SurveyAccess.makers, in: municipality) else { throw WebError.notFound }
            let title = state["titel"]
            let questionnaire = try questionnaire(state["vragenlijst"], title, municipality, visit, in: db)
            let survey = try add(
                title, municipality: municipality, questionnaire: questionnaire,
                previous: try previous(state.optional("vorige"), municipality, in: db), owner: visit.actor.person,
                now: visit.now, in: db)
            try house.record(
                Audit.Event("enquete-begonnen", "enquete", survey.id.text, municipality: municipality), by: visit,
                in: db)
            return survey.number
        }
    }

    /// Writes a survey in preparation with careful defaults. Call it inside the writing transaction.
    static func add(
        _ title: String, municipality: String, kind: Survey.Kind = .own, mode: Survey.Mode = .pseudonymous,
        questionnaire: String, previous: Survey.Identity? = nil, owner: String?, now: Moment, in db: any SQLConnection
    ) throws -> Survey {
        try db.holdAlone("survey")
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM survey")
        let id = Survey.Identity(at: now)
        try db.run(
            """
            INSERT INTO survey (id, number, municipality_code, title, kind, mode, state, questionnaire_id, has_open_link,
                least_cell, least_base, lawful_basis, purpose, previous_id, owner_id, created_at)
            VALUES (\(id), \(number), \(municipality), \(title), \(kind), \(mode), \(Survey.State.draft),
                \(questionnaire), \(false), 5, 10, '', '', \(previous), \(owner), \(now))
            """)
        guard let survey = try Survey.find(id, in: db) else { throw StorageError.missingColumn("survey") }
        return survey
    }

    private static func questionnaire(
        _ choice: String, _ title: String, _ municipality: String, _ visit: Visit, in db: any SQLConnection
    ) throws -> String {
        if choice.hasPrefix("eigen-"), let own = try StoredQuestionnaire.find(String(choice.dropFirst(6)), in: db),
            own.municipality == municipality
        {
            return own.id
        }
        let ready = choice.hasPrefix("kant-") ? ReadyMade.find(String(choice.dropFirst(5))) : nil
        guard ready != nil || choice == "leeg" else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
        let content = ready ?? Questionnaire(id: "vragenlijst", title: Words(title))
        return try StoredQuestionnaire.add(
            content, name: title, municipality: municipality, origin: ready?.id, owner: visit.actor.person,
            now: visit.now, in: db)
    }

    private static func previous(_ number: String?, _ municipality: String, in db: any SQLConnection) throws
        -> Survey.Identity?
    {
        guard let number = number.flatMap({ Int($0) }) else { return nil }
        guard let survey = try Survey.find(number: number, in: db), survey.municipality == municipality else {
            throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
        }
        return survey.id
    }
}
