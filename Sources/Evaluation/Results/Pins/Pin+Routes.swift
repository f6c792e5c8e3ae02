import Community
import Core
import Formats
import Services
import Storage
import Tabulation
import Web

extension ResultsPart {
    func pinRoutes(_ routes: Routes) {
        routes.get(Self.base + "/cijfers", access: .surveyMakers) { [house] visit in
            let (survey, pins) = try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                let pins = try Pin.all(of: survey.municipality, in: db)
                return (survey, try pins.map { ($0, try PinValue.find($0, on: visit.today, in: db)) })
            }
            return PinPages(visit: visit).list(survey, pins)
        }
        routes.post(Self.base + "/tabellen/{tabel}/cijfer", access: .surveyMakers) { [house] visit in
            let detail = try await Self.detail(visit, house)
            guard let publication = detail.publication else {
                throw WebError.badRequest(Text("Publiceer de tabel eerst."))
            }
            let state = PinForm.form(publication.content.table, visit.t).read(visit.form)
            guard state.isValid else {
                return PinPages(visit: visit).again(detail, publication.content.table, state)
            }
            let survey = try await Self.pin(state, publication.content.table.request, visit, house)
            return .redirect(
                to: ResultsSection.pins.path(of: survey),
                notice: visit.t("Het cijfer staat bij de indicatoren. Kies het bij een nieuw doel."))
        }
        routes.post(Self.base + "/cijfers/{cijfer}/weg", access: .surveyMakers) { [house] visit in
            let survey = try await Self.remove(visit, house)
            return .redirect(
                to: ResultsSection.pins.path(of: survey) + "?weg=\(try visit.number("cijfer"))",
                notice: visit.t("Het cijfer is geen indicator meer. Doelen houden hun oude metingen."))
        }
        routes.post(Self.base + "/cijfers/{cijfer}/terug", access: .surveyMakers) { [house] visit in
            let survey = try await Self.restore(visit, house)
            return .redirect(
                to: ResultsSection.pins.path(of: survey), notice: visit.t("Het cijfer is weer een indicator."))
        }
        // Where the list of figures leads to: the survey that gave the value last.
        routes.get("/enquetes/cijfer/{cijfer}", access: .surveyReaders) { [house] visit in
            let path = try await house.database.read { db -> String in
                guard let row = try db.first("SELECT * FROM survey_pin WHERE number = \(visit.number("cijfer"))") else {
                    throw WebError.notFound
                }
                let pin = try Pin(row: row)
                guard visit.actor.has(SurveyAccess.readers, in: pin.municipality) else { throw WebError.notFound }
                let number =
                    try PinValue.find(pin, on: visit.today, in: db)?.survey ?? Survey.find(pin.survey, in: db)?.number
                    ?? 0
                return "/enquetes/\(number)/resultaten"
            }
            return .redirect(to: path)
        }
    }

    private static func pin(_ state: FormState, _ request: TableRequest, _ visit: Visit, _ house: House) async throws
        -> Survey
    {
        try await house.database.write { db in
            try db.holdAlone("survey_pin")
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let keys = state["cel"].split(separator: "|", maxSplits: 1).map(String.init)
            guard keys.count == 2 else { throw WebError.badRequest(Text("Kies een van de mogelijkheden.")) }
            let meaning = state.optional("betekenis").flatMap(Pin.Meaning.init(rawValue:))
            if let meaning {
                // The newest takes the place of the one before: a goal that points at it goes on.
                try db.run(
                    """
                    UPDATE survey_pin SET removed_at = \(visit.now) WHERE municipality_code = \(survey.municipality)
                    AND meaning = \(meaning) AND removed_at IS NULL
                    """)
            }
            let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM survey_pin")
            let id = UUIDv7.make(at: visit.now)
            try db.run(
                """
                INSERT INTO survey_pin (id, number, survey_id, municipality_code, name, meaning, request, row_key,
                    column_key, better, created_at)
                VALUES (\(id), \(number), \(survey.id), \(survey.municipality), \(state["naam"]), \(meaning),
                    \(try Stored.write(request)), \(keys[0]), \(keys[1]),
                    \(Pin.Better(rawValue: state["beter"]) ?? .up), \(visit.now))
                """)
            try house.record(
                Audit.Event(
                    "cijfer-vastgezet", "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["cijfer": .string("\(number)")]),
                by: visit, in: db)
            return survey
        }
    }

    private static func remove(_ visit: Visit, _ house: House) async throws -> Survey {
        try await setRemoved(visit.now, "cijfer-losgemaakt", visit, house)
    }

    private static func restore(_ visit: Visit, _ house: House) async throws -> Survey {
        try await setRemoved(nil, "cijfer-terug", visit, house)
    }

    private static func setRemoved(_ at: Moment?, _ word: String, _ visit: Visit, _ house: House) async throws -> Survey
    {
        try await house.database.write { db in
            try db.holdAlone("survey_pin")
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let number = try visit.number("cijfer")
            guard
                let pin = try db.first(
                    "SELECT * FROM survey_pin WHERE number = \(number) AND municipality_code = \(survey.municipality)"
                ).map(Pin.init(row:))
            else { throw WebError.notFound }
            let others = try Pin.all(of: survey.municipality, in: db)
            if at == nil, let meaning = pin.meaning, others.contains(where: { $0.meaning == meaning }) {
                throw WebError.badRequest(Text("Er is al een ander cijfer voor “\(meaning.label.key)”."))
            }
            try db.run("UPDATE survey_pin SET removed_at = \(at) WHERE id = \(pin.id)")
            try house.record(
                Audit.Event(
                    word, "enquete", survey.id.text, municipality: survey.municipality,
                    details: ["cijfer": .string("\(number)")]),
                by: visit, in: db)
            return survey
        }
    }
}

extension Pin {
    /// Whether its value is a mean: of a number, or in a grid of numbers.
    var isMean: Bool {
        if request.kind == .mean { return true }
        return [row, column].contains { key in Statistic.allCases.contains { "n" + $0.rawValue == key } }
    }
}
