import Core
import Storage
import Testing

@testable import Evaluation

/// Under a code: after closing nothing beside the answers themselves points at an address.
struct UnderCodeTests {
    private static func answers(
        _ count: Int, _ channel: SurveyChannel = .link, _ state: ResponseState = .complete, stratum: String? = nil,
        language: String = "nl"
    ) -> [LooseAnswer] {
        (0..<count).map { _ in
            LooseAnswer(
                version: "v", channel: channel, state: state, language: language, stratum: stratum, answers: "{}")
        }
    }

    private static func levelled(_ answers: [LooseAnswer]) -> [LooseAnswer] {
        LooseAnswer.levelled(answers, language: "nl")
    }

    @Test func `what fewer than five share goes`() {
        let rare = Self.levelled(
            Self.answers(9) + Self.answers(4, .phone) + Self.answers(3, .link, .partial)
                + Self.answers(1, language: "ar"))
        #expect(rare == Self.answers(17))
        let groups = Self.levelled(Self.answers(9, stratum: "Noord") + Self.answers(5, stratum: "Zuid"))
        #expect(groups.count { $0.stratum == "Noord" } == 9 && groups.count { $0.stratum == "Zuid" } == 5)
        #expect(
            Self.levelled(Self.answers(9, stratum: "a") + Self.answers(2, stratum: "b")).count { $0.stratum == nil }
                == 11)
        // Few others stand out as well as few.
        #expect(Self.levelled(Self.answers(9, .phone) + Self.answers(2)).allSatisfy { $0.channel == .link })
        #expect(Self.levelled(Self.answers(4, stratum: "a")) == Self.answers(4))
    }

    @Test func `what enough share stays, within each group`() {
        let many = Self.answers(6) + Self.answers(5, .phone) + Self.answers(5, .link, .partial)
        #expect(Self.levelled(many) == many)
        let called = Self.answers(8, .phone)
        #expect(Self.levelled(called) == called)
        // Enough in all, and one in the north: that one is known.
        let mixed = Self.levelled(
            Self.answers(6, stratum: "Noord") + Self.answers(1, .phone, stratum: "Noord")
                + Self.answers(6, stratum: "Zuid") + Self.answers(6, .phone, stratum: "Zuid"))
        #expect(mixed.count { $0.channel == .phone } == 6)
        #expect(mixed.allSatisfy { $0.channel == .link || $0.stratum == "Zuid" })
        let open = Self.answers(2, .open, .partial)
        #expect(Self.levelled(open) == open)
    }

    @Test func `closing keeps no language and no small group`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous, addresses: 6, strata: ["Groot", "Klein"])
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "3")], way: "taal:ar")
        for index in 0..<6 { await rig.answer(index) }
        try await rig.close()
        let records = try await rig.records()
        #expect(records.count == 6)
        #expect(records.allSatisfy { $0.language == "nl" && $0.stratum == nil && $0.channel == .link })
    }

    @Test func `there are no files with answers before it closes, and the page says why`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous, addresses: 6)
        for index in 0..<6 { await rig.answer(index) }
        let path = "/enquetes/\(rig.number)/bestanden"
        let reason = "Bestanden met antwoorden zijn er pas na het sluiten"
        for format in ExportFormat.allCases {
            let reply = await rig.site.get(path + "/" + format.rawValue, as: .researcher)
            #expect(reply.status == (format.hasAnswers ? 400 : 200), "\(format)")
            #expect(!format.hasAnswers || reply.body.contains(reason), "\(format)")
        }
        let prepared = await rig.site.post(path + "/klaarzetten", form: [("soort", "sav")], as: .researcher)
        #expect(prepared.status == 400)
        let page = await rig.site.get(path, as: .researcher).body
        #expect(page.contains(reason) && page.contains(path + "/sps\"") && !page.contains(path + "/csv\""))
        try await rig.close()
        #expect(await rig.site.get(path + "/csv", as: .researcher).status == 200)
        let after = await rig.site.get(path, as: .researcher).body
        #expect(!after.contains(reason) && after.contains(path + "/csv\""))
    }
}
