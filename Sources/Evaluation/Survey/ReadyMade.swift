package import Questionnaires
import Web

/// The questionnaires that come with the program. Each is a YAML file; a copy in a municipality may be changed.
package enum ReadyMade {
    /// What is wrong with the files, all of it.
    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let problems: [String]
        package var description: String { problems.joined(separator: "\n") }
    }

    package static let shelf = Result<[Questionnaire], Fault> {
        () throws(Fault) in
        var found: [Questionnaire] = []
        var problems: [String] = []
        let names = Assets.files.keys.filter { $0.hasPrefix("questionnaires/") && $0.hasSuffix(".yaml") }.sorted()
        for name in names {
            do throws(QuestionnaireFault) {
                let questionnaire = try Questionnaire(yaml: Assets.text(name) ?? "")
                problems += questionnaire.problems().filter(\.isFatal).map { "\(name), \($0.place): \($0.text)" }
                found.append(questionnaire)
            } catch {
                problems.append("\(name): \(error)")
            }
        }
        guard problems.isEmpty else { throw Fault(problems: problems) }
        return found
    }

    /// In the order of their files.
    package static var all: [Questionnaire] { (try? shelf.get()) ?? [] }
    package static func find(_ id: String) -> Questionnaire? { all.first { $0.id == id } }
}
