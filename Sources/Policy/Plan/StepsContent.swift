/// The nine steps to a plan, as the content file tells them.
struct StepsContent: ContentFile {
    static let name = "steps"

    let id: String
    let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    let steps: [Step]

    struct Step: Decodable, Sendable {
        let id: String
        let number: Int
        let name: LocalText
        let aim: LocalText
        /// Names of parts of the system that help in this step.
        let uses: [String]
        let questions: [Question]
        let yields: [Line]
        let tasks: [Task]
        let involve: [Line]
        let tip: LocalText
        let source: SourceNote
    }

    struct Question: Decodable, Sendable {
        let id: String
        let question: LocalText
    }

    struct Line: Decodable, Sendable {
        let id: String
        let text: LocalText
    }

    struct Task: Decodable, Sendable {
        let id: String
        let text: LocalText
        /// From start to finish, for an officer with two hours a week.
        let leadWeeks: Int
        let part: String?

        enum CodingKeys: String, CodingKey {
            case id, text, part
            case leadWeeks = "lead-weeks"
        }
    }

    var problems: [String] {
        var found: [String] = []
        if steps.map(\.number) != Array(1...9) { found.append("steps: the numbers are not 1 to 9 in order") }
        found += repeated(steps.map(\.id), in: "steps")
        found += repeated(steps.flatMap { $0.questions.map(\.id) }, in: "questions")
        found += repeated(steps.flatMap { $0.tasks.map(\.id) }, in: "tasks")
        for step in steps {
            let names = step.uses + step.tasks.compactMap(\.part)
            for name in Set(names).sorted() where PartName.kind(name) == nil {
                found.append("\(step.id): there is no part \(name)")
            }
            if step.questions.isEmpty { found.append("\(step.id): there are no questions") }
            for task in step.tasks where !(1...52).contains(task.leadWeeks) {
                found.append("\(task.id): lead-weeks is not 1 to 52")
            }
        }
        return found
    }

    func step(number: Int) -> Step? { steps.first { $0.number == number } }
    func step(_ id: String) -> Step? { steps.first { $0.id == id } }
    func question(_ id: String) -> Question? { steps.lazy.flatMap(\.questions).first { $0.id == id } }
    func task(_ id: String) -> Task? { steps.lazy.flatMap(\.tasks).first { $0.id == id } }
}
