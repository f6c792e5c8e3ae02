import Community
import Core
import Questionnaires
import Services
import Storage
import Web

extension QuestionnairePart {
    static let fileLimit = 2_000_000

    func shelfRoutes(_ routes: Routes) {
        let shelf = Self.shelf
        routes.get(shelf, access: .surveyMakers) { [house] visit in
            let codes = visit.actor.municipalities(with: SurveyAccess.makers)
            let archived = visit.query["opgeborgen"] != nil
            let page = try await house.database.read { [key = visit.query["na"]] db in
                try StoredQuestionnaire.page(of: codes, after: key, archived: archived, limit: 30, in: db)
            }
            return ShelfPages(visit: visit).list(page, archived: archived)
        }
        routes.get(shelf + "/kant-en-klaar/{lijst}", access: .surveyMakers) { visit in
            guard let found = ReadyMade.find(try visit.parameter("lijst")) else { throw WebError.notFound }
            return ShelfPages(visit: visit).ready(found)
        }
        routes.get(shelf + "/nieuw", access: .surveyMakers) { [house] visit in
            let form = try await Self.newForm(visit, house)
            return ShelfPages(visit: visit).new(form, form.filled(["begin": "leeg"]))
        }
        routes.post(shelf + "/nieuw", access: .surveyMakers, bodyLimit: Self.fileLimit + 100_000) { visit in
            try await add(visit)
        }
        for (word, archived) in [("opbergen", true), ("terughalen", false)] {
            routes.post(Self.base + "/" + word, access: .surveyMakers) { [house] visit in
                try await Self.archive(visit, archived, house)
            }
        }
    }

    private static func newForm(_ visit: Visit, _ house: House) async throws -> Form {
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        let places = try await house.database.read { db in try codes.compactMap { try Places.municipality($0, in: db) }
        }
        let ready: [Field.Choice] = ReadyMade.all.map {
            .init("kant-\($0.id)", Text("\($0.title(visit.t.language.rawValue)) (kant-en-klaar)"))
        }
        var fields: [Field] = []
        if places.count > 1 {
            fields.append(
                Field("gemeente", Text("Gemeente"), .select(places.map { .init($0.code, Text("\($0.name)")) })))
        }
        fields += [
            Field("titel", Text("Naam"), hint: Text("Zo vind je hem terug."), limit: 120, autocomplete: "off"),
            Field(
                "begin", Text("Begin met"),
                .select([.init("leeg", Text("Een lege vragenlijst"))] + ready + [.init("bestand", Text("Een bestand"))])
            ),
            Field(
                "bestand", Text("Bestand"), .file(accept: ".yaml,.yml,.xlsx"),
                hint: Text("Een YAML-bestand van Inzet, of een XLSForm uit Kobo of ODK. Hoogstens 2 MB."),
                required: false),
        ]
        return Form(fields)
    }

    private func add(_ visit: Visit) async throws -> Reply {
        let form = try await Self.newForm(visit, house)
        var state = form.read(visit.form)
        let codes = visit.actor.municipalities(with: SurveyAccess.makers)
        let code = codes.count == 1 ? codes[0] : state["gemeente"]
        let begin = state["begin"]
        var content = Questionnaire(
            id: "vragenlijst", languages: ["nl"], title: Words(state["titel"]), blocks: [.init("p1", questions: [])])
        var losses: [Text] = []
        if begin == "bestand" {
            guard let file = visit.files["bestand"], !file.bytes.isEmpty else {
                state.addError("bestand", Text("Kies een bestand."))
                return ShelfPages(visit: visit).new(form, state, status: 400)
            }
            switch await QuestionnaireFile.read(file.bytes) {
            case .success(let read):
                content = read.questionnaire
                losses = read.losses
            case .failure(let fault):
                state.addError("bestand", fault.text)
                return ShelfPages(visit: visit).new(form, state, problems: fault.problems, status: 400)
            }
        } else if begin.hasPrefix("kant-"), let ready = ReadyMade.find(String(begin.dropFirst(5))) {
            content = ready
        }
        guard state.isValid, codes.contains(code) else {
            return ShelfPages(visit: visit).new(form, state, status: 400)
        }
        let origin = begin.hasPrefix("kant-") ? String(begin.dropFirst(5)) : nil
        let number = try await house.database.write { [house, content, name = state["titel"]] db in
            guard visit.actor.has(SurveyAccess.makers, in: code) else { throw WebError.notFound }
            let id = try StoredQuestionnaire.add(
                content, name: name, municipality: code, origin: origin, owner: visit.actor.person, now: visit.now,
                in: db)
            try house.record(
                Audit.Event("vragenlijst-gemaakt", "vragenlijst", id, municipality: code), by: visit, in: db)
            return try StoredQuestionnaire.find(id, in: db)?.number ?? 0
        }
        let path = "\(Self.shelf)/\(number)"
        if losses.isEmpty { return .redirect(to: path, notice: visit.t("De vragenlijst staat klaar.")) }
        return FilePages(visit: visit).losses(losses, path: path)
    }

    private static func archive(_ visit: Visit, _ archived: Bool, _ house: House) async throws -> Reply {
        let stored = try await house.database.write { [now = visit.now] db in
            let stored = try StoredQuestionnaire.found(visit, in: db)
            try db.run(
                """
                UPDATE survey_questionnaire SET archived_at = \(archived ? now : nil as Moment?)
                WHERE id = \(stored.id)
                """)
            try house.record(
                Audit.Event(
                    archived ? "vragenlijst-opgeborgen" : "vragenlijst-teruggehaald", "vragenlijst", stored.id,
                    municipality: stored.municipality), by: visit, in: db)
            return stored
        }
        return archived
            ? .redirect(to: shelf, notice: visit.t("De vragenlijst is opgeborgen."))
            : .redirect(to: stored.path(), notice: visit.t("De vragenlijst is terug."))
    }
}
