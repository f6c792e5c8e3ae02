import Community
import Core
import Services
import Storage
import Testing
import Web

@testable import Policy

/// What a comparison makes of proposals.
@Suite("Differences between proposals", .oneEngine) struct VisionComparisonTests {
    static func proposals(_ choices: [VisionChoice]) throws -> [VisionProposal] {
        try choices.enumerated().map { index, choice in
            let names = [
                "id", "cycle_id", "number", "choice_id", "content_version", "person_id", "person_name", "name", "role",
                "email", "expires_on", "state", "created_at", "sent_at",
            ]
            let values: [SQLValue] = [
                .text("p\(index)"), .text("c"), .integer(Int64(index + 1)), .text("k\(index)"), .integer(1), .null,
                .null,
                .text("N"), .text("inwoner"), .null, .null, .text("verstuurd"), .text(TestSite.start.iso), .null,
            ]
            var proposal = try VisionProposal(row: Row(columns: Row.Columns(names), values: values))
            proposal.choice = choice
            return proposal
        }
    }

    @Test func `half against half differs most, and agreement is no difference`() throws {
        let content: VisionContent = try ContentShelf.standard.get().file()
        let all = ["principle-a": ""]
        let choices = [
            VisionChoice(scope: 5, steering: 0, principles: all.merging(["principle-b": ""]) { $1 }),
            VisionChoice(scope: 5, steering: 3, principles: all.merging(["principle-b": ""]) { $1 }),
            VisionChoice(scope: 5, steering: 3, principles: all.merging(["principle-c": ""]) { $1 }),
            VisionChoice(scope: 5, steering: 3, principles: all),
        ]
        let comparison = VisionComparison(content: content, proposals: try Self.proposals(choices))
        let divided = comparison.divided(.dutch)
        let b = try #require(content.principles.first { $0.id == "principle-b" })
        let c = try #require(content.principles.first { $0.id == "principle-c" })
        #expect(divided.map(\.title) == [b.text.nl, c.text.nl, "Sturing: dirigent of op afstand"])
        #expect(divided.map(\.spread) == [1, 0.5, 0.3])
        let agreed = comparison.agreed(.dutch).map(\.title)
        #expect(agreed.contains("Insteek: breed of smal"))
        let a = try #require(content.principles.first { $0.id == "principle-a" })
        #expect(agreed.contains(a.text.nl))
        let middle = comparison.middle
        #expect(middle.scope == 5 && middle.steering == 3)
        // Half is not more than half.
        #expect(Set(middle.principles.keys) == ["principle-a"])
    }

    @Test func `a theme left open is no other view`() throws {
        let content: VisionContent = try ContentShelf.standard.get().file()
        let one = VisionChoice(themes: ["desk": ["desk-1"]])
        let two = VisionChoice(themes: ["desk": ["desk-2"]])
        func spread(_ choices: [VisionChoice]) throws -> Double? {
            VisionComparison(content: content, proposals: try Self.proposals(choices)).rows(.dutch).first {
                $0.title == "Het loket"
            }?.spread
        }
        #expect(try spread([one, one, VisionChoice()]) == 0)
        #expect(try spread([one, two]) == 1)
        #expect(try spread([one, one, two]) == 0.5)
        #expect(try spread([]) == 0)
    }

    @Test(arguments: [
        ("to: 10", "to: 7", "runs from 0 to 10"), ("low: broad", "low: wide", "names other poles"),
        ("- id: scope", "- id: width", "must be scope and steering"),
        ("kind: content", "kind: other", "content or organisation"),
        ("id: principle-b", "id: principle-a", "occurs more than once"),
        ("id: vision", "id: visions", "should be vision"),
    ]) func `a broken workshop is refused with its reason`(old: String, new: String, reason: String) throws {
        let found = try ScanRuleTests.problems(VisionContent.self, "vision", old, new)
        #expect(found.contains(reason), "\(found)")
    }
}
