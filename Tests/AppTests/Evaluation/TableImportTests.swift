import Core
import Formats
import Foundation
import Questionnaires
import Storage
import Tabulation
import Testing
import Web

@testable import Evaluation

/// Tables from elsewhere that become surveys to count.
struct TableImportTests {
    static let path = "/enquetes/inlezen"

    static func send(
        _ site: TestSite, _ bytes: [UInt8], name: String = "tabel.csv", title: String = "Van elders"
    ) async -> TestReply {
        await site.send(bytes, name: name, to: path, fields: [("titel", title)], as: .researcher)
    }

    /// The choices as the page proposes them.
    static func proposal(_ page: String) -> [(String, String)] {
        page.matches(of: /<select id="(kolom-\d+)" name="[^"]+"[^>]*>(.*?)<\/select>/).compactMap { match in
            match.2.firstMatch(of: /<option value="([^"]*)" selected>/).map { (String(match.1), String($0.1)) }
        }
    }

    /// From a file to a survey with the proposed columns.
    static func take(_ site: TestSite, _ bytes: [UInt8], _ changes: [String: String] = [:]) async throws -> Survey {
        let sent = await send(site, bytes)
        #expect(sent.status == 303, "\(sent.body.prefix(3_000))")
        let page = await site.get(sent.location, as: .researcher)
        let form = proposal(page.body).map { ($0.0, changes[$0.0] ?? $0.1) }
        #expect(!form.isEmpty)
        #expect(await site.post(sent.location, form: form, as: .researcher).location == sent.location)
        try await site.tick()
        return try await site.read { db in
            let id = try #require(
                try db.value("SELECT survey_id FROM survey_import WHERE survey_id IS NOT NULL", as: String.self))
            return try #require(try Survey.find(Survey.Identity(id), in: db))
        }
    }

    static func data(_ survey: Survey, _ site: TestSite) async throws -> SurveyData {
        try await site.read { db in try SurveyData.load(survey, t: .dutch, in: db) }
    }

    static let list = """
        NR;GESLACHT;CIJFER;V05_1;V05_2;DATUM;OPMERKING
        1;man;7,5;1;0;3-11-2011;Goed
        2;vrouw;8;0;1;4-11-2011;
        3;vrouw;geen;1;1;5-11-2011;Prima
        ;;;;;;
        4;man;6,5;0;0;6-11-2011;"=1+1"
        """

    @Test func `a CSV file becomes a survey with tables`() async throws {
        let site = try await TestSite()
        let survey = try await Self.take(site, Array(Self.list.utf8), ["kolom-2": "getal"])
        #expect(survey.kind == .imported && survey.state == .closed && survey.title == "Van elders")
        let data = try await Self.data(survey, site)
        #expect(data.data.count == 4)
        let sex = try data.data.table(TableRequest(.counts, rows: "GESLACHT"))
        #expect(sex.rows.map(\.label) == ["man", "vrouw"])
        #expect(sex.cell(0, 0)?.count == 2 && sex.cell(1, 0)?.count == 2)
        let several = try data.data.table(TableRequest(.counts, rows: "V05"))
        #expect(several.cell(0, 0)?.count == 2 && several.cell(1, 0)?.count == 2)
        let page = await site.get("/enquetes/\(survey.number)/resultaten", as: .researcher)
        #expect(page.status == 200)
        let item = try await site.read { db in try db.value("SELECT id FROM survey_import", as: String.self) }
        let result = await site.get(Self.path + "/\(item ?? "")", as: .researcher)
        #expect(result.body.contains("De tabel is binnen") && result.body.contains("geen"))
        let notes = await site.get(Self.path + "/\(item ?? "")/meldingen.csv", as: .researcher)
        #expect(notes.body.contains("4;CIJFER;geen;Deze cel past niet"))
    }

    @Test func `our own file of SPSS comes back as the same survey`() async throws {
        let rig = try await ExportTests.rig(.linked)
        let own = try await rig.site.read { db in
            try SurveyData.load(try #require(try Survey.find(rig.id, in: db)), t: .dutch, in: db)
        }
        let survey = try await Self.take(rig.site, await ExportTests.file(rig, "sav").bytes)
        let data = try await Self.data(survey, rig.site)
        #expect(data.data.count == own.data.count)
        for name in ["V01", "V03"] {
            let (one, other) = (
                try own.data.table(TableRequest(.counts, rows: name)),
                try data.data.table(TableRequest(.counts, rows: name))
            )
            #expect(one.rows.map(\.code) == other.rows.map(\.code), "\(name)")
            #expect(
                one.rows.indices.map { one.cell($0, 0)?.count } == other.rows.indices.map { other.cell($0, 0)?.count })
        }
    }

    @Test func `a workbook of two sheets offers both`() async throws {
        let site = try await TestSite()
        let book = Workbook(sheets: [
            .init("Eerste", rows: [[.header("a")], [.text("x")], [.text("y")]]),
            .init(
                "<script>Tweede",
                rows: [[.header("<b>kolom</b>"), .header("b")], [.integer(1), .day(Day(number: 20_000))]]),
        ])
        let sent = await Self.send(site, try WorkbookWriter.write(book).bytes, name: "x.xlsx")
        let first = await site.get(sent.location, as: .researcher)
        #expect(first.body.contains("Eerste") && first.body.contains("&lt;script&gt;Tweede"))
        #expect(!first.body.contains("<script>Tweede"))
        let second = await site.get(sent.location + "?blad=1", as: .researcher)
        #expect(second.body.contains("&lt;b&gt;kolom") && second.body.contains("2024-10-04"))
        let form = Self.proposal(second.body) + [("blad", "1")]
        _ = await site.post(sent.location, form: form, as: .researcher)
        try await site.tick()
        #expect(await site.get(sent.location, as: .researcher).body.contains("De tabel is binnen"))
    }

    @Test func `what cannot be read is refused, and the title is kept`() async throws {
        let site = try await TestSite()
        for (bytes, word) in [
            (Array("a;b\n\"x".utf8), "aanhalingsteken"), (Array("PK rommel".utf8), "niet wat het lijkt"),
            ([0xD0, 0xCF, 0x11, 0xE0, 1], "wachtwoord"), (Array("$FL2 kapot".utf8), "beschadigd"),
            (Array("alleen;koppen\n".utf8), "geen tabel"),
        ] {
            let reply = await Self.send(site, bytes, title: "Mijn titel")
            #expect(reply.status == 400 && reply.body.contains(word), "\(word)")
            #expect(reply.body.contains("value=\"Mijn titel\""))
        }
        let none = await Self.send(site, [])
        #expect(none.status == 400 && none.body.contains("Kies een bestand."))
    }

    @Test func `a choice with too many answers is pointed at`() async throws {
        let site = try await TestSite()
        let rows = (0..<300).map { "\($0);tekst \($0)" }.joined(separator: "\n")
        let sent = await Self.send(site, Array("NR;WOORD\n\(rows)".utf8))
        let wrong = await site.post(sent.location, form: [("kolom-0", "getal"), ("kolom-1", "keuze")], as: .researcher)
        #expect(wrong.status == 400 && wrong.body.contains("Kolom WOORD heeft meer dan 250"))
        #expect(wrong.body.contains("aria-invalid=\"true\""))
        let nothing = await site.post(sent.location, form: [("kolom-0", "nee"), ("kolom-1", "nee")], as: .researcher)
        #expect(nothing.status == 400 && nothing.body.contains("Kies ten minste één kolom."))
    }

    @Test func `reading in can be undone, and is for makers only`() async throws {
        let site = try await TestSite()
        let survey = try await Self.take(site, Array(Self.list.utf8))
        let item = try await site.read { db in
            try #require(try db.value("SELECT id FROM survey_import", as: String.self))
        }
        let path = Self.path + "/" + item
        for role in [Role.anonymous, .resident, .broker, .otherBroker] {
            #expect(await site.get(path, as: role).status != 200)
            #expect(await site.post(path + "/ongedaan", as: role).status != 200)
        }
        #expect(await site.post(path + "/ongedaan", as: .researcher).status == 303)
        let left = try await site.read { [id = survey.id] db in
            try db.count("SELECT COUNT(*) FROM survey WHERE id = \(id)")
                + db.count("SELECT COUNT(*) FROM survey_response WHERE survey_id = \(id)")
        }
        #expect(left == 0)
        #expect(await site.get(path, as: .researcher).body.contains("ongedaan gemaakt"))
    }

    @Test func `a stop halfway loses and doubles no row`() async throws {
        let site = try await TestSite()
        let rows = (1...1_000).map { "\($0);\($0 % 3)" }.joined(separator: "\n")
        let sent = await Self.send(site, Array("NR;KEUZE\n\(rows)".utf8))
        _ = await site.post(sent.location, form: [("kolom-0", "getal"), ("kolom-1", "keuze")], as: .researcher)
        let id = String(sent.location.split(separator: "/").last ?? "")
        // As if the program had stopped after the first batches: the job begins again.
        let house = site.town.house
        let now = site.clock.now
        async let one: Void = TakeTable(house: house).run(id, now: now)
        async let two: Void = TakeTable(house: house).run(id, now: now)
        _ = try await (one, two)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM survey_response") } == 1_000)
    }
}
