/// One answer that can be chosen, or one row of a grid.
package struct Choice: Sendable, Hashable {
    /// Never reused for something else.
    package var code: Int
    package var label: Words
    /// An answer that says nothing about the question, such as "weet niet".
    package var isMissing: Bool
    /// Takes back all others: "geen van deze", "weet niet".
    package var isExclusive: Bool
    /// "Anders, namelijk": a line to write on.
    package var hasText: Bool

    package init(
        _ code: Int, _ label: Words, isMissing: Bool = false, isExclusive: Bool = false, hasText: Bool = false
    ) {
        self.code = code
        self.label = label
        self.isMissing = isMissing
        self.isExclusive = isExclusive
        self.hasText = hasText
    }
}

/// One question, or a page with information only.
package struct Question: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case single, multiple
        /// A step on a scale: `lowest`…`highest`, with words at both ends.
        case scale
        case number, date, text
        /// `choices` put in order, the best first; not all need a place.
        case ranking
        /// For each of `rows` one of `choices`.
        case grid
        /// For each of `rows` any of `choices`.
        case gridMultiple = "grid_multi"
        /// For each of `rows` a number.
        case gridNumber = "grid_number"
        /// Text to read, nothing to answer.
        case info
    }

    /// The name in tables and files: a letter and then letters, digits or `_`, at most 8 ASCII characters with what
    /// rows and options add to it.
    package var id: String
    package var kind: Kind
    package var text: Words
    package var hint: Words?
    package var isRequired: Bool
    /// When it is asked; always when `nil`. See `Expression`.
    package var showIf: String?
    package var choices: [Choice]
    package var rows: [Choice]
    /// Of a scale, and the bounds of a number.
    package var lowest: Double?
    package var highest: Double?
    package var lowLabel: Words?
    package var highLabel: Words?
    /// Digits after the comma of a number.
    package var decimals: Int
    /// What a number counts: `uur per week`.
    package var unit: Words?
    /// Of a text, in characters.
    package var maxLength: Int

    /// Of a text whose maker said nothing about it.
    package static let standardLength = 2000

    package init(
        _ id: String, _ kind: Kind, _ text: Words, hint: Words? = nil, isRequired: Bool = false,
        showIf: String? = nil, choices: [Choice] = [], rows: [Choice] = [], lowest: Double? = nil,
        highest: Double? = nil, lowLabel: Words? = nil, highLabel: Words? = nil, decimals: Int = 0,
        unit: Words? = nil, maxLength: Int = standardLength
    ) {
        self.id = id
        self.kind = kind
        self.text = text
        self.hint = hint
        self.isRequired = isRequired
        self.showIf = showIf
        self.choices = choices
        self.rows = rows
        self.lowest = lowest
        self.highest = highest
        self.lowLabel = lowLabel
        self.highLabel = highLabel
        self.decimals = decimals
        self.unit = unit
        self.maxLength = maxLength
    }
}
