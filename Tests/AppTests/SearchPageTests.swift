import Brokerage
import Community
import Core
import Formats
import Storage
import Testing
import Web

struct SearchPageTests {
    private func site() async throws -> TestSite {
        let site = try await TestSite()
        _ = try await VacancyFixture().add(to: site)
        _ = try await VacancyFixture(
            title: "Penningmeester van de voetbalclub", sector: .sport, groups: "volwassenen", moments: [],
            rhythm: .flexible, fromHome: true, goodToStart: false
        ).add(to: site)
        _ = try await VacancyFixture(
            title: "Koken in het noorden", sector: .welzijn, moments: ["za-middag"], neighbourhood: "n4",
            spot: Spot(x: 250_000, y: 600_000)
        ).add(to: site)
        _ = try await VacancyFixture(title: "Nog niet zichtbaar", state: .submitted).add(to: site)
        return site
    }

    @Test func `words, place and filters narrow the list`() async throws {
        let site = try await site()
        let all = await site.get("/vacatures")
        #expect(
            all.body.contains("Taalmaatje gezocht") && all.body.contains("Penningmeester") && all.body.contains("Koken")
        )
        #expect(!all.body.contains("Nog niet zichtbaar"))
        let typed = await site.get("/vacatures?q=taalmatje")
        #expect(typed.body.contains("Taalmaatje gezocht"))
        #expect(typed.body.contains("in plaats van"))
        let near = await site.get("/vacatures?plaats=9901&afstand=10")
        #expect(
            near.body.contains("Taalmaatje gezocht") && near.body.contains("Penningmeester")
                && !near.body.contains("Koken in het noorden"))
        let sport = await site.get("/vacatures?sector=sport")
        #expect(!sport.body.contains("Taalmaatje gezocht") && sport.body.contains("Penningmeester"))
        let evening = await site.get("/vacatures?moment=avond")
        #expect(evening.body.contains("Taalmaatje gezocht") && !evening.body.contains("Koken in het noorden"))
    }

    @Test func `a choice can be taken off by its chip, and the address keeps the rest`() async throws {
        let site = try await site()
        let body = await site.get("/vacatures?q=taal&sector=onderwijs&plaats=9901&afstand=5").body
        #expect(body.contains("href=\"/vacatures?plaats=9901&amp;afstand=5&amp;sector=onderwijs\""))
        #expect(body.contains("href=\"/vacatures?q=taal&amp;plaats=9901&amp;afstand=5\""))
    }

    @Test func `nothing found offers a step that does find`() async throws {
        let site = try await site()
        let body = await site.get("/vacatures?plaats=9901&afstand=5&q=koken&sector=welzijn").body
        #expect(body.contains("Zoek iets ruimer"))
        let link = try #require(
            body.split(separator: "<li><a class=\"button quiet\" href=\"").dropFirst().first?.prefix { $0 != "\"" })
        let wider = await site.get(String(link).replacing("&amp;", with: "&"))
        #expect(wider.body.contains("Koken in het noorden"))
    }

    @Test func `list, map and calendar answer the same question`() async throws {
        let site = try await site()
        let date = try #require(Day(iso: "2026-12-05"))
        _ = try await VacancyFixture(title: "Moestuin winterklaar", rhythm: .once, firstDay: date, lastDay: date).add(
            to: site)
        #expect(await site.get("/vacatures?weergave=kaart").body.contains("Taalmaatje gezocht"))
        let calendar = await site.get("/vacatures?weergave=agenda").body
        #expect(calendar.contains("december 2026") && calendar.contains("Moestuin winterklaar"))
        #expect(await site.get("/vacatures/agenda.ics").body.contains("SUMMARY:Moestuin winterklaar"))
    }

    @Test func `what is paused or over is not found, in any form`() async throws {
        let site = try await site()
        let over = try #require(Day(iso: "2026-11-20"))
        _ = try await VacancyFixture(title: "Gisteren was het", lastDay: over).add(to: site)
        for path in ["/vacatures", "/vacatures/feed.atom", "/api/v1/vacatures", "/insluiten"] {
            let body = await site.get(path).body
            #expect(!body.contains("Gisteren was het"), "\(path)")
            #expect(!body.contains("Nog niet zichtbaar"), "\(path)")
            #expect(body.contains("Taalmaatje gezocht"), "\(path)")
        }
        #expect(await !site.get("/sitemap.xml").body.contains("nog-niet-zichtbaar"))
    }

    @Test func `the code for another site holds the filters that were chosen`() async throws {
        let site = try await site()
        let query = "?sector=zorg&sector=sport&plaats=9901&hoogte=5000&weergave=kaart&onzin=1&q=taal%22%3E%3Cb%3E"
        let search = await site.get("/vacatures" + query)
        #expect(search.link("/insluiten/code?")?.contains("sector=zorg&amp;sector=sport") == true)
        let page = await site.get("/insluiten/code" + query)
        #expect(page.status == 200)
        // The frame as somebody copies it: what stands on the page, read as text.
        let start = try #require(page.body.firstRange(of: "<code>")).upperBound
        let end = try #require(page.body.firstRange(of: "</code>")).lowerBound
        let text = String(page.body[start..<end]).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
        #expect(
            text.hasPrefix(
                "<iframe src=\"\(TestSite.origin)/insluiten?q=taal%22%3E%3Cb%3E&amp;plaats=9901&amp;afstand=10"))
        #expect(text.contains("height=\"2000\"") && !text.contains("weergave") && !text.contains("onzin"))
        let path = text.split(separator: "\"")[1].dropFirst(TestSite.origin.count).replacing("&amp;", with: "&")
        #expect(await site.get(String(path)).status == 200)
        let english = await site.get("/insluiten/code?taal=en&sector=zorg").body
        #expect(english.contains("/insluiten?sector=zorg&amp;amp;taal=en"))
        #expect(await site.get("/insluiten/code").body.contains("Nog geen filter gekozen"))
    }

    @Test func `the API pages by key and gives each vacancy once`() async throws {
        let site = try await TestSite()
        for number in 1...25 { _ = try await VacancyFixture(title: "Plek \(number)").add(to: site) }
        var path: String? = "/api/v1/vacatures?aantal=10&volgorde=nieuwste"
        var seen: [Int] = []
        while let next = path {
            let document = try JSONValue(parsing: await site.get(next).body)
            #expect(document["totaal"]?.int == 25)
            seen += (document["resultaten"]?.array ?? []).compactMap { $0["nummer"]?.int }
            path = document["volgende"]?.string.map { String($0.dropFirst(TestSite.origin.count)) }
        }
        #expect(seen.count == 25 && Set(seen).count == 25)
    }

    @Test func `facets count what a choice would give`() async throws {
        let site = try await site()
        let body = await site.get("/vacatures").body
        #expect(body.contains("<span>Sport en bewegen</span><span class=\"count\">1</span>"))
        #expect(body.contains("<span>Vanuit huis</span><span class=\"count\">1</span>"))
    }

    @Test func `no search is kept with a person`() async throws {
        let site = try await site()
        _ = await site.get("/vacatures?q=geheimewens", as: .resident)
        for table in try await site.database.tables().map(\.name) {
            let rows = try await site.read { db in try db.rows("SELECT * FROM \(name: table)") }
            let texts = rows.flatMap(\.values).compactMap { if case .text(let text) = $0 { text } else { nil } }
            #expect(!texts.contains { $0.contains("geheimewens") }, "\(table)")
        }
    }
}
