import Testing
import Web

@testable import Policy

/// A small content file to break on purpose.
private struct Sample: ContentFile {
    static let name = "sample"
    let id: String
    let version: Int
    let title: LocalText
    let items: [Item]
    struct Item: Decodable, Sendable {
        let id: String
        let text: LocalText
    }
    var problems: [String] { repeated(items.map(\.id), in: "items") }
}

@Suite("Content files", .oneEngine)
struct ContentTests {
    static let good = """
        id: sample
        version: 1
        title:
          nl: "Proef"
          en: "Sample"
        items:
          - id: a
            text:
              nl: "Een"
              en: "One"
          - id: b
            text:
              nl: "Twee"
              en: "Two"
        """

    private static func problems(_ files: [String: String]) -> [String] {
        do {
            _ = try ContentShelf([Sample.self], files: files.mapValues { Array($0.utf8) })
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `the files of the program are all right`() throws {
        _ = try ContentShelf.standard.get()
    }

    @Test func `a good file has no problems`() {
        #expect(Self.problems(["policy/sample.yaml": Self.good]).isEmpty)
    }

    @Test(arguments: [
        ("version: 1", "version: een", "version"), ("      en: \"One\"\n", "", "items"),
        ("id: b", "id: a", "more than once"), ("id: sample", "id: other", "should be sample"),
        ("version: 1", "version: 0", "starts at 1"), ("title:", "title: [", "policy/sample.yaml"),
    ])
    func `a broken file names its place`(old: String, new: String, said: String) {
        let text = Self.good.replacing(old, with: new)
        #expect(text != Self.good)
        let problems = Self.problems(["policy/sample.yaml": text])
        #expect(problems.contains { $0.contains("policy/sample.yaml") && $0.contains(said) }, "\(problems)")
    }

    @Test func `a missing file is said`() { #expect(Self.problems([:]).first?.contains("sample") == true) }

    @Test func `an earlier version stays to be cited`() throws {
        let second = Self.good.replacing("version: 1", with: "version: 2").replacing("Proef", with: "Nieuwe proef")
        let shelf = try ContentShelf(
            [Sample.self],
            files: ["policy/sample.yaml": Array(Self.good.utf8), "policy/sample.2.yaml": Array(second.utf8)])
        #expect(shelf.file(Sample.self).title.nl == "Nieuwe proef")
        #expect(shelf.file(Sample.self, version: 1)?.title.nl == "Proef")
        #expect(shelf.file(Sample.self, version: 3) == nil)
        let twice = ["policy/sample.yaml": Self.good, "policy/sample.2.yaml": Self.good]
        #expect(Self.problems(twice).contains { $0.contains("one version") })
    }
}
