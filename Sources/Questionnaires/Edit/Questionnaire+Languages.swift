extension Questionnaire {
    /// Changes the languages. Texts in a language that goes are lost; with another first language the texts that were
    /// written in the old one stay its translation.
    package mutating func setLanguages(_ new: [String]) {
        guard let first = new.first, new != languages else { return }
        let old = languages.first ?? "nl"
        mapWords { words in
            var texts = words.texts
            if let text = texts.removeValue(forKey: "") { texts[old] = text }
            // Without a text in the new first language there would be nothing to show.
            let main = texts[first] ?? texts[old] ?? ""
            texts = texts.filter { new.contains($0.key) && $0.key != first }
            texts[""] = main
            return Words(texts)
        }
        languages = new
    }

    /// Every text once, wherever it stands.
    mutating func mapWords(_ change: (Words) -> Words) {
        func choices(_ list: [Choice]) -> [Choice] {
            list.map { choice in
                var choice = choice
                choice.label = change(choice.label)
                return choice
            }
        }
        title = change(title)
        intro = intro.map(change)
        thanks = thanks.map(change)
        for block in blocks.indices {
            blocks[block].title = blocks[block].title.map(change)
            blocks[block].intro = blocks[block].intro.map(change)
            for index in blocks[block].questions.indices {
                var question = blocks[block].questions[index]
                question.text = change(question.text)
                question.hint = question.hint.map(change)
                question.lowLabel = question.lowLabel.map(change)
                question.highLabel = question.highLabel.map(change)
                question.unit = question.unit.map(change)
                question.choices = choices(question.choices)
                question.rows = choices(question.rows)
                blocks[block].questions[index] = question
            }
        }
    }
}

extension Question {
    /// The question as part of another questionnaire: with a name of its own, its texts in the languages that one has,
    /// and without a condition, which would look at questions that are not there.
    package func adopted(as id: String, from first: String, by questionnaire: Questionnaire) -> Question {
        var carrier = Questionnaire(
            id: "x", languages: [first], title: Words("x"), blocks: [.init("b", questions: [self])])
        if questionnaire.languages == [first] {
            // Only its translations have to go.
            carrier.mapWords { Words($0.only(first, first: first)) }
        } else {
            carrier.setLanguages(questionnaire.languages)
        }
        var result = carrier.blocks[0].questions.first ?? self
        result.id = id
        result.showIf = nil
        return result
    }
}
