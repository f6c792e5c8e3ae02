import Core

extension QuestionnaireCheck {
    /// One line per place and language, not one per text: a new language would drown all else.
    mutating func checkTranslations() {
        let first = questionnaire.languages.first ?? "nl"
        for language in questionnaire.languages.dropFirst() {
            let whole = [questionnaire.title, questionnaire.intro, questionnaire.thanks]
            checkTranslation(whole, at: "", language, first)
            for block in questionnaire.blocks {
                checkTranslation([block.title, block.intro], at: block.id, language, first)
                for question in block.questions {
                    let own = [question.text, question.hint, question.lowLabel, question.highLabel, question.unit]
                    checkTranslation(
                        own + question.choices.map(\.label) + question.rows.map(\.label), at: question.id, language,
                        first)
                }
            }
        }
    }

    private mutating func checkTranslation(_ texts: [Words?], at id: String, _ language: String, _ first: String) {
        let missing = texts.compactMap { $0 }.filter { !$0.isEmpty && $0.only(language, first: first).isEmpty }
        if missing.isEmpty { return }
        let count = missing.count
        advise(id, Text("Vertaling in “\(language)” ontbreekt bij \(count) van de teksten."))
    }
}
