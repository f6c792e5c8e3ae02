/// A questionnaire: what is asked, in which order, to whom.
package struct Questionnaire: Sendable, Hashable {
    /// Questions that are on one page together.
    package struct Block: Sendable, Hashable {
        package var id: String
        package var title: Words?
        package var intro: Words?
        /// When the page is there at all.
        package var showIf: String?
        package var questions: [Question]

        package init(
            _ id: String, title: Words? = nil, intro: Words? = nil, showIf: String? = nil, questions: [Question]
        ) {
            self.id = id
            self.title = title
            self.intro = intro
            self.showIf = showIf
            self.questions = questions
        }
    }

    /// Of the file format: 1.
    package var schema: Int
    package var id: String
    package var version: Int
    /// The first is the one it was written in.
    package var languages: [String]
    package var title: Words
    package var intro: Words?
    package var thanks: Words?
    /// Where the questions come from.
    package var source: String?
    package var blocks: [Block]

    package init(
        id: String, version: Int = 1, languages: [String] = ["nl"], title: Words, intro: Words? = nil,
        thanks: Words? = nil, source: String? = nil, blocks: [Block] = []
    ) {
        schema = 1
        self.id = id
        self.version = version
        self.languages = languages
        self.title = title
        self.intro = intro
        self.thanks = thanks
        self.source = source
        self.blocks = blocks
    }

    package var questions: [Question] { blocks.flatMap(\.questions) }
    package func question(_ id: String) -> Question? {
        for block in blocks { if let found = block.questions.first(where: { $0.id == id }) { return found } }
        return nil
    }

    /// Whether a page or question can be called so: letters of ASCII, digits, `_` and `-`, at most 40.
    package static func isIdentifier(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 40
            && id.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || byte == 0x5F
                    || byte == 0x2D
            }
    }
}
