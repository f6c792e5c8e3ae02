import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing

struct FigureTests {
    /// Six applications in this month and one before the period, with every fate there is.
    private static func site() async throws -> TestSite {
        let site = try await TestSite()
        let now = site.clock.now
        _ = try await VacancyFixture(title: "=HYPERLINK(\"https://kwaad.example\")").add(to: site)
        _ = try await VacancyFixture(title: "Zonder wijk", sector: .natuur, neighbourhood: nil).add(to: site)
        _ = try await VacancyFixture(
            title: "Elders", organisation: TestSite.otherOrganisation.id, municipality: "GM9998", neighbourhood: "n3"
        ).add(to: site)
        let fates: [ApplicationFixture] = [
            .init(name: "Op Tijd", state: .talking, confirmed: now - .days(20), answered: now - .days(18)),
            .init(name: "Net Op Tijd", state: .talking, confirmed: now - .days(20), answered: now - .days(13)),
            .init(
                name: "Te Laat", state: .placed, confirmed: now - .days(20), answered: now - .days(10),
                placed: now - .days(9)),
            .init(vacancy: 2, name: "Stil", confirmed: now - .days(15)),
            .init(vacancy: 2, name: "Vers", confirmed: now - .days(2)),
            .init(
                vacancy: 2, name: "Wachtlijst", state: .waiting, confirmed: now - .days(19),
                waitingSince: now - .days(19)),
            .init(name: "Lang Geleden", confirmed: now - .days(500), answered: now - .days(499)),
            .init(vacancy: 3, name: "Buurman", confirmed: now - .days(20), answered: now - .days(19)),
        ]
        for fate in fates { _ = try await fate.add(to: site) }
        return site
    }

    private static func people(_ body: String) -> Set<String> {
        Set(
            ["Op Tijd", "Net Op Tijd", "Te Laat", "Stil", "Vers", "Wachtlijst", "Lang Geleden", "Buurman"].filter {
                body.contains(">\($0) <")
            })
    }

    @Test func `every number is the length of the list behind it`() async throws {
        let site = try await Self.site()
        let page = await site.get("/centrale/cijfers", as: .broker)
        #expect(page.status == 200)
        for (kind, expected, names) in [
            ("reacties", "6", ["Op Tijd", "Net Op Tijd", "Te Laat", "Stil", "Vers", "Wachtlijst"]),
            ("op-tijd", "50%", ["Op Tijd", "Net Op Tijd"]), ("te-laat", "2", ["Te Laat", "Stil"]),
            ("geplaatst", "1", ["Te Laat"]),
            ("beantwoord", "7 dagen", ["Op Tijd", "Net Op Tijd", "Te Laat"]),
        ] {
            let link = try #require(Self.link(page.body, kind: kind, text: expected), "\(kind)")
            let list = await site.get(link, as: .broker)
            #expect(Self.people(list.body) == Set(names), "\(kind)")
        }
        let due = await site.get("/centrale/cijfers/gegevens?soort=te-beantwoorden", as: .broker)
        #expect(Self.people(due.body) == ["Op Tijd", "Net Op Tijd", "Te Laat", "Stil"])
        let online = await site.get("/centrale/cijfers/gegevens?soort=online", as: .broker)
        #expect(online.body.contains("Zonder wijk"))
        #expect(!online.body.contains(">Elders<"))
    }

    /// The address of the link to this kind of records that shows `text`.
    private static func link(_ body: String, kind: String, text: String) -> String? {
        for part in body.split(separator: "<a href=\"/centrale/cijfers/gegevens").dropFirst() {
            let address = part.prefix { $0 != "\"" }
            let words = part.dropFirst(address.count + 2).prefix { $0 != "<" }
            if address.contains("soort=\(kind)"), words == text {
                return "/centrale/cijfers/gegevens" + address.replacing("&amp;", with: "&")
            }
        }
        return nil
    }

    @Test func `the list is cut down by neighbourhood and sector as the table is`() async throws {
        let site = try await Self.site()
        let area = await site.get("/centrale/cijfers/gegevens?soort=reacties&wijk=n1", as: .broker)
        #expect(Self.people(area.body) == ["Op Tijd", "Net Op Tijd", "Te Laat"])
        let none = await site.get("/centrale/cijfers/gegevens?soort=reacties&wijk=geen", as: .broker)
        #expect(Self.people(none.body) == ["Stil", "Vers", "Wachtlijst"])
        let sector = await site.get("/centrale/cijfers/gegevens?soort=te-laat&sector=natuur", as: .broker)
        #expect(Self.people(sector.body) == ["Stil"])
        #expect(!area.body.contains("@test.example"))
        #expect(!area.body.contains("Ik help graag."))
    }

    @Test func `another municipality stays closed`() async throws {
        let site = try await Self.site()
        for path in ["/centrale/cijfers", "/centrale/cijfers/gegevens", "/centrale/cijfers/export"] {
            #expect(await site.get(path + "?gemeente=GM9998", as: .broker).status == 404)
            #expect(await site.get(path + "?gemeente=GM9999", as: .broker).status == 200)
            #expect(await site.get(path, as: .policyOfficer).status == 404)
            #expect(await site.get(path, as: .anonymous).status != 200)
        }
        let here = await site.get("/centrale/cijfers/gegevens?soort=reacties&wijk=n3", as: .broker)
        #expect(Self.people(here.body).isEmpty)
        #expect(Self.people(await site.get("/centrale/cijfers/gegevens", as: .otherBroker).body) == ["Buurman"])
    }

    @Test func `a period that makes no sense is put right with a word`() async throws {
        let site = try await Self.site()
        for (query, words) in [
            ("van=gisteren", "We begrijpen deze datum niet."),
            ("van=2026-11-20&tot=2026-01-01", "De datums stonden andersom."),
            ("van=0001-01-01&tot=9999-12-31", "Je ziet hoogstens 24 maanden tegelijk."),
        ] {
            let page = await site.get("/centrale/cijfers?\(query)", as: .broker)
            #expect(page.status == 200)
            #expect(page.body.contains(words), "\(query)")
        }
        let odd = await site.get("/centrale/cijfers/gegevens?soort=x&wijk=x&sector=x&na=x", as: .broker)
        #expect(odd.status == 200)
        #expect(odd.body.contains("Een deel van het filter kennen we niet."))
        let long = await site.get(
            "/centrale/cijfers/gegevens?soort=reacties&van=2025-01-01&tot=2026-11-30", as: .broker)
        #expect(Self.people(long.body).contains("Lang Geleden"))
    }

    @Test func `a long list goes on by key and shows everyone once`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(places: 200).add(to: site)
        for number in 0..<120 {
            // Many at the same moment: the id tells them apart.
            let at = site.clock.now - .days(10 + number / 40)
            _ = try await ApplicationFixture(
                name: "Persoon \(number).", confirmed: at, answered: number % 3 == 0 ? at + .days(1) : nil
            ).add(to: site)
        }
        for (kind, expected) in [("reacties", 120), ("te-laat", 80), ("op-tijd", 40)] {
            var path: String? = "/centrale/cijfers/gegevens?soort=\(kind)"
            var seen: [String] = []
            while let next = path, seen.count < 500 {
                let page = await site.get(next, as: .broker)
                seen += page.body.split(separator: ">Persoon ").dropFirst().map { String($0.prefix { $0 != "." }) }
                path = page.body.firstRange(of: "rel=\"next\" href=\"").map { range in
                    String(page.body[range.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
                }
            }
            #expect(seen.count == expected, "\(kind)")
            #expect(Set(seen).count == expected, "\(kind)")
        }
    }

    @Test func `files cannot run formulas, hold no names and are recorded`() async throws {
        let site = try await Self.site()
        let file = await site.get("/centrale/cijfers/export?soort=reacties", as: .broker)
        #expect(file.status == 200)
        #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(file.header("content-disposition")?.contains("attachment") == true)
        #expect(file.body.contains("'=HYPERLINK"))
        #expect(!file.body.contains(";=HYPERLINK") && !file.body.contains("\"=HYPERLINK"))
        #expect(!file.body.contains("Op Tijd"))
        let rows = file.body.split(separator: "\r\n")
        #expect(rows.count == 7)
        let tables = await site.get("/centrale/cijfers/export", as: .broker)
        #expect(tables.body.contains(";6;4;2;50%;1;7\r\n"))
        let online = await site.get("/centrale/cijfers/export?soort=online", as: .broker)
        #expect(online.body.contains("'=HYPERLINK"))
        let events = try await site.read { db in
            try db.count(
                "SELECT COUNT(*) FROM audit_event WHERE action = 'cijfers-gedownload' AND municipality = 'GM9999'")
        }
        #expect(events == 3)
    }

    @Test func `a large file has each record once, in the order of the list, under one row of heads`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(places: 200).add(to: site)
        for number in 0..<530 {
            _ = try await ApplicationFixture(
                name: "Persoon \(number).", confirmed: site.clock.now - .days(10 + number / 100)
            ).add(to: site)
        }
        let file = await site.get("/centrale/cijfers/export?soort=reacties", as: .broker)
        let rows = file.body.split(separator: "\r\n").map { $0.split(separator: ";", omittingEmptySubsequences: false) }
        #expect(rows.count == 531)
        #expect(Set(rows.dropFirst().map { $0[0] }).count == 530)
        #expect(rows.count { $0[0].contains("Nummer") } == 1)
        let days = rows.dropFirst().map { String($0[5]) }
        #expect(days == days.sorted(by: >))
        #expect(file.bytes.dropFirst(3).firstRange(of: [0xEF, 0xBB, 0xBF]) == nil)
    }

    @Test func `downloading figures does not make them count anew, a change does`() async throws {
        let site = try await Self.site()
        let first = await site.get("/centrale/cijfers/export", as: .broker)
        let again = await site.get("/centrale/cijfers/export", as: .broker)
        #expect(first.body == again.body)
        _ = try await ApplicationFixture(name: "Nieuw", confirmed: site.clock.now - .days(1)).add(to: site)
        // As every action does: without an event nothing changed.
        try await site.write { [now = site.clock.now] db in
            try Audit.record(
                Audit.Event("reactie-ontvangen", "reactie", "x", municipality: "GM9999"), by: .program("proef"),
                now: now, in: db)
        }
        let later = await site.get("/centrale/cijfers/export", as: .broker)
        #expect(later.body != first.body)
    }

    @Test func `titles do not become markup`() async throws {
        let site = try await TestSite()
        _ = try await VacancyFixture(title: "<img src=x onerror=alert(1)>").add(to: site)
        _ = try await ApplicationFixture(name: "<b>Vet</b>", confirmed: site.clock.now - .days(9)).add(to: site)
        for path in [
            "/centrale/cijfers/gegevens", "/centrale/cijfers/gegevens?soort=online", "/centrale/reacties/1",
            "/centrale/vacatures/1",
            "/centrale/reacties/1/1/sluiten",
        ] {
            let page = await site.get(path, as: .broker)
            #expect(page.status == 200, "\(path)")
            #expect(!page.body.contains("<img src=x") && !page.body.contains("<b>Vet"), "\(path)")
        }
    }
}
