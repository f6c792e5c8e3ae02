import Community
import Core
import Storage
import Tabulation
import Testing
import Web

@testable import Evaluation

/// Who lays a table of last week beside one of today learns nothing of the few answers that came, went or changed.
struct PublishedRecordsTests {
    private func published(_ site: TestSite) async throws -> Int {
        try await site.read { try $0.count("SELECT COUNT(*) FROM survey_publication") }
    }

    @Test func `the open link is not counted in after a table of the same question went out`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 112).add(to: site)
        try await ResultsFixture.open(3, of: survey, site)
        let results = "/enquetes/\(survey.number)/resultaten"
        #expect(!(await site.get(results, as: .researcher).body.contains("Er is al een tabel openbaar geweest")))
        let path = await ResultsFixture.save("rijen=V01", survey, site, title: "Waar mensen werken")
        #expect(await ResultsFixture.publish(path, site).status == 303)
        // Withdrawing takes nothing back from who read it.
        #expect(await site.post(path + "/intrekken", as: .researcher).status == 303)
        #expect(await site.get(results, as: .researcher).body.contains("Er is al een tabel openbaar geweest"))
        #expect(await site.post(results + "/open-link/aan", as: .researcher).status == 303)
        let again = await ResultsFixture.publish(path, site)
        #expect(again.status == 400)
        #expect(again.body.contains("Sinds “Waar mensen werken” openbaar werd"))
        let cross = await ResultsFixture.save("rijen=V02&kolommen=V01", survey, site)
        #expect(await ResultsFixture.publish(cross, site).status == 400)
        let filtered = await ResultsFixture.save("rijen=V03&als=V01:1", survey, site)
        #expect(await ResultsFixture.publish(filtered, site).status == 400)
        #expect(try await published(site) == 1)
        // Another question: no figure of the one is a part of a figure of the other.
        let other = await ResultsFixture.save("rijen=V02", survey, site)
        #expect(await ResultsFixture.publish(other, site).status == 303)
        // Counted as it was, the first may go out again; now the other may not.
        #expect(await site.post(results + "/open-link/uit", as: .researcher).status == 303)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        #expect(await ResultsFixture.publish(other, site).status == 400)
        #expect(try await published(site) == 3)
    }

    @Test func `a report does not carry such a table out either`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 112).add(to: site)
        try await ResultsFixture.open(3, of: survey, site)
        let results = "/enquetes/\(survey.number)/resultaten"
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        _ = await ResultsFixture.save("rijen=V02&kolommen=V01", survey, site)
        _ = await site.post(results + "/open-link/aan", as: .researcher)
        _ = await site.post(results + "/rapport/blokken", form: [("soort", "tabel"), ("alle", "ja")], as: .researcher)
        let refused = await site.post(results + "/rapport/publiceren", as: .researcher)
        #expect(refused.status == 400 && refused.body.contains("openbaar werd"))
        #expect(await site.get("/onderzoek/\(survey.number)").status == 404)
        #expect(try await published(site) == 1)
    }

    @Test func `an open answer in another category keeps its question in`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let open = "/enquetes/\(survey.number)/resultaten/open/V04"
        let (praise, coffee) = (OpenCoding.key("Meer waardering"), OpenCoding.key("Betere koffie"))
        _ = await site.post(open + "/categorieen", form: [("namen", "Waardering\nIets anders")], as: .researcher)
        func code(_ codes: [(String, String)]) async {
            let form = [("antwoord", praise), ("antwoord", coffee)] + codes
            #expect(await site.post(open + "/coderen", form: form, as: .researcher).status == 303)
        }
        await code([(praise, "1"), (coffee, "2")])
        let path = await ResultsFixture.save("rijen=V04_C", survey, site)
        #expect(await site.get(path, as: .researcher).body.contains("Zet eerst alle open antwoorden"))
        #expect(await ResultsFixture.publish(path, site).status == 303)
        await code([(praise, "1"), (coffee, "1")])
        #expect(await ResultsFixture.publish(path, site).status == 400)
        await code([(praise, "1"), (coffee, "2")])
        #expect(await ResultsFixture.publish(path, site).status == 303)
        // A new name for a category is no other answer.
        _ = await site.post(open + "/categorieen/1", form: [("naam", "Meer dank")], as: .researcher)
        #expect(await ResultsFixture.publish(path, site).status == 303)
    }

    @Test func `a table that cannot be counted any more still keeps its questions in`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let open = "/enquetes/\(survey.number)/resultaten/open/V04"
        let key = OpenCoding.key("Meer waardering")
        _ = await site.post(open + "/categorieen", form: [("namen", "Waardering")], as: .researcher)
        _ = await site.post(open + "/coderen", form: [("antwoord", key), (key, "1")], as: .researcher)
        let cross = await ResultsFixture.save("rijen=V01&als=V04_C:1", survey, site)
        #expect(await ResultsFixture.publish(cross, site).status == 303)
        _ = await site.post(open + "/categorieen/1/weg", as: .researcher)
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 400)
        let other = await ResultsFixture.save("rijen=V02", survey, site)
        #expect(await ResultsFixture.publish(other, site).status == 303)
    }

    @Test func `a publication that was kept without its figures has those of its table`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 112).add(to: site)
        try await ResultsFixture.open(3, of: survey, site)
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        try await site.write { db in
            var told = try #require(try PublishedTable.told(of: survey.id, in: db).first).publication
            told.figures = nil
            told.account = nil
            try db.run("UPDATE survey_publication SET told = \(try Stored.write(told))")
        }
        #expect(await ResultsFixture.publish(path, site).status == 303)
        _ = await site.post("/enquetes/\(survey.number)/resultaten/open-link/aan", as: .researcher)
        #expect(await ResultsFixture.publish(path, site).status == 400)
    }

    @Test func `what is counted outside the writing transaction is written only when nothing changed since`()
        async throws
    {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let results = "/enquetes/\(survey.number)/resultaten"
        func stamp() async throws -> [String] {
            try await site.read { db in
                try PublicationBasis.stamp(try #require(try Survey.find(survey.id, in: db)), in: db)
            }
        }
        var seen: Set<[String]> = [try await stamp()]
        let again = try await stamp()
        #expect(seen == [again])
        func changes(_ what: String) async throws {
            let isNew = seen.insert(try await stamp()).inserted
            #expect(isNew, "\(what)")
        }
        _ = await site.post(results + "/open-link/aan", as: .researcher)
        try await changes("the open link")
        _ = await site.post(results + "/open/V04/categorieen", form: [("namen", "Een\nTwee")], as: .researcher)
        try await changes("a category")
        let key = OpenCoding.key("Betere koffie")
        _ = await site.post(results + "/open/V04/coderen", form: [("antwoord", key), (key, "1")], as: .researcher)
        try await changes("a code")
        _ = await site.post(results + "/open/V04/coderen", form: [("antwoord", key), (key, "2")], as: .researcher)
        try await changes("another code")
        let weights = [("op", "GROEP"), ("totaal-GROEP-1", "20"), ("totaal-GROEP-2", "80")]
        _ = await site.post(results + "/weging", form: weights, as: .researcher)
        try await changes("the weights")
        let path = await ResultsFixture.save("rijen=V01", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        try await changes("a publication")
        try await site.write { db in
            let one = try db.value("SELECT MIN(id) FROM survey_response", as: String.self) ?? ""
            try db.run("DELETE FROM survey_response WHERE id = \(one)")
        }
        try await changes("an answer")
    }

    @Test func `who keeps being overtaken is told so`() async throws {
        let tries = Tries()
        await #expect(throws: WebError.self) {
            let _: Int = try await PublishTable.again { () -> Int? in
                await tries.add()
                return nil
            }
        }
        #expect(await tries.count == 3)
        let third = Tries()
        let done: Int = try await PublishTable.again { await third.add() == 3 ? 7 : nil }
        #expect(done == 7)
    }

    private actor Tries {
        private(set) var count = 0
        @discardableResult
        func add() -> Int {
            count += 1
            return count
        }
    }
}
