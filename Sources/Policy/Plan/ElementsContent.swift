/// The fifteen elements of a plan, as the content file tells them.
struct ElementsContent: ContentFile {
    static let name = "plan-elements"

    let id: String
    let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    let elements: [Element]

    struct Element: Decodable, Sendable {
        let id: String
        let number: Int
        let name: LocalText
        let guidance: LocalText
        /// What other parts tell here in full.
        let filledFrom: [String]
        /// What other parts tell in an annex: too long for a council, good to have at hand.
        let annex: [String]?
        /// What is told in full elsewhere in the plan, and is pointed at from here.
        let refersTo: [String]?
        let filledWith: LocalText
        /// Questions of the steps whose answers make a start text.
        let startFrom: [String]?
        let source: SourceNote

        /// Everything that is told in full here, in the chapter or in its annex.
        var told: [String] { filledFrom + (annex ?? []) }

        enum CodingKeys: String, CodingKey {
            case id, number, name, guidance, annex, source
            case filledFrom = "filled-from"
            case refersTo = "refers-to"
            case filledWith = "filled-with"
            case startFrom = "start-from"
        }
    }

    var problems: [String] {
        var found: [String] = []
        if elements.map(\.number) != Array(1...15) { found.append("elements: the numbers are not 1 to 15 in order") }
        found += repeated(elements.map(\.id), in: "elements")
        found += repeated(elements.flatMap(\.told), in: "filled-from and annex")
        let told = Set(elements.flatMap(\.told))
        for element in elements {
            for name in element.told where name != PartName.planPeople && PartName.kind(name) == nil {
                found.append("\(element.id): there is no part \(name)")
            }
            for name in element.refersTo ?? [] where !told.contains(name) {
                found.append("\(element.id): refers to \(name), which no element tells")
            }
        }
        return found
    }

    func element(number: Int) -> Element? { elements.first { $0.number == number } }
    func element(_ id: String) -> Element? { elements.first { $0.id == id } }
    /// The element that tells this part in full.
    func home(of name: String) -> Element? { elements.first { $0.told.contains(name) } }
}
