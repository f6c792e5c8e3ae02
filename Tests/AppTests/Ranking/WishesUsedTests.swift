import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

@testable import Brokerage

extension WishesTests {
    @Test func `whoever searches or reads by their wishes uses them`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "Lezen").add(to: site)
        let paths = ["/vacatures?volgorde=past", "/vacatures/1-lezen", "/mijn/wensen"]
        #expect(await site.post("/mijn/wensen", form: [("leuk", "onderwijs")], as: .resident).status == 303)
        let person = Person.Identity(site.id(.resident))
        func used(after days: Int, isWarned: Bool, _ path: String) async throws -> Moment? {
            let at = site.clock.now - .days(days)
            let warned: Moment? = isWarned ? at : nil
            try await site.write { db in
                try db.run("UPDATE person_wishes SET used_at = \(at), warned_at = \(warned)")
            }
            #expect(await site.get(path, as: .resident).status == 200, "\(path)")
            let kept = try await site.read { db in try KeptWishes.find(person, in: db) }
            #expect(kept?.warnedAt == nil)
            return kept?.usedAt
        }
        for path in paths {
            #expect(try await used(after: 740, isWarned: false, path) == site.clock.now, "\(path)")
            #expect(try await used(after: 1, isWarned: true, path) == site.clock.now, "\(path)")
            // Not at every look.
            #expect(try await used(after: 1, isWarned: false, path) == site.clock.now - .days(1), "\(path)")
        }
    }

    @Test func `a search can be put in the order of one's own wishes`() async throws {
        let site = try await TestSite()
        for (title, sector, moment) in [
            ("Zorgen", Sector.zorg, "di-ochtend"), ("Lezen", .onderwijs, "di-ochtend"), ("Sporten", .sport, "zo-nacht"),
        ] {
            var fixture = VacancyFixture(title: title)
            (fixture.sector, fixture.moments) = (sector, [moment])
            _ = try await fixture.add(to: site)
        }
        #expect(await site.get("/vacatures?volgorde=past", as: .resident).location == "/mijn/wensen")
        let form = [("leuk", "onderwijs"), ("moment", "di-ochtend")]
        #expect(await site.post("/mijn/wensen", form: form, as: .resident).status == 303)
        let page = await site.get("/vacatures?volgorde=past", as: .resident).body
        let (first, second) = (page.range(of: ">Lezen</a>"), page.range(of: ">Zorgen</a>"))
        #expect(first != nil && second != nil && !page.contains(">Sporten</a>"))
        if let first, let second { #expect(first.lowerBound < second.lowerBound) }
        #expect(page.contains("je iets zoekt met leren en lezen"))
        let narrowed = await site.get("/vacatures?volgorde=past&sector=zorg", as: .resident).body
        #expect(narrowed.contains(">Zorgen</a>") && !narrowed.contains(">Lezen</a>"))
        // A stranger has no wishes: the word means nothing to the search.
        #expect(await site.get("/vacatures?volgorde=past").body.contains("We kennen het filter"))
    }
}
