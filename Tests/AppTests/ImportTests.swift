import Brokerage
import Community
import Core
import Formats
import Foundation
import Storage
import Testing
import Web

/// Lists of vacancies and organisations: rows in, rows refused, nothing twice.
struct ImportTests {
    @Test func `every field of a vacancy has its place in the form`() {
        let names = Set(VacancyForm.form(.complete).fields.map(\.name))
        let known = Set(ImportField.allCases.map(\.rawValue))
        #expect(
            names.subtracting(known) == ["kenmerken", "geeft", "handig"],
            "the marks are ticked one by one; what a list cannot know stays as the organisation chose")
    }

    @Test func `a mapping survives being kept`() throws {
        let mapping = try ImportFixture.parsed {
            $0.shortens = true; $0.readsHTML = true; $0.pastDays = .drop; $0.strangers = .require
        }
        #expect(try ImportMapping(json: mapping.json) == mapping)
        #expect(try ImportMapping(file: mapping.json.bytes(pretty: true)) == mapping)
        let folder = ArchitectureTests.root.appendingPathComponent("docs/import")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "json" {
            let kept = try ImportMapping(file: Array(Data(contentsOf: file)))
            #expect(kept.missing.isEmpty, "\(file.lastPathComponent)")
            #expect(try ImportMapping(json: kept.json) == kept)
        }
    }

    @Test func `a mapping with a slip in it is refused with the word`() {
        func refusal(_ text: String) -> String? {
            do {
                _ = try ImportMapping(file: Array(text.utf8))
                return nil
            } catch let refusal as ImportRefusal {
                return Texts.dutch(refusal.reason)
            } catch { return "\(error)" }
        }
        let good = ImportFixture.mapping
        #expect(refusal(good) == nil)
        #expect(refusal(good.replacing("\"titel\":", with: "\"tietel\":"))?.contains("tietel") == true)
        #expect(refusal(good.replacing("\"kolommen\"", with: "\"kolom\""))?.contains("kolom") == true)
        #expect(refusal(good.replacing("\"bron\": \"proef\",", with: ""))?.contains("bron") == true)
        #expect(refusal("{\"naam\":")?.contains("JSON") == true)
        #expect(refusal("[]") != nil)
    }

    @Test func `a trial changes nothing and tells the same as the import`() async throws {
        let site = try await TestSite()
        let file = ImportFixture.file([
            ImportFixture.row("1"), ImportFixture.row("2", organisatie: "Nieuwe Club"),
            ImportFixture.row("3", titel: ""),
            ImportFixture.row("4", weg: "ja"),
        ])
        let before = try await ImportFixture.state(site)
        let trial = try await ImportFixture.take(file, try ImportFixture.parsed(), into: site, isTrial: true)
        #expect(try await ImportFixture.state(site) == before)
        let real = try await ImportFixture.take(file, try ImportFixture.parsed(), into: site)
        for report in [trial, real] {
            #expect(report.count(.new) == 2)
            #expect(report.count(.failed) == 1)
            #expect(report.count(.skipped) == 1)
            #expect(report.newOrganisations == ["Nieuwe Club"])
            #expect(ImportFixture.problems(report) == ["4 titel: Vul dit veld in."])
        }
        let vacancy = try #require(try await ImportFixture.vacancy("1", site))
        #expect(vacancy.state == .submitted)
        #expect(vacancy.rhythm == .regular)
        #expect(vacancy.neighbourhood == "n1")
        #expect(vacancy.postcode == "9901 AB")
        #expect(!vacancy.vog)
    }

    @Test func `a second time everything is unchanged, and a change is taken over`() async throws {
        let site = try await TestSite()
        let rows = [
            ImportFixture.row("1"), ImportFixture.row("2", organisatie: "Nieuwe Club", postcode: "9902"),
            ImportFixture.row("3", postcode: "", plek: ""),
        ]
        let mapping = try ImportFixture.parsed()
        #expect(try await ImportFixture.take(ImportFixture.file(rows), mapping, into: site).count(.new) == 3)
        let before = try await ImportFixture.state(site)
        #expect(try await ImportFixture.take(ImportFixture.file(rows), mapping, into: site).count(.unchanged) == 3)
        #expect(try await ImportFixture.state(site) == before)
        // Four digits are enough to know where it is, and without any place it is everywhere.
        #expect(try await ImportFixture.vacancy("2", site)?.spot == Spot(x: 152_000, y: 451_000))
        #expect(try await ImportFixture.vacancy("3", site)?.place == "Waterveen")
        let changed = ImportFixture.file([ImportFixture.row("1", titel: "Taalmaatje voor Sam")] + rows.dropFirst())
        let report = try await ImportFixture.take(changed, mapping, into: site)
        #expect(report.count(.changed) == 1 && report.count(.unchanged) == 2)
        #expect(try await ImportFixture.vacancy("1", site)?.title == "Taalmaatje voor Sam")
        let kept = try await ImportFixture.take(
            ImportFixture.file(rows), try ImportFixture.parsed { $0.known = .keep }, into: site)
        #expect(kept.count(.unchanged) == 3)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM organisation") } == 3)
    }

    @Test func `each wrong row is refused with its line, column and reason`() async throws {
        let site = try await TestSite()
        let rows = [
            ImportFixture.row("1", titel: String(repeating: "lang ", count: 30)),
            ImportFixture.row("2", wat: "Mijn nummer is 111222333"),
            ImportFixture.row("3", tot: "31-31-2026"), ImportFixture.row("4", vog: "misschien"),
            ImportFixture.row("5", tot: "01/02/2026"),
            ImportFixture.row("6"), ImportFixture.row("6"), ImportFixture.row("8", organisatie: ""),
        ]
        let report = try await ImportFixture.take(ImportFixture.file(rows), try ImportFixture.parsed(), into: site)
        let problems = ImportFixture.problems(report)
        #expect(report.count(.new) == 1)
        #expect(report.count(.failed) == 7)
        #expect(problems.count == 7)
        #expect(problems[0] == "2 titel: Maak dit korter: hoogstens 80 tekens.")
        #expect(problems[1].hasPrefix("3 omschrijving: Hier staat een getal dat een burgerservicenummer"))
        #expect(problems[2].hasPrefix("4 tot: ‘31-31-2026’ is geen datum"))
        #expect(problems[3].hasPrefix("5 vog: ‘misschien’"))
        #expect(problems[4].hasPrefix("6 tot: Deze dag is al geweest"))
        #expect(problems[5].hasPrefix("8 id: Deze sleutel staat ook op regel 7"))
        #expect(problems[6].hasPrefix("9 organisatie: De naam"))
        let tolerant = try ImportFixture.parsed {
            $0.shortens = true; $0.pastDays = .drop
        }
        let second = try await ImportFixture.take(ImportFixture.file([rows[0], rows[4]]), tolerant, into: site)
        #expect(second.count(.new) == 2)
        #expect(second.notices.count == 2)
        let title = try #require(try await ImportFixture.vacancy("1", site)?.title)
        #expect(title.count <= 80 && title.hasSuffix("lang…"))
    }

    @Test func `foreign, unknown and far postcodes are left out or kept in place, with a notice`() async throws {
        let site = try await TestSite()
        let rows = [
            ImportFixture.row("1", postcode: "B15 4FG", plek: "Hal"),
            ImportFixture.row("2", postcode: "1234 AB", plek: ""),
            ImportFixture.row("3", postcode: "9911 AB"),
        ]
        let report = try await ImportFixture.take(ImportFixture.file(rows), try ImportFixture.parsed(), into: site)
        #expect(report.count(.new) == 3)
        let foreign = try #require(try await ImportFixture.vacancy("1", site))
        #expect(foreign.postcode == nil && foreign.spot == nil && foreign.place == "Hal")
        let unknown = try #require(try await ImportFixture.vacancy("2", site))
        #expect(unknown.isEverywhere(in: "Waterveen"))
        // A list never puts work in the queue of another centre.
        let far = try #require(try await ImportFixture.vacancy("3", site))
        #expect(far.municipality == "GM9999" && far.neighbourhood == nil && far.spot == Spot(x: 156_000, y: 445_000))
        let notices = report.notices.map { Texts.dutch($0.reason) }
        #expect(notices.contains("‘B15 4FG’ is geen Nederlandse postcode en is weggelaten."))
        #expect(notices.contains("Postcode 1234 AB kennen we niet en is weggelaten."))
        #expect(notices.contains("9911 AB ligt in een andere gemeente. De vacature blijft bij Waterveen."))
    }

    @Test func `Windows-1252, entities and lists are read`() async throws {
        let site = try await TestSite()
        var file = Array((ImportFixture.header + "\n").utf8)
        file +=
            Array("1;Caf".utf8) + [0xE9]
            + Array(
                " helpen;Taalhuis De Brug;\"&lsquo;Kom&rsquo; &amp;nbsp;langs &euro; <b>5</b>\";9901AB;;Los werk;;ja;kinderen, bejaarden|nergens"
                    .utf8)
        let mapping = try ImportFixture.parsed { $0.readsHTML = true }
        let report = try await ImportFixture.take(file, mapping, into: site)
        #expect(report.count(.new) == 1, "\(ImportFixture.problems(report))")
        let vacancy = try #require(try await ImportFixture.vacancy("1", site))
        #expect(vacancy.title == "Café helpen")
        #expect(vacancy.what.split(separator: " ").joined(separator: " ") == "‘Kom’ langs € 5")
        #expect(vacancy.groups == [.kinderen, .ouderen])
        #expect(vacancy.rhythm == .once)
        #expect(vacancy.vog)
        #expect(vacancy.place == "Centrum")
    }

    @Test func `on line at once only where the organisation is approved, and the search finds it`() async throws {
        let site = try await TestSite()
        let rows = [
            ImportFixture.row("1", titel: "Zeldzaam zweefvliegen"), ImportFixture.row("2", organisatie: "Nieuwe Club"),
        ]
        let report = try await ImportFixture.take(
            ImportFixture.file(rows), try ImportFixture.parsed { $0.publishes = true }, into: site)
        #expect(report.count(.new) == 2)
        #expect(report.notices.count == 1)
        #expect(try await ImportFixture.vacancy("1", site)?.state == .online)
        #expect(try await ImportFixture.vacancy("2", site)?.state == .submitted)
        #expect(await site.get("/vacatures?q=zweefvliegen").body.contains("Zeldzaam zweefvliegen"))
        let club = try await site.read { db in
            try db.first("SELECT * FROM organisation WHERE name = 'Nieuwe Club'").map(Organisation.init(row:))
        }
        #expect(club?.state == .submitted && club?.mayPublish == false)
    }

    @Test func `what must be there, must be there`() async throws {
        let site = try await TestSite()
        let file = ImportFixture.file([ImportFixture.row("1", organisatie: "Onbekend")])
        await #expect(throws: ImportRefusal.self) {
            try await ImportFixture.take(
                file, try ImportFixture.parsed { $0.rules[.why] = ImportRule(columns: ["waarom"]) }, into: site)
        }
        await #expect(throws: ImportRefusal.self) {
            try await ImportFixture.take(file, try ImportFixture.parsed { $0.rules[.contact] = nil }, into: site)
        }
        await #expect(throws: ImportRefusal.self) {
            try await ImportFixture.take(file, try ImportFixture.parsed(), into: site, municipality: "GM0000")
        }
        let report = try await ImportFixture.take(
            file, try ImportFixture.parsed { $0.strangers = .require }, into: site)
        #expect(ImportFixture.problems(report).first?.contains("Deze organisatie kennen we niet") == true)
    }

    @Test func `lists of two municipalities never touch each other`() async throws {
        let site = try await TestSite()
        let file = ImportFixture.file([ImportFixture.row("1")])
        #expect(try await ImportFixture.take(file, try ImportFixture.parsed(), into: site).count(.new) == 1)
        #expect(
            try await ImportFixture.take(file, try ImportFixture.parsed(), into: site, municipality: "GM9998").count(
                .new) == 1)
        #expect(try await ImportFixture.vacancy("1", site)?.municipality == "GM9999")
        #expect(try await ImportFixture.vacancy("1", site, list: "GM9998/proef")?.municipality == "GM9998")
    }
}
