import Community
import Core
import Services
import Storage
import Web

/// Writes the set-up of a survey that has not opened.
struct SaveSettings: Sendable {
    let house: House

    func perform(_ state: FormState, by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let survey = try Survey.draft(visit, in: db)
            var settings = try FieldworkSettings.of(survey.id, in: db)
            guard settings.readyAt == nil else {
                throw WebError.badRequest(Text("De enquête staat klaar. Haal hem eerst terug."))
            }
            guard let mode = Survey.Mode(rawValue: state["vorm"]), let first = state.day("eerste") else {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            let last = state.day("laatste") ?? first + 28
            // A week later, unless the whole survey is shorter than that.
            let reminder = state.day("herinnering") ?? (first + 7 < last ? first + 7 : nil)
            settings.partialShare = state.int("drempel") ?? 50
            settings.keepsStratum = mode == .anonymous && state.isOn("groep")
            settings.keepDays = state.int("bewaren") ?? 183
            settings.frameIsKnown = state.isOn("zeker")
            settings.basisNote = state["toelichting"]
            try settings.save(for: survey.id, in: db)
            try db.run(
                """
                UPDATE survey SET mode = \(mode), opens_on = \(first), reminds_on = \(reminder), closes_on = \(last),
                    has_open_link = \(state.isOn("open-link")), lawful_basis = \(state["grondslag"]),
                    purpose = \(state["doel"]), population = \(state.int("populatie")),
                    least_cell = \(state.int("kleinste-cel") ?? 10), least_base = \(state.int("kleinste-basis") ?? 10)
                WHERE id = \(survey.id) AND state = \(Survey.State.draft)
                """)
            try house.record(
                Audit.Event("enquete-opzet", "enquete", survey.id.text, municipality: survey.municipality), by: visit,
                in: db)
            return survey
        }
    }
}
