import Core

extension Questionnaire {
    /// Reads what `json` wrote, and any JSON in the form of the YAML files.
    ///
    /// - Throws: everything that does not belong in a questionnaire; what a questionnaire lacks is in `problems()`.
    package init(json: String) throws(QuestionnaireFault) {
        guard json.utf8.count <= TreeReading.Limit.file, let tree = try? JSONReading.read(json) else {
            throw QuestionnaireFault([QuestionnaireProblem("", Text("Dit is geen bestand in de vorm JSON."))])
        }
        try self.init(tree)
    }

    /// Canonical: equal questionnaires give equal text.
    package var json: String { JSONWriting.write(TreeWriting(self).tree()) }

    init(_ tree: Tree) throws(QuestionnaireFault) {
        var reading = TreeReading()
        guard let read = reading.questionnaire(tree), reading.problems.isEmpty else {
            throw QuestionnaireFault(reading.problems)
        }
        self = read
    }
}
