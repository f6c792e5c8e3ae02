import Brokerage
import Core
import Foundation
import Storage
import Testing

/// Imports in the site: upload, mapping, trial, confirmation, progress, result.
struct ImportSiteTests {
    static let list = """
        titel,organisatie,omschrijving,postcode,einddatum
        Koken in de buurt,Taalhuis De Brug,Je kookt voor de buurt.,9901 AB,
        Fietsen maken,Fietsclub,"Je maakt fietsen, samen.",9902 AB,2027-01-31
        =1+1 te lang \(String(repeating: "woord ", count: 20)),Fietsclub,Je telt.,,
        """

    /// The form of a mapping as a browser would send it for `list`.
    static let form: [(String, String)] = [
        ("kolom-titel", "titel"), ("kolom-organisatie", "organisatie"), ("kolom-wat", "omschrijving"),
        ("kolom-postcode", "postcode"),
        ("kolom-laatste-dag", "einddatum"), ("vast-sector", "buurt"), ("vast-ritme", "flexibel"),
        ("vast-contact", "Kees"),
        ("soort", "vacatures"), ("organisaties", "aanmaken"), ("verlopen", "fout"), ("bestaande", "bijwerken"),
        ("bron", "buurtlijst"),
        ("naam", "Buurtlijst"), ("bewaren", "ja"),
    ]

    static func upload(
        _ site: TestSite, _ list: String = ImportSiteTests.list, mapping: String = "", as role: Role = .broker
    ) async -> TestReply {
        await site.upload(
            "/centrale/import", file: Array(list.utf8), fields: [("gemeente", "GM9999"), ("koppeling", mapping)],
            as: role)
    }

    @Test func `from upload to result`() async throws {
        let site = try await TestSite()
        let uploaded = await Self.upload(site)
        #expect(uploaded.status == 303)
        #expect(uploaded.location.hasSuffix("/koppeling"))
        let run = uploaded.location.replacing("/koppeling", with: "")
        let mapping = await site.get(uploaded.location, as: .broker)
        // The proposal knows these names; an example stands with each column.
        #expect(
            mapping.body.contains(
                "<option value=\"omschrijving\" selected>omschrijving, zoals: Je kookt voor de buurt.</option>"))
        #expect(mapping.body.contains("<option value=\"einddatum\" selected>"))
        let missing = await site.post(uploaded.location, form: Self.form.filter { $0.0 != "vast-sector" }, as: .broker)
        #expect(missing.status == 400)
        #expect(missing.body.contains("value=\"Buurtlijst\""))
        #expect(await site.post(uploaded.location, form: Self.form, as: .broker).location == run)

        let waiting = await site.get(run, as: .broker)
        #expect(waiting.body.contains("<progress") && waiting.header("refresh") == "2")
        #expect(await site.get(run + "?ververs=nee", as: .broker).header("refresh") == nil)
        let before = try await site.read { db in try db.count("SELECT COUNT(*) FROM vacancy") }
        try await site.tick()
        let preview = await site.get(run, as: .broker)
        #expect(preview.header("refresh") == nil)
        #expect(
            preview.body.contains("Dit gaat er gebeuren") && preview.body.contains("Koken in de buurt")
                && preview.body.contains("Fietsclub"))
        #expect(preview.body.contains("Maak dit korter: hoogstens 80 tekens."))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM vacancy") } == before)

        #expect(await site.post(run + "/start", form: [("online", "ja")], as: .broker).status == 303)
        #expect(await site.post(run + "/start", as: .broker).status == 400, "a second click starts nothing")
        try await site.tick()
        let result = await site.get(run, as: .broker)
        #expect(result.body.contains("De lijst is binnen"))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM vacancy") } == before + 2)
        #expect(
            try await site.read { db in try db.count("SELECT COUNT(*) FROM import_run WHERE file IS NOT NULL") } == 0)
        let csv = await site.get(run + "/fouten.csv", as: .broker)
        #expect(csv.header("content-type")?.hasPrefix("text/csv") == true)
        #expect(csv.body.contains("4;titel;Maak dit korter"))

        let saved = try #require(
            try await site.read { db in try db.value("SELECT id FROM import_mapping", as: String.self) })
        let again = await Self.upload(site, mapping: saved)
        #expect(!again.location.hasSuffix("/koppeling"), "a mapping that fits goes on to the trial")
        try await site.tick()
        let second = await site.get(again.location, as: .broker)
        #expect(second.body.contains("Er is niets om over te nemen."))
        let front = await site.get("/centrale/import", as: .broker)
        #expect(front.body.contains("lijst.csv") && front.body.contains("Buurtlijst"))
    }

    @Test func `a long list goes on over several turns and loses nothing`() async throws {
        let site = try await TestSite()
        var list = "titel,organisatie,omschrijving,postcode,einddatum\n"
        for number in 1...2_150 { list += "Werk \(number),Taalhuis De Brug,Je helpt.,9901 AB,\n" }
        let uploaded = await Self.upload(site, list)
        let run = uploaded.location.replacing("/koppeling", with: "")
        _ = await site.post(uploaded.location, form: Self.form, as: .broker)
        try await site.tick()
        #expect(await site.get(run, as: .broker).body.contains("2000 van de 2150 regels"))
        site.clock.move(by: .seconds(2))
        try await site.tick()
        _ = await site.post(run + "/start", as: .broker)
        try await site.tick()
        #expect(await site.get(run, as: .broker).body.contains("value=\"2000\""))
        site.clock.move(by: .seconds(2))
        try await site.tick()
        #expect(await site.get(run, as: .broker).body.contains("De lijst is binnen"))
        #expect(
            try await site.read { db in try db.count("SELECT COUNT(*) FROM vacancy WHERE source = 'GM9999/buurtlijst'")
            } == 2_150)
    }

    @Test func `another centre and others see nothing of it`() async throws {
        let site = try await TestSite()
        let uploaded = await Self.upload(site)
        let run = uploaded.location.replacing("/koppeling", with: "")
        _ = await site.post(uploaded.location, form: Self.form, as: .broker)
        let saved = try #require(
            try await site.read { db in try db.value("SELECT id FROM import_mapping", as: String.self) })
        for path in [run, run + "/koppeling", run + "/fouten.csv", "/centrale/koppelingen/\(saved)/bestand"] {
            for role in [Role.otherBroker, .policyOfficer, .manager, .resident] {
                #expect(await site.get(path, as: role).status == 404, "\(path) \(role)")
            }
        }
        for path in [
            run + "/koppeling", run + "/start", run + "/verwijdering", "/centrale/koppelingen/\(saved)/verwijdering",
        ] {
            #expect(await site.post(path, form: Self.form, as: .otherBroker).status == 404, "\(path)")
        }
        #expect(await site.get("/centrale/import", as: .otherBroker).body.contains("lijst.csv") == false)
        // A municipality of another centre cannot be chosen, nor its mapping be used.
        let stolen = await site.upload(
            "/centrale/import", file: Array(Self.list.utf8), fields: [("gemeente", "GM9999"), ("koppeling", "")],
            as: .otherBroker)
        #expect(stolen.status == 400)
        #expect(await Self.upload(site, mapping: "weg").status == 400)
    }

    @Test func `files that cannot be a list are refused at the field`() async throws {
        let site = try await TestSite()
        let fields = [("gemeente", "GM9999"), ("koppeling", "")]
        for (bytes, words) in [
            ([], "Kies een bestand."), ([0x50, 0x4B, 3, 4, 0, 0], "rekenblad"),
            (Array("titel;wat\n\"open".utf8), "aanhalingsteken"),
            ([0xFF, 0xFE, 0x41, 0], "Unicode"), (Array("titel;wat\n;\n".utf8), "geen regels"),
        ] as [([UInt8], String)] {
            let reply = await site.upload("/centrale/import", file: bytes, fields: fields, as: .broker)
            #expect(reply.status == 400)
            #expect(reply.body.contains(words), "\(words)")
        }
        let mapping = await site.upload(
            "/centrale/koppelingen", file: Array("{\"naam\": 3}".utf8), name: "k.json", fields: fields, as: .broker)
        #expect(mapping.status == 400)
        #expect(mapping.body.contains("‘naam’"))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM import_run") } == 0)
        let kept = await site.upload(
            "/centrale/koppelingen", file: Array(ImportFixture.mapping.utf8), name: "k.json", fields: fields,
            as: .broker)
        #expect(kept.status == 303)
        let id = try #require(
            try await site.read { db in try db.value("SELECT id FROM import_mapping", as: String.self) })
        let file = await site.get("/centrale/koppelingen/\(id)/bestand", as: .broker)
        #expect(try ImportMapping(file: file.bytes) == ImportFixture.parsed())
        #expect(await site.post("/centrale/koppelingen/\(id)/verwijdering", as: .broker).status == 303)
    }

    @Test func `files go after a week and reports after a year`() async throws {
        let site = try await TestSite()
        let uploaded = await Self.upload(site)
        let run = uploaded.location.replacing("/koppeling", with: "")
        let rules = site.town.brokerage.importRetention
        let now = site.clock.now
        func apply(_ days: Int) async throws -> Int {
            try await site.write { db in
                try rules.map { try $0.apply(now + .days(days) - $0.keep, now, db) }.reduce(0, +)
            }
        }
        #expect(try await apply(6) == 0)
        #expect(try await apply(8) == 1)
        #expect(await site.get(run, as: .broker).status == 404)
    }
}
