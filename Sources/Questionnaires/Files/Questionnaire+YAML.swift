extension Questionnaire {
    /// Reads a file as people write it; lists of answers may stand once under `lists:` and be named where they are
    /// used.
    ///
    /// - Throws: everything that does not belong in a questionnaire, with its line; what a questionnaire lacks is in
    ///   `problems()`.
    package init(yaml: String) throws(QuestionnaireFault) {
        try self.init(try YAMLReading.read(yaml))
    }

    /// The file. Reading it gives the same questionnaire.
    package var yaml: String {
        var writing = TreeWriting(self)
        writing.lists = sharedLists
        return YAMLWriting.write(writing.tree())
    }

    /// Answers of more than one question, named in the order of their first use: `lijst01`.
    private var sharedLists: [[Choice]: String] {
        var uses: [[Choice]: Int] = [:]
        for question in questions where !question.choices.isEmpty { uses[question.choices, default: 0] += 1 }
        var names: [[Choice]: String] = [:]
        for question in questions where names[question.choices] == nil {
            guard let count = uses[question.choices], count > 1 else { continue }
            let number = String(names.count + 1)
            names[question.choices] = "lijst" + (number.utf8.count == 1 ? "0" : "") + number
        }
        return names
    }
}
