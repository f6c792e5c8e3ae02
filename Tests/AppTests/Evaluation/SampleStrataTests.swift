import Core
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// Margins that know the groups of the address book.
struct SampleStrataTests {
    /// 120 answers, half of each group, from 160 small and 80 large addresses.
    private static func survey(_ site: TestSite, population: Int = 240) async throws -> Survey {
        let survey = try await ResultsFixture().add(to: site)
        let vault = site.town.house.vault
        let now = site.clock.now
        return try await site.write { db in
            let people = (0..<240).map {
                NewAddress(email: "m\($0)@voorbeeld.example", stratum: $0 < 160 ? "klein" : "groot")
            }
            try AddressBook.add(people, to: survey, source: .hand, vault: vault, now: now, in: db)
            try db.run("UPDATE survey SET population = \(population) WHERE id = \(survey.id)")
            return try #require(try Survey.find(survey.id, in: db))
        }
    }

    private static func strata(_ survey: Survey, _ site: TestSite) async throws -> DataSet.Strata? {
        try await site.read { db in
            let now = try #require(try Survey.find(survey.id, in: db))
            return try ResultsData.load(now, t: .dutch, in: db).data.strata
        }
    }

    private static let sentence = "De marge telt elke groep van het adressenboek apart"

    @Test func `the groups of a whole book are strata, and what goes public does not show it`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        let strata = try #require(try await Self.strata(survey, site))
        #expect(strata.groups.count == 120)
        #expect(strata.populations.values.sorted() == [80, 160])
        let table = "/enquetes/\(survey.number)/resultaten/tabel?rijen=V02"
        #expect(await site.get(table, as: .researcher).body.contains(Self.sentence))
        let path = await ResultsFixture.save("rijen=V02", survey, site)
        #expect(await ResultsFixture.publish(path, site).status == 303)
        let shown = await site.get("/enquetes/\(survey.number)/resultaten", as: .councilMember).body
        #expect(shown.contains("Onze tabel") && !shown.contains(Self.sentence))
        // Where nothing is hidden the margin may know.
        try await site.write { db in
            try db.run("UPDATE survey SET least_cell = 1, least_base = 1 WHERE id = \(survey.id)")
        }
        #expect(await ResultsFixture.publish(path, site).status == 303)
        #expect(
            await site.get("/enquetes/\(survey.number)/resultaten", as: .councilMember).body.contains(Self.sentence))
    }

    @Test func `they stay known when the addresses are gone`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        let before = try await Self.strata(survey, site)
        try await site.write { [now = site.clock.now] db in
            try FrozenAccount.freeze(survey, now: now, in: db)
            try db.run("DELETE FROM survey_address WHERE survey_id = \(survey.id)")
        }
        let after = try await Self.strata(survey, site)
        #expect(before != nil && after == before)
    }

    @Test func `a part of the book, somebody without a group, or more answers than addresses make no strata`()
        async throws
    {
        let site = try await TestSite()
        #expect(try await Self.strata(try await Self.survey(site, population: 241), site) == nil)
        let survey = try await Self.survey(site)
        try await site.write { db in
            try db.run("UPDATE survey_address SET stratum = NULL WHERE survey_id = \(survey.id) AND number = 1")
        }
        #expect(try await Self.strata(survey, site) == nil)
        try await site.write { db in
            try db.run("UPDATE survey_address SET stratum = 'klein' WHERE survey_id = \(survey.id)")
        }
        #expect(try await Self.strata(survey, site) == nil)
        let other = try await Self.survey(site)
        try await ResultsFixture.open(1, of: other, site)
        try await site.write { db in
            try db.run("UPDATE survey_response SET stratum = NULL WHERE survey_id = \(other.id) AND channel = 'open'")
        }
        #expect(try await Self.strata(other, site) != nil)
        _ = await site.post("/enquetes/\(other.number)/resultaten/open-link/aan", as: .researcher)
        #expect(try await Self.strata(other, site) == nil)
    }

    @Test func `answers that are not on name have margins of one stratum, also for makers`() async throws {
        let site = try await TestSite()
        let survey = try await Self.survey(site)
        try await site.write { db in
            try db.run("UPDATE survey SET mode = \(Survey.Mode.pseudonymous) WHERE id = \(survey.id)")
        }
        #expect(try await Self.strata(survey, site) == nil)
    }
}
