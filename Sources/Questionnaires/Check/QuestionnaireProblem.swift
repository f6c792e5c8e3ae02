package import Core

/// One thing that is wrong with a questionnaire, or that its maker may want to look at.
package struct QuestionnaireProblem: Sendable, Hashable {
    /// The id of the question or block where it is; empty for the questionnaire as a whole.
    package let place: String
    /// The line of the file, counted from 1; `nil` when it did not come from a file.
    package let line: Int?
    package let text: Text
    /// Nobody can be asked to fill it in as long as this is there.
    package let isFatal: Bool

    package init(_ place: String, _ text: Text, line: Int? = nil, isFatal: Bool = true) {
        self.place = place
        self.line = line
        self.text = text
        self.isFatal = isFatal
    }
}

/// A file that is no questionnaire, with everything that was found wrong and not only the first thing.
package struct QuestionnaireFault: Error, Hashable, Sendable {
    package let problems: [QuestionnaireProblem]

    package init(_ problems: [QuestionnaireProblem]) { self.problems = problems }
}
