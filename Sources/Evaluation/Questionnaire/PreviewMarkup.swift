import Core
import Questionnaires
import Web

/// A questionnaire as respondents see it: the same markup, all questions, nothing to send in.
struct PreviewMarkup {
    let questionnaire: Questionnaire
    let language: String
    let t: Texts

    init(_ questionnaire: Questionnaire, language: String, t: Texts) {
        self.questionnaire = questionnaire
        self.language = questionnaire.languages.contains(language) ? language : questionnaire.languages.first ?? "nl"
        self.t = t
    }

    var markup: HTML {
        """
        <div class="stack survey-preview">\(questionnaire.intro, { "<div class=\"card\" lang=\"\(language)\">\(HTML(paragraphs: $0(language)))</div>" })\
        \(questionnaire.blocks.enumerated().map { $0 }, { page($0.element, $0.offset) })\
        \(questionnaire.thanks, { "<div class=\"card\" lang=\"\(language)\">\(HTML(paragraphs: $0(language)))</div>" })</div>
        """
    }

    /// One page of it. `novalidate` and no button: it is only to look at.
    func page(_ block: Questionnaire.Block, _ index: Int) -> HTML {
        let title = block.title?(language) ?? ""
        let heading = title.isEmpty ? t("Pagina \(index + 1)") : title
        return """
            <section class="card stack"><h2 lang="\(title.isEmpty ? t.language.rawValue : language)">\(heading)</h2>\(condition(block.showIf))\
            <form novalidate>\(QuestionMarkup(questionnaire, block, language: language, t: t, all: true).markup())</form>\
            \(block.questions.filter { $0.showIf != nil }, { "<p class=\"small soft\">\(t("\($0.id) alleen als")) <code>\($0.showIf ?? "")</code></p>" })</section>
            """
    }

    /// One question of it, also half filled in: what is missing yet gets words, so that every field has its name.
    func question(_ question: Question) -> HTML {
        var question = question
        // Not its own name: that may be empty or be no name at all while it is being typed.
        question.id = "vraag"
        func named(_ words: Words) -> Words {
            words(language).trimmed.isEmpty ? Words([language: t("(nog geen tekst)")]) : words
        }
        question.text = named(question.text)
        for index in question.choices.indices { question.choices[index].label = named(question.choices[index].label) }
        for index in question.rows.indices { question.rows[index].label = named(question.rows[index].label) }
        var alone = questionnaire
        let block = Questionnaire.Block("voorbeeld", questions: [question])
        alone.blocks = [block]
        return """
            <form novalidate>\(QuestionMarkup(alone, block, language: language, t: t, all: true).markup())</form>
            """
    }

    private func condition(_ source: String?) -> HTML {
        guard let source, !source.isEmpty else { return .empty }
        return "<p class=\"small soft\">\(t("Deze pagina alleen als")) <code>\(source)</code></p>"
    }
}
