import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    func searchRoutes(_ routes: Routes) {
        let house = self.house
        routes.get(Self.shelf + "/vragen", access: .surveyMakers) { visit in
            let codes = visit.actor.municipalities(with: SurveyAccess.makers)
            let text = visit.query.text("zoek") ?? ""
            let kind = visit.query.text("soort").flatMap(Question.Kind.init(rawValue:))
            let number = visit.query.int("naar")
            let (result, target) = try await house.database.read { [language = visit.t.language.rawValue] db in
                let target = try number.flatMap { try StoredQuestionnaire.find(number: $0, in: db) }
                return (
                    try QuestionSearch.find(
                        String(text.prefix(200)), kind: kind, codes: codes, language: language, in: db),
                    target.flatMap { codes.contains($0.municipality) ? $0 : nil }
                )
            }
            return SearchPages(visit: visit, target: target).page(result.found, more: result.more)
        }
        routes.post(Self.base + "/overnemen", access: .surveyMakers) { visit in
            let source = visit.form.text("bron") ?? ""
            let id = visit.form.text("vraag") ?? ""
            let (found, before) = try await house.database.read { db in
                (try QuestionSearch.question(source, id, visit, in: db), try StoredQuestionnaire.found(visit, in: db))
            }
            let name = before.content.freeQuestionID(found.question.kind)
            let stored = try await ChangeQuestionnaire(house: house).perform(.questionAdded, name, by: visit) {
                content in
                if content.blocks.isEmpty { content.blocks.append(.init("p1", questions: [])) }
                guard let page = content.blocks.last?.id, content.question(name) == nil else { throw WebError.notFound }
                content.add(found.question.adopted(as: name, from: found.first, by: content), to: page)
            }
            return .redirect(
                to: stored.path() + "#vraag-\(name)",
                notice: visit.t("De vraag staat op de laatste pagina en heet \(name)."))
        }
    }
}

struct SearchPages {
    let visit: Visit
    /// The questionnaire that a question is looked for.
    let target: StoredQuestionnaire?
    private var t: Texts { visit.t }
    private var language: String { t.language.rawValue }

    func page(_ found: [FoundQuestion], more: Bool) -> Reply {
        let steps = [(t("Enquêtes"), "/enquetes"), (t("Vragenlijsten"), QuestionnairePart.shelf)]
        let text = visit.query.text("zoek") ?? ""
        let kind = visit.query.text("soort") ?? ""
        let form: HTML = """
            <form method="get" action="\(QuestionnairePart.shelf)/vragen" class="row" role="search">\(target, { "<input type=\"hidden\" name=\"naar\" value=\"\($0.number)\">" })\
            <div class="field"><label for="zoek">\(t("Woorden uit de vraag of een antwoord"))</label><input type="search" id="zoek" name="zoek" value="\(text)" maxlength="200"></div>\
            <div class="field"><label for="soort">\(t("Soort vraag"))</label><select id="soort" name="soort"><option value="">\(t("Alle soorten"))</option>\
            \(Question.Kind.allCases.filter { $0 != .info }, { "<option value=\"\($0.rawValue)\"\(flag: "selected", $0.rawValue == kind)>\(t($0.label))</option>" })</select></div>\
            <button>\(t("Zoek"))</button></form>
            """
        let count = found.count
        let results: HTML =
            found.isEmpty
            ? Part.empty(t("Niets gevonden"), t("Probeer een ander of korter woord."))
            : """
            <p role="status">\(more ? t("De eerste \(count) vragen. Zoek preciezer om minder te zien.") : t.plural(count, "1 vraag", "\(count) vragen"))</p>\
            <ul class="cards">\(found, card)</ul>
            """
        return visit.page(
            t("Zoek een vraag"),
            """
            <div class="wrap stack page">\(Part.breadcrumbs(steps + (target.map { [($0.name, $0.path())] } ?? []), label: t("Je bent hier")))\
            <h1>\(t("Zoek een vraag"))</h1><p class="lead">\(target.map { t("Je zoekt een vraag voor: \($0.name).") } ?? t("In al je vragenlijsten en in die klaarliggen."))</p>\
            \(form)\(results)</div>
            """)
    }

    private func card(_ found: FoundQuestion) -> HTML {
        let question = found.question
        let first = found.questionnaire.languages.first ?? "nl"
        let labels = (question.rows.isEmpty ? question.choices : question.rows).prefix(6).map { $0.label(first) }
        let add: HTML =
            target.map { target in
                visit.buttonForm(
                    action: target.path("overnemen"), label: t("Neem over"),
                    fields: [("bron", found.source), ("vraag", question.id)])
            } ?? .empty
        return """
            <li class="card stack"><h2 lang="\(first)">\(question.text(first))</h2><p class="chips">\(Part.chip(t(question.kind.label)))</p>\
            \(if: !labels.isEmpty, "<p class=\"soft\" lang=\"\(first)\">\(labels.joined(separator: " · "))</p>")\
            <p class="small">\(t("Uit:")) <a href="\(found.path)">\(found.name)</a></p>\(add)</li>
            """
    }
}
