package import Core

/// The description of a survey and its variables, as archives and catalogues read it: no answers, no frequencies.
///
/// Source: DDI Alliance, "DDI-Codebook 2.5".
package struct DDICodebook: Sendable {
    package struct Variable: Sendable {
        package enum Kind: Sendable, Equatable { case discrete, continuous, text, day }

        package var name: String
        package var label: String
        /// The question as it was asked.
        package var question: String
        /// What stood under the question.
        package var hint: String
        package var kind: Kind
        /// For whom it was meant, when not for everyone.
        package var universe: String
        package var categories: [Category]

        package init(
            name: String, label: String, question: String = "", hint: String = "", kind: Kind, universe: String = "",
            categories: [Category] = []
        ) {
            self.name = name
            self.label = label
            self.question = question
            self.hint = hint
            self.kind = kind
            self.universe = universe
            self.categories = categories
        }
    }

    package struct Category: Sendable {
        package var value: String
        package var label: String
        package var isMissing: Bool

        package init(_ value: String, _ label: String, isMissing: Bool = false) {
            self.value = value
            self.label = label
            self.isMissing = isMissing
        }
    }

    /// Variables that are one question together.
    package struct Group: Sendable {
        package var name: String
        package var label: String
        /// Several answers, as against the rows of a grid.
        package var isMultiple: Bool
        package var variables: [String]

        package init(name: String, label: String, isMultiple: Bool, variables: [String]) {
            self.name = name
            self.label = label
            self.isMultiple = isMultiple
            self.variables = variables
        }
    }

    package var id: String
    package var title: String
    package var language: String
    package var producer: String
    package var abstract: String
    package var source: String
    package var firstDay: Day?
    package var lastDay: Day?
    package var universe: String
    package var mode: String
    /// Of the data file that it describes.
    package var fileName: String
    package var records: Int?
    package var response: String
    package var variables: [Variable]
    package var groups: [Group]

    package init(
        id: String, title: String, language: String = "nl", producer: String = "", abstract: String = "",
        source: String = "", firstDay: Day? = nil, lastDay: Day? = nil, universe: String = "", mode: String = "",
        fileName: String = "", records: Int? = nil, response: String = "", variables: [Variable] = [],
        groups: [Group] = []
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.producer = producer
        self.abstract = abstract
        self.source = source
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.universe = universe
        self.mode = mode
        self.fileName = fileName
        self.records = records
        self.response = response
        self.variables = variables
        self.groups = groups
    }
}
