/// The content of the handover file: what fills each section, and one question for the officer who leaves.
package struct HandoverContent: ContentFile {
    package static let name = "handover"
    package let id: String
    package let version: Int
    package let title: LocalText
    package let source: SourceNote
    package let intro: LocalText
    package let sections: [Section]
    package let firstWeeks: [FirstStep]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, sections
        case firstWeeks = "first-weeks"
    }

    package struct Section: Decodable, Sendable {
        package let id: String
        package let name: LocalText
        package let text: LocalText
        package let filledFrom: [String]
        package let ownWords: LocalText
        package let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, name, text, source
            case filledFrom = "filled-from"
            case ownWords = "own-words"
        }
    }

    package struct FirstStep: Decodable, Sendable {
        package let id: String
        package let week: Int
        package let text: LocalText
        package let source: SourceNote
    }

    package var problems: [String] {
        var problems = repeated(sections.map(\.id), in: "sections") + repeated(firstWeeks.map(\.id), in: "first-weeks")
        for section in sections {
            for name in section.filledFrom where PartName.kind(name) == nil {
                problems.append("\(section.id): there is no part \(name)")
            }
        }
        for step in firstWeeks where !(1...12).contains(step.week) {
            problems.append("\(step.id): the week is 1 to 12")
        }
        // What the program itself adds to a section hangs on its id.
        for fixed in HandoverLive.sections where !sections.contains(where: { $0.id == fixed }) {
            problems.append("sections: \(fixed) is missing")
        }
        return problems
    }
}
