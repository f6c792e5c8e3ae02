import Core
import Formats
import Questionnaires
import Storage
import Testing

@testable import Evaluation

/// Files come from elsewhere: no text in them ever becomes markup, on no page that shows it.
struct ImportCanaryTests {
    private static let mark = "\"><script>kanarie</script><img src=x onerror=kanarie>'"

    private static func holds(_ body: String) -> Bool {
        !body.contains("<script>kanarie") && !body.contains("<img src=x")
    }

    /// Everything that shows what was in the table; at least one page must, or the test says nothing.
    private func look(at survey: Survey, _ site: TestSite, _ name: String) async throws {
        let base = "/enquetes/\(survey.number)"
        let results = base + "/resultaten"
        var paths = [
            "/enquetes", base, results, results + "/tabel", results + "/tabellen", results + "/open",
            results + "/weging", results + "/vergelijken", results + "/beleid", results + "/cijfers",
            results + "/rapport", results + "/rapport/lezen", base + "/bestanden", base + "/vragenlijst",
        ]
        let data = try await TableImportTests.data(survey, site).data
        for column in data.columns.map(\.name) {
            paths += [results + "/tabel?rijen=\(column)", results + "/open/\(column)"]
            for other in data.columns.map(\.name).prefix(3) where other != column {
                paths.append(results + "/tabel?rijen=\(column)&kolommen=\(other)")
            }
        }
        var shown = 0
        for path in paths {
            let body = await site.get(path, as: .researcher).body
            #expect(Self.holds(body), "\(name) \(path)")
            if body.contains("&lt;script&gt;kanarie") { shown += 1 }
        }
        #expect(shown > 2, "\(name)")
    }

    private func take(_ site: TestSite, _ bytes: [UInt8], _ name: String) async throws {
        let sent = await TableImportTests.send(
            site, bytes, name: "<script>kanarie</script>" + name, title: "T" + Self.mark)
        #expect(sent.status == 303, "\(name): \(sent.body.prefix(2_000))")
        let page = await site.get(sent.location, as: .researcher)
        #expect(Self.holds(page.body) && page.body.contains("&lt;script&gt;kanarie"), "\(name)")
        _ = await site.post(sent.location, form: TableImportTests.proposal(page.body), as: .researcher)
        try await site.tick()
        #expect(Self.holds(await site.get(sent.location, as: .researcher).body), "\(name)")
        #expect(Self.holds(await site.get(TableImportTests.path, as: .researcher).body), "\(name)")
        let survey = try await site.read { db -> Survey in
            let id = try db.value(
                "SELECT survey_id FROM survey_import WHERE survey_id IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 1",
                as: String.self)
            let found = try Survey.find(Survey.Identity(id ?? ""), in: db)
            return try #require(found)
        }
        try await look(at: survey, site, name)
    }

    @Test func `headers and values of a CSV file`() async throws {
        let site = try await TestSite()
        let cell = "\"" + Self.mark.replacing("\"", with: "\"\"") + "\""
        var text = "\(cell);KEUZE;TEKST\n"
        for index in 0..<30 {
            text += "\(index % 2);\(index % 3 == 0 ? cell : "ja");\(index) \(Self.mark.dropFirst())\n"
        }
        try await take(site, Array(text.utf8), "a.csv")
    }

    @Test func `sheets, headers and values of a workbook`() async throws {
        let site = try await TestSite()
        var rows: [[Workbook.Cell]] = [[.header(Self.mark), .header("KEUZE"), .header("TEKST")]]
        for index in 0..<30 {
            rows.append([
                .integer(index % 2), .text(index % 3 == 0 ? Self.mark : "ja"), .text("\(index) \(Self.mark)"),
            ])
        }
        let book = Workbook(sheets: [.init("<script>kanarie", rows: rows)])
        try await take(site, try WorkbookWriter.write(book).bytes, "a.xlsx")
    }

    @Test func `labels of variables and values, sets and texts of an SPSS file`() async throws {
        let site = try await TestSite()
        let labels = [SPSSValueLabel(.number(1), Self.mark), SPSSValueLabel(.number(2), "ja " + Self.mark)]
        let file = SPSSFile(
            label: Self.mark,
            variables: [
                SPSSVariable(name: "V01", label: "A " + Self.mark, kind: .number(decimals: 0), valueLabels: labels),
                SPSSVariable(name: "V02_1", label: "B " + Self.mark, kind: .number(decimals: 0), valueLabels: labels),
                SPSSVariable(name: "V02_2", label: "C " + Self.mark, kind: .number(decimals: 0), valueLabels: labels),
                SPSSVariable(name: "V03", label: "D " + Self.mark, kind: .text(bytes: 200)),
            ])
        let bytes = try SPSSWriter.write(file, count: 30) { index in
            [
                .number(Double(index % 2 + 1)), .number(Double(index % 2 + 1)), .number(1),
                .text("\(index) \(Self.mark)"),
            ]
        }.bytes
        try await take(site, bytes, "a.sav")
    }

    @Test func `a questionnaire as YAML and as XLSForm`() async throws {
        let site = try await TestSite()
        let now = site.clock.now
        let source = RespondRig.questionnaire(mark: Self.mark)
        let files: [(String, [UInt8])] = [
            ("a.yaml", Array(source.yaml.utf8)),
            ("a.xlsx", try QuestionnaireFile.workbook(of: source, title: "Proef", now: now).bytes),
        ]
        for (name, bytes) in files {
            let number = try await site.write { db -> Int in
                let id = try StoredQuestionnaire.add(
                    Questionnaire(id: "leeg", title: Words("Leeg")), name: "Leeg \(name)", municipality: "GM9999",
                    origin: nil, owner: nil, now: now, in: db)
                let found = try StoredQuestionnaire.find(id, in: db)
                return try #require(found).number
            }
            let path = "/enquetes/vragenlijsten/\(number)"
            let sent = await site.send(bytes, name: name, to: path + "/inlezen", fields: [], as: .researcher)
            #expect(Self.holds(sent.body), "\(name)")
            let read = try await site.read { db -> StoredQuestionnaire in
                let found = try StoredQuestionnaire.find(number: number, in: db)
                return try #require(found)
            }
            #expect(!read.content.questions.isEmpty, "\(name): \(sent.status) \(sent.body.suffix(2_000))")
            var pages = ["", "/gegevens", "/voorbeeld", "/voorbeeld?taal=en", "/versies", "/taal/en"]
            pages += read.content.blocks.map { "/pagina/\($0.id)" } + read.content.questions.map { "/vraag/\($0.id)" }
            for page in pages {
                let body = await site.get(path + page, as: .researcher).body
                #expect(Self.holds(body), "\(name) \(page)")
            }
            let body = await site.get(path + "/voorbeeld", as: .researcher).body
            #expect(body.contains("&lt;script&gt;kanarie"), "\(name)")
        }
    }
}
