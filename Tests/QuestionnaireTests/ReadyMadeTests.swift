import Foundation
import Testing

@testable import Questionnaires

/// The questionnaires that come with the program.
struct ReadyMadeTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/CAssets/files/questionnaires")

    static let files: [String] = [
        "behoeften-organisaties", "beleid-2011", "impact-buurt", "impact-deelnemer", "impact-organisatie",
        "impact-vrijwilliger", "tevredenheid-organisaties", "tevredenheid-vrijwilligers", "vrijwilligersmonitor",
    ]

    static func read(_ name: String) throws -> Questionnaire {
        let text = try String(contentsOf: folder.appending(path: name + ".yaml"), encoding: .utf8)
        do { return try Questionnaire(yaml: text) } catch {
            Issue.record("\(name): \(error.problems.map { "\($0.line ?? 0) \($0.place) \($0.text)" })")
            throw error
        }
    }

    @Test func theFolderHoldsTheseAndNoOthers() throws {
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(found == Self.files.map { $0 + ".yaml" })
    }

    @Test(arguments: files) func nothingIsWrongWithThem(_ name: String) throws {
        let questionnaire = try Self.read(name)
        #expect(questionnaire.id == name)
        #expect(questionnaire.problems().map { "\($0.place): \($0.text)" } == [])
        #expect(questionnaire.languages == ["nl", "en"])
        #expect(questionnaire.source?.isEmpty == false)
        #expect(try Questionnaire(yaml: questionnaire.yaml) == questionnaire)
        let natural = questionnaire.variables().filter { $0.name != $0.name.uppercased() && !$0.isOther }
        #expect(natural.isEmpty)
    }

    /// The grids of the 2011 report: 7, 9, 7, 6 and 7 activities, each with five columns.
    @Test func theSurveyOf2011HasTheTablesOfTheReport() throws {
        let questionnaire = try Self.read("beleid-2011")
        let grids = questionnaire.questions.filter { $0.kind == .gridMultiple }
        #expect(grids.map(\.rows.count) == [7, 9, 7, 6, 7])
        #expect(grids.allSatisfy { $0.choices.map(\.code) == [1, 2, 3, 4, 9] })
        #expect(questionnaire.question("V02")?.choices.count == 4)
        #expect(questionnaire.question("V10")?.choices.count == 6)
    }
}
