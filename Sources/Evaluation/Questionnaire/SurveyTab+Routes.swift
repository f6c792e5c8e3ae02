import Community
import Core
import Questionnaires
import Services
import Storage
import Web

extension QuestionnairePart {
    /// The questions of one survey: what it will ask or asked, and before it opens another choice.
    func surveyTabRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/vragenlijst"
        routes.get(path, access: .surveyMakers) { visit in
            let view = try await house.database.read { db in try SurveyTabView.load(visit, in: db) }
            return view.page(visit)
        }
        routes.post(path, access: .surveyMakers) { visit in
            let choice = visit.form.text("vragenlijst") ?? ""
            let survey = try await house.database.write { [now = visit.now] db in
                let survey = try Survey.draft(visit, in: db)
                let id: String
                if let ready = ReadyMade.find(choice) {
                    id = try StoredQuestionnaire.add(
                        ready, name: survey.title, municipality: survey.municipality, origin: ready.id,
                        owner: visit.actor.person, now: now, in: db)
                } else if let own = try Int(choice).flatMap({ try StoredQuestionnaire.find(number: $0, in: db) }),
                    own.municipality == survey.municipality
                {
                    id = own.id
                } else {
                    throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
                }
                try db.run(
                    "UPDATE survey SET questionnaire_id = \(id) WHERE id = \(survey.id) AND state = \(Survey.State.draft)"
                )
                try house.record(
                    Audit.Event("enquete-vragenlijst", "enquete", survey.id.text, municipality: survey.municipality),
                    by: visit, in: db)
                return survey
            }
            return .redirect(to: survey.path("vragenlijst"), notice: visit.t("De enquête heeft nu deze vragenlijst."))
        }
    }
}

struct SurveyTabView: Sendable {
    let survey: Survey
    let stored: StoredQuestionnaire
    /// What respondents get: the frozen version, or the working text as long as the survey is a draft.
    let content: Questionnaire
    let version: FrozenVersion?
    let own: [StoredQuestionnaire]

    static func load(_ visit: Visit, in db: any SQLConnection) throws -> SurveyTabView {
        let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
        guard let stored = try StoredQuestionnaire.find(survey.questionnaire, in: db) else { throw WebError.notFound }
        let version = try survey.version.flatMap { id in
            try FrozenVersion.all(of: stored, in: db).first { $0.id == id }
        }
        let frozen = try survey.version.flatMap { try FrozenQuestionnaire.of($0, in: db) }
        let own =
            survey.state == .draft
            ? try StoredQuestionnaire.page(
                of: [survey.municipality], after: nil, archived: false, limit: 100, in: db
            ).items : []
        return SurveyTabView(
            survey: survey, stored: stored, content: frozen ?? stored.content, version: version, own: own)
    }

    func page(_ visit: Visit) -> Reply {
        let t = visit.t
        let isDraft = survey.state == .draft
        let problems = isDraft ? content.problems() : []
        let state: HTML =
            isDraft
            ? ProblemList(problems, stored: stored, t: t).markup
            : Part.notice(
                version.map { t("Deze vragen liggen vast sinds \(t.dateTime($0.frozenAt)): versie \($0.version).") }
                    ?? t("Deze vragen liggen vast."), .plain)
        let actions =
            isDraft
            ? Part.button(t("Verander de vragen"), stored.path())
            : Part.button(t("Naar de vragenlijst"), stored.path(), quiet: true)
        let language = t.language.rawValue
        let choose: HTML = """
            <div class="field"><label for="vragenlijst">\(t("Gebruik een andere vragenlijst"))</label><select id="vragenlijst" name="vragenlijst">\
            \(own, { "<option value=\"\($0.number)\"\(flag: "selected", $0.id == stored.id)>\($0.name)</option>" })\
            \(ReadyMade.all, { "<option value=\"\($0.id)\">\(t("\($0.title(language)) (kant-en-klaar)"))</option>" })</select></div><p><button class="quiet">\(t("Gebruik deze"))</button></p>
            """
        let other: HTML =
            isDraft
            ? Part.card(nil, visit.form(action: survey.path("vragenlijst"), classes: "stack", choose))
            : .empty
        return visit.surveyPage(
            survey, .questionnaire, intro: stored.name, actions: actions,
            "\(state)\(PreviewMarkup(content, language: language, t: t).markup)<div class=\"no-print\">\(other)</div>")
    }
}
