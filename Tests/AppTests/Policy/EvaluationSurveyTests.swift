import Community
import Core
import Storage
import Testing

@testable import Evaluation

/// What surveys found stands in the yearly evaluation.
struct EvaluationSurveyTests {
    private static let none = "Er is nog geen cijfer uit een enquête."
    private static let document = EvaluationFixture.year + "/document"

    private static func pin(_ table: String, _ site: TestSite) async -> TestReply {
        #expect(await ResultsFixture.publish(table, site).status == 303)
        return await site.post(
            table + "/cijfer",
            form: [
                ("cel", "nmean|all"), ("naam", "Cijfer van vrijwilligers"), ("betekenis", ""), ("beter", "hoger"),
            ], as: .researcher)
    }

    @Test func `an evaluation tells what surveys found by then, how sure it is, and keeps it`() async throws {
        let site = try await EvaluationFixture.site()
        _ = await EvaluationFixture.begin(site)
        let before = await site.get(Self.document, as: .policyOfficer).body
        #expect(before.components(separatedBy: Self.none).count == 2)
        let first = try await ResultsFixture(closedAt: site.clock.now - .days(30)).add(to: site)
        let table = await ResultsFixture.save("rijen=V03", first, site)
        #expect(await Self.pin(table, site).status == 303)
        let after = await site.get(Self.document, as: .policyOfficer).body
        #expect(!after.contains(Self.none))
        #expect(after.contains("Cijfer van vrijwilligers") && after.contains("6,5"))
        #expect(after.contains("6,3 en 6,7") && after.contains(">120<"))
        // Once, and where it is asked again the way to it.
        #expect(after.components(separatedBy: ">Enquêtes</h").count == 2 && after.contains("Enquêtes: zie “"))
        // A wave that closed after the year belongs to the next evaluation.
        site.clock.move(by: .days(60))
        let second = try await ResultsFixture(grade: 1, previous: first.id).add(to: site)
        #expect(await ResultsFixture.publish(await ResultsFixture.save("rijen=V03", second, site), site).status == 303)
        let later = await site.get(Self.document, as: .policyOfficer).body
        #expect(later.contains("6,3 en 6,7") && !later.contains("7,3 en 7,7"))
        try await EvaluationFixture.settled(site)
        // What was settled stays, also when the table is withdrawn.
        _ = await site.post("/enquetes/\(first.number)/resultaten/tabellen/1/intrekken", as: .researcher)
        let frozen = await site.get(Self.document, as: .councilMember).body
        #expect(frozen.contains("Vastgesteld op") && frozen.contains("6,3 en 6,7"))
        let file = await site.get(Self.document + ".md", as: .councilMember).body
        #expect(file.contains("6,3 en 6,7"))
    }
}
