import Brokerage
import Community
import Core
import Storage
import Testing

/// A centre with more people who wait than fit on a page: the numbers are of all of them.
struct OverdueListTests {
    /// 205 people wait for the first organisation, and one for each of 210 others.
    private static func crowded() async throws -> TestSite {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        let since = site.clock.now - .days(20)
        try await site.write { db in
            for number in 1...415 {
                let organisation = number <= 205 ? TestSite.organisation.id : "ob\(number)"
                let at = since + .minutes(number)
                if number > 205 {
                    try db.run(
                        """
                        INSERT INTO organisation (id, number, name, sort_key, kvk, kind, sector, description, email,
                            contact, postcode, place, municipality_code, x, y, test_nonprofit, test_social,
                            test_no_displacement, test_insured, state, created_at, updated_at)
                        SELECT \(organisation), \(number), \("Club \(number)"), \("club \(number)"), kvk, kind, sector,
                            description, email, contact, postcode, place, municipality_code, x, y, test_nonprofit,
                            test_social, test_no_displacement, test_insured, state, created_at, updated_at
                        FROM organisation WHERE number = 1
                        """)
                }
                try db.run(
                    """
                    INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, sector, name,
                        email, language, message, state, shares_contact, created_at, confirmed_at, state_at)
                    SELECT \("a\(number)"), \(number), id, \(organisation), municipality_code, sector, 'Jan',
                        \("jan\(number)@test.example"), 'nl', '', \(VacancyApplication.State.received), \(false), \(at),
                        \(at), \(at)
                    FROM vacancy WHERE number = 1
                    """)
            }
        }
        return site
    }

    @Test func `numbers do not stop where the list does`() async throws {
        let site = try await Self.crowded()
        let list = await site.get("/centrale/reacties", as: .broker)
        #expect(list.body.contains("415 reacties wachten langer dan een week op antwoord, bij 211 organisaties."))
        let one = await site.get("/centrale/reacties/1", as: .broker)
        #expect(one.body.contains("205 mensen wachten langer dan een week op antwoord."))
        #expect(one.body.contains("Je ziet de 200 mensen die het langst wachten."))
        let home = await site.get("/vandaag", as: .broker)
        #expect(home.body.contains("415 reacties zijn langer dan twee weken onbeantwoord"))
        #expect(home.body.contains("Bij 211 organisaties."))
        #expect(await site.get("/centrale/reacties", as: .otherBroker).body.contains("Iedereen heeft antwoord"))
    }

    @Test func `the pages together show every organisation once`() async throws {
        let site = try await Self.crowded()
        var path: String? = "/centrale/reacties"
        var seen: [String] = []
        var pages = 0
        while let next = path, pages < 20 {
            let page = await site.get(next, as: .broker)
            seen += page.body.matches(of: /href="\/centrale\/reacties\/(\d+)">[^<]*<\/a>/).map { String($0.1) }
            // The last: the way to this page in English stands above it.
            path = page.body.matches(of: /"(\/centrale\/reacties\?na=[0-9]-[0-9]+-[0-9]+)"/).last.map { String($0.1) }
            if path == next { path = nil }
            pages += 1
        }
        #expect(pages == 11)
        let names = Set(seen)
        #expect(names.count == 211)
        for text in ["onzin", "1-", "-", "1-2", "1-99999999999999999999-1"] {
            #expect(await site.get("/centrale/reacties?na=" + text, as: .broker).status == 200)
        }
    }
}
