import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    func questionRoutes(_ routes: Routes) {
        let house = self.house
        let path = Self.base + "/vraag/{vraag}"
        routes.post(Self.base + "/vraag", access: .surveyMakers) { visit in
            let kind = visit.form.text("soort").flatMap(Question.Kind.init(rawValue:)) ?? .single
            let page = visit.form.text("pagina") ?? ""
            let before = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let id = before.content.freeQuestionID(kind)
            try await ChangeQuestionnaire(house: house).perform(.questionAdded, id, by: visit) { content in
                guard content.blocks.contains(where: { $0.id == page }) else { throw WebError.notFound }
                guard content.question(id) == nil else {
                    throw WebError.badRequest(Text("Er is al een vraag met deze naam."))
                }
                content.add(kind.example(id), to: page)
            }
            return .redirect(to: before.path("vraag/\(id)"))
        }
        routes.get(path, access: .surveyMakers) { visit in
            let pages = try await Self.questionPages(visit, house)
            return pages.page()
        }
        routes.post(path, access: .surveyMakers, bodyLimit: 400_000) { visit in
            try await Self.saveQuestion(visit, house)
        }
        for (word, down) in [("omhoog", false), ("omlaag", true)] {
            routes.post(path + "/" + word, access: .surveyMakers) { visit in
                let id = try visit.parameter("vraag")
                let stored = try await ChangeQuestionnaire(house: house).perform(.questionMoved, id, by: visit) {
                    content in
                    guard content.question(id) != nil else { throw WebError.notFound }
                    content.move(id, down: down)
                }
                return .redirect(to: stored.path() + "#vraag-\(id)")
            }
        }
        routes.post(path + "/kopie", access: .surveyMakers) { visit in
            let id = try visit.parameter("vraag")
            let before = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let name = before.content.freeQuestionID(before.content.question(id)?.kind ?? .single)
            let stored = try await ChangeQuestionnaire(house: house).perform(.questionAdded, name, by: visit) {
                content in
                guard content.copy(id) != nil else { throw WebError.notFound }
            }
            return .redirect(to: stored.path() + "#vraag-\(name)", notice: visit.t("De kopie heet \(name)."))
        }
        routes.post(path + "/weg", access: .surveyMakers) { visit in
            let id = try visit.parameter("vraag")
            let stored = try await ChangeQuestionnaire(house: house).perform(.questionRemoved, id, by: visit) {
                content in
                guard content.question(id) != nil else { throw WebError.notFound }
                content.remove(id)
            }
            let uses = stored.content.usesOf(id).joined(separator: ", ")
            let notice =
                uses.isEmpty
                ? visit.t("Vraag \(id) is verwijderd. Bovenaan kun je dat terugdraaien.")
                : visit.t("Vraag \(id) is verwijderd. Let op: deze voorwaarden noemen hem nog: \(uses).")
            return .redirect(to: stored.path(), notice: notice)
        }
    }

    private static func questionPages(_ visit: Visit, _ house: House) async throws -> QuestionPages {
        let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
        guard let question = stored.content.question(try visit.parameter("vraag")) else { throw WebError.notFound }
        return QuestionPages(visit: visit, stored: stored, question: question)
    }

    private static func saveQuestion(_ visit: Visit, _ house: House) async throws -> Reply {
        let pages = try await questionPages(visit, house)
        let kind = visit.form.text(QuestionForm.Name.kind).flatMap(Question.Kind.init(rawValue:)) ?? pages.question.kind
        let form = QuestionForm(
            questionnaire: pages.stored.content, question: pages.question, kind: kind, t: visit.t)
        var state = form.form.read(visit.form)
        let filled = form.read(&state)
        // The button that only looks: what was typed is shown, nothing is kept.
        if visit.form.text("actie") == "bekijk" {
            // Another kind was chosen: its own fields come with this page, so none of them can be wrong yet.
            if form.lacksOwnFields(visit.form) { return pages.page(form, form.sent(visit.form), shown: filled) }
            return pages.page(form, state, shown: filled, status: state.isValid ? 200 : 400)
        }
        guard state.isValid else { return pages.page(form, state, shown: filled, status: 400) }
        let old = pages.question.id
        let seen = state[QuestionForm.Name.state]
        let page = state[QuestionForm.Name.page]
        var isStale = false
        do {
            try await ChangeQuestionnaire(house: house).perform(.questionChanged, filled.id, by: visit) { content in
                guard let now = content.question(old), seen.isEmpty || QuestionForm.state(of: now) == seen else {
                    throw StaleQuestion()
                }
                content.replace(old, with: filled)
                content.move(filled.id, to: page)
            }
        } catch is StaleQuestion {
            isStale = true
        } catch WebError.badRequest(let reason) {
            state.addError(QuestionForm.Name.text, reason)
            return pages.page(form, state, shown: filled, status: 400)
        }
        if isStale {
            state.addError(
                QuestionForm.Name.text,
                Text("Iemand anders heeft deze vraag net veranderd. Bewaar nog een keer om jouw tekst te laten gelden.")
            )
            return try await questionPages(visit, house).page(form, state, shown: filled, status: 400)
        }
        return .redirect(
            to: pages.stored.path() + "#vraag-\(filled.id)", notice: visit.t("Vraag \(filled.id) is bewaard."))
    }
}

/// Someone else changed or removed the question since its form was opened.
struct StaleQuestion: Error {}
