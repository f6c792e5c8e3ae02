import Community
import Core
import Questionnaires
import Storage
import Web

extension QuestionnairePart {
    /// A questionnaire in another language is translated page by page, so that a form stays short.
    func translationRoutes(_ routes: Routes) {
        let house = self.house
        let path = Self.base + "/taal/{taal}"
        routes.get(path, access: .surveyMakers) { visit in
            let stored = try await house.database.read { db in try StoredQuestionnaire.found(visit, in: db) }
            return try TranslationPages(visit: visit, stored: stored).page()
        }
        routes.post(path, access: .surveyMakers, bodyLimit: 1_000_000) { visit in
            let language = try visit.parameter("taal")
            let form = visit.form
            let stored = try await ChangeQuestionnaire(house: house).perform(.translated, language, by: visit) {
                content in
                guard content.languages.dropFirst().contains(language) else { throw WebError.notFound }
                Translation(language: language, form: form).apply(to: &content)
            }
            let page = form.text("pagina") ?? ""
            return .redirect(
                to: stored.path("taal/\(language)") + (page.isEmpty ? "" : "?pagina=\(page)"),
                notice: visit.t("Bewaard."))
        }
    }
}

/// Reads a page of translations into a questionnaire. A field that is not in the form changes nothing.
struct Translation {
    let language: String
    let form: Query

    func apply(to content: inout Questionnaire) {
        let first = content.languages.first ?? "nl"
        func words(_ name: String, _ words: Words?) -> Words? {
            guard var words, let text = form[name] else { return words }
            words.set(text.trimmed.replacing("\r\n", with: "\n"), in: language, first: first)
            return words
        }
        func choices(_ name: String, _ list: [Choice]) -> [Choice] {
            guard let text = form[name] else { return list }
            return ChoiceLines.translated(list, text, language: language, first: first)
        }
        content.title = words("titel", content.title) ?? content.title
        content.intro = words("inleiding", content.intro)
        content.thanks = words("slot", content.thanks)
        for block in content.blocks.indices {
            let id = content.blocks[block].id
            content.blocks[block].title = words("p.\(id).titel", content.blocks[block].title)
            content.blocks[block].intro = words("p.\(id).inleiding", content.blocks[block].intro)
            for index in content.blocks[block].questions.indices {
                var question = content.blocks[block].questions[index]
                let name = "v.\(question.id)"
                question.text = words("\(name).tekst", question.text) ?? question.text
                question.hint = words("\(name).uitleg", question.hint)
                question.lowLabel = words("\(name).links", question.lowLabel)
                question.highLabel = words("\(name).rechts", question.highLabel)
                question.unit = words("\(name).eenheid", question.unit)
                question.choices = choices("\(name).antwoorden", question.choices)
                question.rows = choices("\(name).regels", question.rows)
                content.blocks[block].questions[index] = question
            }
        }
    }
}

/// The texts of one page beside those in the language they were written in.
struct TranslationPages {
    let visit: Visit
    let stored: StoredQuestionnaire

    private var t: Texts { visit.t }
    private var first: String { stored.first }

    func page() throws -> Reply {
        let language = try visit.parameter("taal")
        let content = stored.content
        guard content.languages.dropFirst().contains(language) else { throw WebError.notFound }
        let chosen = visit.query["pagina"]
        let block = content.blocks.first { $0.id == chosen }
        let path = stored.path("taal/\(language)")
        let links: HTML = """
            <nav class="subnav" aria-label="\(t("Pagina’s"))"><ul class="row small"><li><a href="\(path)"\(attribute: "aria-current", block == nil ? "page" : nil)>\(t("Begin en einde"))</a></li>\
            \(content.blocks.enumerated().map { $0 }, { index, one in
                "<li><a href=\"\(path)?pagina=\(one.id)\"\(attribute: "aria-current", one.id == chosen ? "page" : nil)>\(t("Pagina \(index + 1)"))</a></li>"
            })</ul></nav>
            """
        let fields = block.map { self.fields(of: $0, language) } ?? whole(language)
        return visit.questionnairePage(
            stored, title: t("Vertaling: \(language)"),
            intro: t("Links staat de tekst in “\(first)”. Wat je leeg laat, verschijnt in die taal."),
            """
            \(links)\(visit.form(
                action: path, classes: "stack",
                """
                <input type="hidden" name="pagina" value="\(block?.id ?? "")">\(fields)\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), stored.path(), quiet: true))</p>
                """))
            """)
    }

    private func whole(_ language: String) -> HTML {
        let content = stored.content
        return line("titel", t("Titel"), content.title, language, rows: 1)
            + line("inleiding", t("Inleiding"), content.intro, language, rows: 4)
            + line("slot", t("Tekst na afloop"), content.thanks, language, rows: 3)
    }

    private func fields(of block: Questionnaire.Block, _ language: String) -> HTML {
        var result =
            line("p.\(block.id).titel", t("Titel van de pagina"), block.title, language, rows: 1)
            + line("p.\(block.id).inleiding", t("Tekst boven de vragen"), block.intro, language, rows: 3)
        for question in block.questions {
            let name = "v.\(question.id)"
            let parts =
                line("\(name).tekst", t("De vraag"), question.text, language, rows: 2)
                + line("\(name).uitleg", t("Uitleg bij de vraag"), question.hint, language, rows: 2)
                + line("\(name).links", t("Woorden bij het laagste getal"), question.lowLabel, language, rows: 1)
                + line("\(name).rechts", t("Woorden bij het hoogste getal"), question.highLabel, language, rows: 1)
                + line("\(name).eenheid", t("Wat telt het getal?"), question.unit, language, rows: 1)
                + lines("\(name).regels", t("Regels van het rooster"), question.rows, language)
                + lines("\(name).antwoorden", t("Antwoorden"), question.choices, language)
            result += "<fieldset class=\"card stack\"><legend>\(question.id)</legend>\(parts)</fieldset>"
        }
        return result
    }

    private func line(_ name: String, _ label: String, _ words: Words?, _ language: String, rows: Int) -> HTML {
        guard let words, !words.isEmpty else { return .empty }
        return pair(
            name, label, words.only(first, first: first), words.only(language, first: first), language, rows: rows)
    }

    private func lines(_ name: String, _ label: String, _ choices: [Choice], _ language: String) -> HTML {
        if choices.isEmpty { return .empty }
        return pair(
            name, label, ChoiceLines.labels(choices, language: first, first: first),
            ChoiceLines.labels(choices, language: language, first: first), language, rows: min(12, choices.count + 1))
    }

    private func pair(
        _ name: String, _ label: String, _ source: String, _ translation: String, _ language: String, rows: Int
    ) -> HTML {
        """
        <div class="survey-translation"><div><span class="label" id="bron-\(name)">\(label)</span><p class="survey-source" lang="\(first)">\(source)</p></div>\
        <div class="field"><label for="veld-\(name)">\(t("In “\(language)”"))<span class="visually-hidden">: \(label)</span></label>\
        <textarea id="veld-\(name)" name="\(name)" rows="\(rows)" lang="\(language)" dir="\(QuestionMarkup.direction(language))" aria-describedby="bron-\(name)" maxlength="20000">\n\(translation)</textarea></div></div>
        """
    }
}
