import Community
import Core
import Services
import Storage
import Web

/// The set-up of a survey that was read from a file: nobody is asked anything, so it is only about counting.
struct ImportedSettings: Sendable {
    let survey: Survey
    /// Surveys that it can be a repetition of.
    let earlier: [Survey]
    /// Whether a table left it already: what was hidden then stays hidden.
    let isTold: Bool

    static func load(_ survey: Survey, in db: any SQLConnection) throws -> ImportedSettings {
        var all = try Survey.page(of: [survey.municipality], after: nil, limit: 100, in: db).items
        // The one that was chosen stays to be chosen, however many came since.
        if let previous = try survey.previous.flatMap({ try Survey.find($0, in: db) }),
            !all.contains(where: { $0.id == previous.id })
        {
            all.append(previous)
        }
        return ImportedSettings(
            survey: survey,
            earlier: try all.filter { try $0.id == survey.previous || !leads($0, to: survey.id, in: db) },
            isTold: try db.first("SELECT 1 AS told FROM survey_publication WHERE survey_id = \(survey.id) LIMIT 1")
                != nil
        )
    }

    /// Whether the survey is the other one or comes after it.
    private static func leads(_ survey: Survey, to other: Survey.Identity, in db: any SQLConnection) throws -> Bool {
        var next: Survey? = survey
        for _ in 0..<50 {
            guard let one = next else { return false }
            if one.id == other { return true }
            next = try one.previous.flatMap { try Survey.find($0, in: db) }
        }
        return true
    }

    var form: Form {
        var fields = SettingsForm.form.fields.filter {
            ["populatie", "kleinste-cel", "kleinste-basis"].contains($0.name)
        }
        if !earlier.isEmpty {
            fields.append(
                Field(
                    "vorige", Text("Is dit een herhaling?"),
                    .select(earlier.map { .init(String($0.number), Text("\($0.title)")) }),
                    hint: Text("Dan zie je straks wat er veranderd is."), required: false))
        }
        return Form(fields)
    }

    var state: FormState {
        form.filled([
            "populatie": survey.population.map(String.init) ?? "", "kleinste-cel": String(survey.leastCell),
            "kleinste-basis": String(survey.leastBase),
            "vorige": earlier.first { $0.id == survey.previous }.map { String($0.number) } ?? "",
        ])
    }

    /// What was filled in, with what is wrong with it.
    func read(_ sent: Query) -> FormState {
        var state = form.read(sent)
        guard isTold else { return state }
        for (name, least) in [("kleinste-cel", survey.leastCell), ("kleinste-basis", survey.leastBase)]
        where state.int(name).map({ $0 < least }) ?? false {
            state.addError(
                name,
                Text(
                    "Er is al een tabel openbaar geweest. Lager dan \(least) kan niet meer: wat toen is afgeschermd, blijft dat."
                ))
        }
        return state
    }

    /// Writes what was filled in; gives it back with what is wrong, when something is.
    static func save(_ visit: Visit, _ house: House) async throws -> (settings: ImportedSettings, state: FormState) {
        try await house.database.write { db in
            // Whoever publishes holds this too: a lower bound and a first table cannot pass each other.
            try db.holdAlone("survey_publication")
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let settings = try ImportedSettings.load(survey, in: db)
            let state = settings.read(visit.form)
            guard survey.kind == .imported, state.isValid else { return (settings, state) }
            let previous = settings.earlier.first { $0.number == state.int("vorige") }?.id
            try db.run(
                """
                UPDATE survey SET population = \(state.int("populatie")), previous_id = \(previous),
                    least_cell = \(state.int("kleinste-cel") ?? survey.leastCell),
                    least_base = \(state.int("kleinste-basis") ?? survey.leastBase) WHERE id = \(survey.id)
                """)
            try house.record(
                Audit.Event("enquete-opzet", "enquete", survey.id.text, municipality: survey.municipality), by: visit,
                in: db)
            return (settings, state)
        }
    }

    func page(_ visit: Visit, _ given: FormState? = nil, status: Int = 200) -> Reply {
        let t = visit.t
        let form = self.form
        let state = given ?? self.state
        let body: HTML = "\(visit.fields(form, state))<p class=\"row\"><button>\(t("Bewaar de opzet"))</button></p>"
        return visit.surveyPage(
            survey, .settings, intro: t("Deze enquête komt uit een bestand. Hier staat alleen hoe je telt."),
            status: status,
            """
            \(visit.errorSummary(form, state))\(Part.card(nil, visit.form(action: survey.path("opzet"), classes: "stack", body)))
            """)
    }
}
