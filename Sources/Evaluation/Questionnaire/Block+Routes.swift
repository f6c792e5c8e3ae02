import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    func blockRoutes(_ routes: Routes) {
        let house = self.house
        let path = Self.base + "/pagina/{pagina}"
        routes.post(Self.base + "/pagina", access: .surveyMakers) { visit in
            let before = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let id = before.content.freeBlockID()
            let stored = try await ChangeQuestionnaire(house: house).perform(.blockAdded, id, by: visit) { content in
                guard !content.blocks.contains(where: { $0.id == id }) else {
                    throw WebError.badRequest(Text("Probeer het nog een keer."))
                }
                content.blocks.append(.init(id, questions: []))
            }
            return .redirect(to: stored.path() + "#pagina-\(id)")
        }
        routes.get(path, access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            return try BlockPages(visit: visit, stored: stored).page()
        }
        routes.post(path, access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            let pages = BlockPages(visit: visit, stored: stored)
            let id = try visit.parameter("pagina")
            var state = BlockPages.form.read(visit.form)
            if let source = state.optional("formule") {
                do throws(ExpressionFault) { _ = try Expression(source) } catch {
                    state.addError("formule", error.text)
                }
            }
            guard state.isValid else { return try pages.page(state, status: 400) }
            let values = state
            try await ChangeQuestionnaire(house: house).perform(.blockChanged, id, by: visit) { content in
                guard let index = content.blocks.firstIndex(where: { $0.id == id }) else { throw WebError.notFound }
                BlockPages.apply(values, to: &content.blocks[index], first: content.languages.first ?? "nl")
            }
            return .redirect(to: stored.path() + "#pagina-\(id)", notice: visit.t("Bewaard."))
        }
        for (word, down) in [("omhoog", false), ("omlaag", true)] {
            routes.post(path + "/" + word, access: .surveyMakers) { visit in
                let id = try visit.parameter("pagina")
                let stored = try await ChangeQuestionnaire(house: house).perform(.blockMoved, id, by: visit) {
                    content in
                    content.moveBlock(id, down: down)
                }
                return .redirect(to: stored.path() + "#pagina-\(id)")
            }
        }
        routes.post(path + "/weg", access: .surveyMakers) { visit in
            let id = try visit.parameter("pagina")
            let stored = try await ChangeQuestionnaire(house: house).perform(.blockRemoved, id, by: visit) { content in
                content.removeBlock(id)
            }
            return .redirect(
                to: stored.path(),
                notice: visit.t("De pagina is verwijderd, met haar vragen. Bovenaan kun je dat terugdraaien."))
        }
    }
}

/// Title and introduction of one page, and when it is there.
struct BlockPages {
    let visit: Visit
    let stored: StoredQuestionnaire

    private var t: Texts { visit.t }

    static let form = Form([
        Field("titel", Text("Titel van de pagina"), required: false, limit: 200, autocomplete: "off"),
        Field("inleiding", Text("Tekst boven de vragen"), .area(rows: 4), required: false, limit: 4000),
        Field(
            "formule", Text("Alleen laten zien als"),
            hint: Text("Laat leeg als iedereen deze pagina krijgt. Bijvoorbeeld: V01 has (1, 2)."), required: false,
            limit: 2000),
    ])

    func page(_ state: FormState? = nil, status: Int = 200) throws -> Reply {
        let id = try visit.parameter("pagina")
        guard let index = stored.content.blocks.firstIndex(where: { $0.id == id }) else { throw WebError.notFound }
        let block = stored.content.blocks[index]
        let first = stored.first
        let state =
            state
            ?? Self.form.filled([
                "titel": block.title?.only(first, first: first) ?? "",
                "inleiding": block.intro?.only(first, first: first) ?? "", "formule": block.showIf ?? "",
            ])
        let problems = stored.content.problems().filter { $0.place == id }
        return visit.questionnairePage(
            stored, title: t("Pagina \(index + 1)"), status: status,
            """
            <div class="stack narrow">\(ProblemList(problems, stored: nil, t: t).inPlace)\(visit.form(
                action: stored.path("pagina/\(id)"), classes: "stack",
                """
                \(visit.errorSummary(Self.form, state))\(visit.fields(Self.form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), stored.path(), quiet: true))</p>
                """))</div>
            """)
    }

    static func apply(_ state: FormState, to block: inout Questionnaire.Block, first: String) {
        func words(_ name: String, _ words: Words?) -> Words? {
            var words = words ?? Words([:])
            words.set(state[name].replacing("\r\n", with: "\n"), in: first, first: first)
            return state[name].isEmpty ? nil : words
        }
        block.title = words("titel", block.title)
        block.intro = words("inleiding", block.intro)
        block.showIf = state.optional("formule")
    }
}
